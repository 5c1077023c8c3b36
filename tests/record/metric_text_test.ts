import {
  readMetrics,
  readRun,
  writeEntry,
  writeMetrics,
  writeRun,
} from "../../lib/record/metric_text.ts";
import { assertEquals, assertStrictEquals } from "../assert.ts";
import { sampleRun } from "./sample_run.ts";

const METRICS = {
  loss: NaN,
  up: Infinity,
  down: -Infinity,
  zero: -0,
  plain: 0.25,
  ["__proto__"]: 1,
};

Deno.test("writeMetrics() and readMetrics() keep figures that JSON has no word for", () => {
  const written = JSON.parse(JSON.stringify(writeMetrics(METRICS)));
  assertEquals(written.loss, "NaN");
  assertEquals(written.up, "Infinity");
  assertEquals(written.plain, 0.25);
  const read = readMetrics(written);
  assertStrictEquals(read.loss, NaN);
  assertStrictEquals(read.up, Infinity);
  assertStrictEquals(read.down, -Infinity);
  assertStrictEquals(read.zero, -0);
  assertStrictEquals(read.plain, 0.25);
});

Deno.test("readMetrics() leaves text out that is no figure", () => {
  assertEquals(readMetrics({ a: "1", b: "constructor", c: 2 }), { c: 2 });
});

Deno.test("writeRun() and readRun() give back an equal run", () => {
  const epoch = sampleRun().epochs[0]!;
  const run = sampleRun({
    metrics: METRICS,
    epochs: [{ ...epoch, metrics: METRICS }],
    spans: [{ ...epoch, name: "load", metrics: METRICS }],
  });
  assertEquals(readRun(JSON.parse(JSON.stringify(writeRun(run)))), run);
});

Deno.test("writeEntry() writes a diverged loss as text, in one line", () => {
  assertEquals(
    writeEntry({ type: "log", atSeconds: 1, epoch: 0, metrics: { loss: NaN, "a\nb": 1 } }),
    '{"type":"log","atSeconds":1,"epoch":0,"metrics":{"loss":"NaN","a\\nb":1}}',
  );
});
