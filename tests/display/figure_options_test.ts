import { checkFigureOptions } from "../../lib/display/figure_options.ts";
import { assertEquals, assertMatch, assertThrows } from "../assert.ts";
import { compareRuns } from "./chart_samples.ts";

Deno.test("checkFigureOptions() refuses themes, widths and captions that are none", () => {
  const wrong = (options: unknown) => () => checkFigureOptions(options, [], "draw power");
  assertThrows(
    wrong({ theme: "dark" }),
    RangeError,
    'Cannot draw figure as "theme" must be "notebook" or "paper": current value is "dark"',
  );
  for (const widthMm of [10, 39.9, 400.1, NaN, "85"]) {
    assertThrows(wrong({ widthMm }), RangeError, '"widthMm" must be a number from 40 to 400');
  }
  assertThrows(wrong({ caption: "no" }), TypeError, '"caption" must be true or false');
  assertThrows(wrong({ theme: "notebook", widthMm: 85 }), RangeError, "must be left out");
  for (const widthMm of [40, 400]) {
    checkFigureOptions({ theme: "paper", widthMm }, [], "draw power");
  }
});

Deno.test("checkFigureOptions() takes a chart's own options and says what is nearest to a slip", () => {
  checkFigureOptions({ by: "stage", caption: false }, ["by"], "draw shares");
  assertThrows(() => checkFigureOptions({ bye: 1 }, ["by"], "draw shares"), TypeError, '"bye"');
  assertThrows(() => checkFigureOptions([], [], "draw shares"), TypeError, "must be an object");
});

/** Charts in a process where nothing that draws can be loaded: what each of them throws. */
async function withoutDrawing(calls: string): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir();
  const display = new URL("../../lib/display/", import.meta.url);
  const late: string[] = [];
  for await (const { name } of Deno.readDir(display)) {
    if (/_figure\.ts$|^(zone|equivalents)_chart\.ts$/.test(name)) late.push(name);
  }
  const gone = late.map((name) => [new URL(name, display).href, `file://${folder}/gone.ts`]);
  await Deno.writeTextFile(
    `${folder}/map.json`,
    JSON.stringify({ imports: Object.fromEntries(gone) }),
  );
  await Deno.writeTextFile(
    `${folder}/calls.ts`,
    `import * as f from ${JSON.stringify(new URL("../../mod.ts", import.meta.url).href)};
const run = JSON.parse(await Deno.readTextFile(${JSON.stringify(`${folder}/run.json`)}));
const silent = { name: "a service", zone: "DK", at: () => { throw new Error("asked") } };
const calls: (() => Promise<unknown>)[] = [${calls}];
const said = [];
for (const call of calls) said.push(await call().then(() => "drawn", ({ name, message }) => name + ": " + message));
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(said)));`,
  );
  await Deno.writeTextFile(`${folder}/run.json`, JSON.stringify(compareRuns()[0]));
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `--import-map=${folder}/map.json`, `${folder}/calls.ts`],
  }).output();
  await Deno.remove(folder, { recursive: true });
  assertEquals(new TextDecoder().decode(stderr), "");
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("every chart refuses a wrong argument before it loads what draws or asks anybody", async () => {
  const said = await withoutDrawing(`
    () => f.compareChart([run], { of: "water" }),
    () => f.componentChart([run], { by: "colour" }),
    () => f.epochChart(run, { cumulative: "yes" }),
    () => f.paretoChart([run]),
    () => f.paretoChart([run], { metric: "a", of: "water" }),
    () => f.paretoChart([run], { metric: "a", better: "up" }),
    () => f.intensityChart("DK"),
    () => f.intensityChart(silent, { theme: "dark" }),
    () => f.powerChart(run, { widthMm: 10 }),
    () => f.energyChart({}),
    () => f.predictionChart(run, { caption: 1 }),
    () => f.zoneChart(run, { theme: "dark" }),
    () => f.equivalentsChart(run, { theme: "dark" }),
    () => f.powerChart(run),
  `);
  const wanted = [
    'RangeError: Cannot compare as "of" must be "energy", "emissions" or "epochDuration": current value is "water"',
    'RangeError: Cannot draw shares as "by" must be "device", "purpose" or "stage": current value is "colour"',
    'TypeError: Cannot draw epochs as "cumulative" must be true or false: current value is "yes"',
    'TypeError: Cannot draw front as "metric" must be a name: current value is undefined',
    'RangeError: Cannot draw front as "of" must be "energy" or "emissions": current value is "water"',
    'RangeError: Cannot draw front as "better" must be "higher" or "lower": current value is "up"',
    'TypeError: Cannot draw intensity as "of" must be a run, an array of runs or a provider: current value is "DK"',
    'RangeError: Cannot draw figure as "theme" must be "notebook" or "paper": current value is "dark"',
    'RangeError: Cannot draw figure as "widthMm" must be a number from 40 to 400: current value is 10',
    'TypeError: Cannot draw energy as "run" must be a run: current value is an object without a run\'s "id"',
    'TypeError: Cannot draw figure as "caption" must be true or false: current value is 1',
    'RangeError: Cannot draw figure as "theme" must be "notebook" or "paper": current value is "dark"',
    'RangeError: Cannot draw figure as "theme" must be "notebook" or "paper": current value is "dark"',
  ];
  assertEquals(said.slice(0, -1), wanted);
  // And without a slip it does load: had the map not held, nothing above would say anything.
  assertMatch(
    said.at(-1)!,
    /^FootnoteError: Cannot load a part of Footnote \(TypeError: Module not found "file:.*gone\.ts".*\)\. .*restart the kernel/,
  );
});
