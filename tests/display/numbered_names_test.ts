import { numberedNames } from "../../lib/display/numbered_names.ts";
import { assertEquals, assertStrictEquals } from "../assert.ts";
import { bareRun } from "./chart_samples.ts";

Deno.test("numberedNames() numbers runs of one name by their start, and leaves the others alone", () => {
  const started = (name: string, day: number) =>
    bareRun({ name, startedAt: `2025-11-0${day}T00:00:00.000Z` });
  const runs = [started("a", 3), started("b", 1), started("a", 1), started("a", 2)];
  const { runs: told, sentence } = numberedNames(runs);
  assertEquals(told.map(({ name }) => name), ["a (3)", "b", "a (1)", "a (2)"]);
  assertEquals(sentence, "Runs of one name are numbered in the order of their start.");
  assertStrictEquals(told[1], runs[1]);
  const own = [runs[0]!, runs[1]!];
  assertEquals(numberedNames(own), { runs: own, sentence: "" });
});

Deno.test("numberedNames() takes a run that is given twice for one", () => {
  const run = bareRun({ name: "a" });
  assertEquals(numberedNames([run, run]), { runs: [run, run], sentence: "" });
});
