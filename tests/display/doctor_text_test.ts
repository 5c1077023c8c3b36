import { doctorTable } from "../../lib/display/doctor_table.ts";
import { doctorText } from "../../lib/display/doctor_text.ts";
import { terminalColumns, wrapWords } from "../../lib/display/terminal_columns.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const ROWS = [
  ["● open", "GPU", "nvml", "1 × A100: energy counter", "±4 %", ""],
  [
    "○ closed",
    "CPU",
    "rapl",
    "packages and memory of two sockets, as their own counters tell it",
    "±5 %",
    "sudo chmod -R a+r /sys/class/powercap",
  ],
];

Deno.test("doctorText() is a line a row where all fit, and breaks what is said in its column where not", () => {
  assertEquals(doctorText(ROWS, 200).length, 2);
  // 2 + 8 + 2 + 3 + 2 + 4 + 2 = 23 columns before, 4 + 2 behind: 51 of 80.
  assertEquals(doctorText(ROWS, 80), [
    "  ● open    GPU  nvml  1 × A100: energy counter                             ±4 %",
    "  ○ closed  CPU  rapl  packages and memory of two sockets, as their own     ±5 %",
    "                       counters tell it",
    "                       → sudo chmod -R a+r /sys/class/powercap",
  ]);
});

Deno.test("doctorText() sets all below where there is no room beside, commands whole", () => {
  const lines = doctorText(ROWS, 56);
  assertEquals(lines.slice(3), [
    "      packages and memory of two sockets, as their own",
    "      counters tell it",
    "      → sudo chmod -R a+r /sys/class/powercap",
  ]);
  assertStringIncludes(doctorText(ROWS, 20).join("\n"), "sudo chmod -R a+r /sys/class/powercap");
});

Deno.test("doctorTable() keeps to the width, but for commands", () => {
  for (const columns of [60, 80, 100, 120]) {
    const lines = doctorTable(samples.DIAGNOSIS, {
      columns,
      machine: samples.EMPTY_RUN.machine,
    }).text.split("\n");
    const long = lines.filter((line) => line.length > columns);
    assert(
      long.every((line) => /^ +(→ |`)?\S/.test(line) && /sudo|chmod|`/.test(line)),
      long.join("\n"),
    );
  }
});

Deno.test("wrapWords() breaks between words, and keeps a longer one whole", () => {
  assertEquals(wrapWords("one two three", 7), ["one two", "three"]);
  assertEquals(wrapWords("a-very-long-word b", 5), ["a-very-long-word", "b"]);
  assertEquals(wrapWords("", 5), [""]);
});

Deno.test("terminalColumns() is 60 at least", () => {
  assert(terminalColumns() >= 60);
});
