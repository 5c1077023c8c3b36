import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import { arrowsOf, type House, inspect, readHouse } from "./arrows.ts";

const root = new URL("../../", import.meta.url);

Deno.test("inspect() finds no wrong import line in the project", async () => {
  const house = await readHouse(root);
  assert(house.size > 4);
  assertEquals(inspect(house).faults, []);
});

Deno.test("arrowsOf() reads each way of importing and leaves comments aside", () => {
  const text = `/**
 * import { not } from "npm:this@^1";
 */
import { a } from "./a.ts";
import type { B } from "../model.ts";
import {
  c,
  d,
} from "../units.ts";
export * from "../errors.ts";
import "./effect.ts";
// import { x } from "./x.ts";
const z = await import("npm:zod@^4.3.0");
const t: typeof import("npm:zod@^4.3.0") = z;
const w = new URL("./worker.ts", import.meta.url);
const said = "import of the module";
`;
  assertEquals(
    arrowsOf("lib/probe/p.ts", text).map((one) => [one.how, one.to, one.line]),
    [
      ["static", "lib/probe/a.ts", 4],
      ["static", "lib/units.ts", 9],
      ["static", "lib/errors.ts", 10],
      ["static", "lib/probe/effect.ts", 11],
      ["type", "lib/model.ts", 5],
      ["type", "npm:zod@^4.3.0", 14],
      ["dynamic", "npm:zod@^4.3.0", 13],
      ["url", "lib/probe/worker.ts", 15],
    ],
  );
});

const allowed: House = new Map([
  ["mod.ts", 'export { track } from "./lib/track/track.ts";'],
  ["lib/units.ts", ""],
  ["lib/interval.ts", 'import type { Range } from "./model.ts";'],
  ["lib/model.ts", ""],
  [
    "lib/hardware/cpu.ts",
    'import { a } from "../units.ts";\nnew URL("../../data/cpus.json", import.meta.url);',
  ],
  ["lib/probe/rapl.ts", 'import { a } from "../hardware/cpu.ts";\nimport { b } from "node:fs";'],
  ["lib/display/chart.ts", 'const Plot = await import("npm:@observablehq/plot@^0.6.17");'],
  ["lib/track/track.ts", 'import { a } from "./epochs.ts";\nimport { b } from "../probe/rapl.ts";'],
  ["lib/track/epochs.ts", ""],
  ["lib/runs/load_run.ts", ""],
  ["lib/cli.ts", 'import { a } from "./runs/load_run.ts";'],
]);

Deno.test("inspect() allows what the table allows", () => {
  assertEquals(inspect(allowed), { faults: [], warnings: [] });
});

const wrong: readonly (readonly [string, string, string, string])[] = [
  [
    "a room that knows another",
    "lib/carbon/a.ts",
    'import "../display/chart.ts";',
    "(carbon) may not import",
  ],
  [
    "a type of another room",
    "lib/carbon/a.ts",
    'import type { A } from "../display/chart.ts";',
    "(carbon) may not import",
  ],
  [
    "a room that knows a desk",
    "lib/carbon/a.ts",
    'import { t } from "../track/track.ts";',
    "(carbon) may not import",
  ],
  [
    "a desk that knows another",
    "lib/runs/a.ts",
    'import { t } from "../track/track.ts";',
    "(runs) may not import",
  ],
  [
    "a floor that knows a room",
    "lib/errors.ts",
    'import { t } from "./carbon/a.ts";',
    "(floor) may not import",
  ],
  [
    "a file that imports mod.ts",
    "lib/runs/a.ts",
    'import { t } from "../../mod.ts";',
    "imports mod.ts",
  ],
  [
    "a desk that reads a table",
    "lib/runs/a.ts",
    'new URL("../../data/x.json", import.meta.url)',
    "(runs) may not import",
  ],
  [
    "a table of two rooms",
    "lib/carbon/a.ts",
    'new URL("../../data/cpus.json", import.meta.url)',
    "a table has one room",
  ],
  [
    "a package at load",
    "lib/track/epochs.ts",
    'import { z } from "npm:zod@^4.3.0";',
    "mod.ts reaches",
  ],
  [
    "a drawing at load",
    "lib/track/epochs.ts",
    'import { powerFigure } from "../display/power_figure.ts";',
    "mod.ts reaches",
  ],
  [
    "a package by a bare name",
    "lib/track/epochs.ts",
    'await import("zod");',
    "packages are written out",
  ],
  [
    "a package without a version",
    "lib/track/epochs.ts",
    'await import("npm:zod");',
    "packages are written out",
  ],
  [
    "a jsr package",
    "lib/track/epochs.ts",
    'await import("jsr:@std/assert@^1");',
    "packages are written out",
  ],
  [
    "a package in the worker",
    "lib/probe/rapl.ts",
    'await import("npm:zod@^4.3.0");',
    "runs in the worker",
  ],
  ["console", "lib/track/epochs.ts", 'console.log("x");', "uses console"],
  ["a drawer", "lib/track/utils.ts", "", "a drawer"],
  ["a file in no room", "lib/other/a.ts", "", "lies in no room"],
];

for (const [what, path, text, says] of wrong) {
  Deno.test(`inspect() finds ${what}`, () => {
    const { faults } = inspect(new Map([...allowed, [path, text]]));
    assert(faults.length > 0, "nothing was found");
    assertStringIncludes(faults.join("\n"), says);
  });
}

Deno.test("inspect() names a file of over 300 lines without failing it", () => {
  const long = inspect(new Map([...allowed, ["lib/track/epochs.ts", "let a;\n".repeat(301)]]));
  assertEquals(long.faults, []);
  assertEquals(long.warnings, [
    "lib/track/epochs.ts has 301 lines: look for the second idea in it",
  ]);
});
