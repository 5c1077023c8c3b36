import { toEpochRecords, toRecords } from "../../lib/record/records.ts";
import { toCsv } from "../../lib/record/to_csv.ts";
import { toJson } from "../../lib/record/to_json.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import { sampleRun } from "./sample_run.ts";

/** Reads RFC 4180, written apart from the code under test. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") row.push(cell), cell = "";
    else if (sign === "\n") row.push(cell), rows.push(row), row = [], cell = "";
    else if (sign !== "\r") cell += sign;
  }
  return rows;
}

Deno.test("toCsv() writes a line a run with units in the heads", () => {
  const [heads, first, ...more] = parseCsv(toCsv([sampleRun()]));
  const cell = (head: string) => first![heads!.indexOf(head)];
  assertEquals(more, []);
  assertEquals(first!.length, heads!.length);
  assertEquals(cell("name"), "digits");
  assertEquals(cell("energyKwh"), "0.002");
  assertEquals(cell("energyKwhLow"), "0.0018");
  assertEquals(cell("emissionsGramsHigh"), "0.34");
  assertEquals(cell("gpuEnergyKwh"), "0.0016666666666666668");
  assertEquals(cell("restEnergyKwh"), "");
  assertEquals(cell("zone"), "DK");
  assertEquals(cell("accelerators"), "1 x NVIDIA A100");
  assertEquals(cell("purpose"), "final");
  assertEquals(cell("metric_accuracy"), "0.97");
  assertEquals(cell("error"), "");
});

Deno.test("toCsv() writes a line an epoch", () => {
  const rows = parseCsv(toCsv([sampleRun(), sampleRun({ id: "b" })], { per: "epoch" }));
  assertEquals(rows.length, 5);
  const at = (row: number, head: string) => rows[row]![rows[0]!.indexOf(head)];
  assertEquals(at(2, "runId"), "a1b2c3");
  assertEquals(at(2, "epoch"), "1");
  assertEquals(at(2, "metric_loss"), "0.2");
  assertEquals(at(4, "runId"), "b");
});

Deno.test("toCsv() leaves the figures of a run that measured nothing empty, and toRecords() undefined", () => {
  const dark = sampleRun({
    energyKwh: 0,
    itEnergyKwh: 0,
    emissionsGrams: 0,
    ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
    basis: { energyKwh: "default", emissionsGrams: "default" },
    parts: sampleRun().parts.map((part) => ({ ...part, energyKwh: 0, energyRange: [0, 0] })),
  });
  for (const per of ["run", "epoch"] as const) {
    const [heads, first] = parseCsv(toCsv([dark, sampleRun({ id: "b" })], { per }));
    const figures = heads!.flatMap((head, index) =>
      /EnergyKwh|^energyKwh|emissionsGrams/.test(head) ? [first![index]] : []
    );
    assertEquals(figures.length, per === "run" ? 13 : 6);
    assertEquals(new Set(figures), new Set([""]));
  }
  const [record] = toRecords([dark]);
  assertEquals(record!["energyKwh"], undefined);
  assertEquals(record!["durationSeconds"], sampleRun().durationSeconds);
  // In JSON it is what the record holds, and reads back as that.
  assertEquals(JSON.parse(toJson([dark]))[0].energyKwh, 0);
});

Deno.test("toCsv() holds users' text together and lets no spreadsheet run it", () => {
  const names = ['a,b"c', "line\nend", "=1+1", "+1", "-1", "@x", "\tx", "plain", "ünï", ""];
  const rows = parseCsv(toCsv(names.map((name, index) => sampleRun({ id: String(index), name }))));
  const found = rows.slice(1).map((row) => row[rows[0]!.indexOf("name")]);
  assertEquals(found, [
    'a,b"c',
    "line\nend",
    "'=1+1",
    "'+1",
    "'-1",
    "'@x",
    "'\tx",
    "plain",
    "ünï",
    "",
  ]);
});

Deno.test("toCsv() keeps the metrics of all runs apart and figures that are not finite", () => {
  const rows = parseCsv(toCsv([
    sampleRun({ metrics: { loss: NaN, constructor: 1 } }),
    sampleRun({ id: "b", metrics: { loss: -Infinity, "f1,macro": 0.5 } }),
  ]));
  const column = (head: string) => rows.slice(1).map((row) => row[rows[0]!.indexOf(head)]);
  assertEquals(column("metric_loss"), ["NaN", "-Infinity"]);
  assertEquals(column("metric_constructor"), ["1", ""]);
  assertEquals(column("metric_f1,macro"), ["", "0.5"]);
});

Deno.test("toCsv() of no runs is empty, of another unit a RangeError", () => {
  assertEquals(toCsv([]), "");
  assertThrows(() => toCsv([], { per: "day" as "run" }), RangeError, '"per" must be');
});

Deno.test("toRecords() gives every object every column", () => {
  const records = toRecords([sampleRun(), sampleRun({ id: "b", metrics: { other: 1 } })]);
  assertEquals(Object.keys(records[0]!), Object.keys(records[1]!));
  assertEquals(records[0]!["metric_other"], undefined);
  assertEquals(records[1]!["metric_other"], 1);
  assertEquals(records[0]!["energyKwh"], 0.002);
  assertEquals(toEpochRecords([sampleRun()]).length, 2);
});

Deno.test("toJson() holds all of a run, one a line", () => {
  const text = toJson([sampleRun({ metrics: { loss: NaN } }), sampleRun({ id: "b" })]);
  assertEquals(text.split("\n").length, 5);
  const [first, second] = JSON.parse(text);
  assertEquals(first.metrics, { loss: "NaN" });
  assertEquals(second, JSON.parse(JSON.stringify(sampleRun({ id: "b" }))));
  assertStringIncludes(text, '"energyKwh":0.002');
  assertEquals(JSON.parse(toJson([])), []);
});
