import * as footnote from "../mod.ts";
import type { Run } from "../mod.ts";
import { assert, assertRejects } from "./assert.ts";
import { compareRuns } from "./display/chart_samples.ts";

type Call = (...args: readonly unknown[]) => unknown;
const { compareChart, componentChart, epochChart, intensityChart, paretoChart, powerChart } =
  footnote;
const runs = compareRuns();
const run = runs[0]!;

/** What is handed in by mistake, where a run or runs are wanted. */
const STRANGE: readonly unknown[] = [
  undefined,
  null,
  NaN,
  -1,
  "a",
  "",
  true,
  10n,
  Symbol("s"),
  () => 1,
  {},
  { parts: [] },
  { ...run, parts: [null] },
  { ...run, ranges: {} },
  { ...run, ranges: undefined, place: undefined },
  [null],
  [undefined],
  ["a"],
  [{}],
  [run, { ...run, metrics: null }],
  [[run]],
  new Array(1),
  new Map(),
  new Date(),
];

/** By hand: who takes what as the first argument; all but `loadRun()` and `loadRuns()` take runs. */
const CALLS: Readonly<Record<string, Call>> = {
  powerChart: (x) => footnote.powerChart(x as Run),
  epochChart: (x) => footnote.epochChart(x as Run),
  energyChart: (x) => footnote.energyChart(x as Run),
  componentChart: (x) => footnote.componentChart(x as Run),
  predictionChart: (x) => footnote.predictionChart(x as Run),
  intensityChart: (x) => footnote.intensityChart(x as Run),
  zoneChart: (x) => footnote.zoneChart(x as Run),
  compareChart: (x) => footnote.compareChart(x as Run[]),
  paretoChart: (x) => footnote.paretoChart(x as Run[], { metric: "accuracy" }),
  equivalentsChart: (x) => footnote.equivalentsChart(x as Run),
  runsTable: (x) => footnote.runsTable(x as Run[]),
  latexTable: (x) => footnote.latexTable(x as Run[]),
  modelCard: (x) => footnote.modelCard(x as Run),
  bibtex: (x) => footnote.bibtex(x as Run),
  toCsv: (x) => footnote.toCsv(x as Run[]),
  toCsvOfEpochs: (x) => footnote.toCsv(x as Run[], { per: "epoch" }),
  toJson: (x) => footnote.toJson(x as Run[]),
  toRecords: (x) => footnote.toRecords(x as Run[]),
  report: (x) => footnote.report(x as Run[], "unwritten.html"),
  statement: (x) => footnote.statement(x as Run),
  totalOf: (x) => footnote.totalOf(x as Run[]),
  mergeRuns: (x) => footnote.mergeRuns(x as Run[]),
};

/** Refused with a sentence that says what cannot be done, never with one of the engine. */
function assertOurWords(thrown: unknown, what: string): void {
  assert(thrown instanceof TypeError || thrown instanceof RangeError, `${what}: ${thrown}`);
  const { message } = thrown;
  assert(/^Cannot .* as ".*"|^Cannot .* as the first argument must be/.test(message), message);
  assert(!/Cannot (?:read prop|destructure|convert|use '|access)/.test(message), message);
  assert(!message.includes("NaN") || what.includes("NaN"), message);
}

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

for (const [name, call] of Object.entries(CALLS)) {
  Deno.test(`${name}() refuses what is no run in words of its own`, async () => {
    for (const value of STRANGE) {
      const what = `${name}(${Deno.inspect(value, { depth: 0 })})`;
      // Some take a footprint, of which these are some.
      const footprint = value instanceof Object && "energyKwh" in value && "parts" in value &&
        Array.isArray((value as unknown as Run).ranges?.energyKwh);
      if (footprint && ["zoneChart", "equivalentsChart"].includes(name)) continue;
      assertOurWords(await thrownBy(() => call(value)), what);
    }
  });
}

Deno.test("loadRun() and loadRuns() refuse what is no path in words of their own", async () => {
  for (const call of [footnote.loadRun, footnote.loadRuns] as readonly Call[]) {
    // A folder has a default.
    const strange = call === footnote.loadRuns ? STRANGE.slice(1) : STRANGE;
    for (const value of strange.filter((one) => one !== "a")) {
      assertOurWords(await thrownBy(() => call(value)), `${call.name}(${Deno.inspect(value)})`);
    }
  }
});

Deno.test("statement() refuses what only looks like an estimate or a total", async () => {
  const { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary } = run;
  const bare = { durationSeconds, energyKwh, emissionsGrams, ranges, basis, boundary };
  for (const more of [{}, { counts: {} }, { steps: [] }, { steps: null }, { counts: null }]) {
    assertOurWords(
      await thrownBy(() => footnote.statement({ ...bare, ...more } as never)),
      `statement of ${Deno.inspect(more)}`,
    );
  }
});

Deno.test("a run that was not awaited is told apart from what is no run", async () => {
  await assertRejects(
    () => compareChart(Promise.resolve(runs) as never),
    TypeError,
    'Cannot compare as "runs" must be an array of runs: current value is a promise (write await before it)',
  );
});

Deno.test("an object that is nearly a run is told what it lacks, an array where", async () => {
  const { predictions: _, ...almost } = run;
  await assertRejects(
    () => powerChart(almost as Run),
    TypeError,
    'Cannot draw power as "run" must be a run: current value is an object without a run\'s "predictions"',
  );
  await assertRejects(
    () => compareChart([run, null] as never),
    TypeError,
    '"runs" must be an array of runs: current value is one whose item 1 is null',
  );
});

const REFUSED: readonly (readonly [call: () => unknown, says: string])[] = [
  [() => compareChart(runs, { off: "energy" } as never), '"off" is no option (nearest: "of")'],
  [() => compareChart(runs, null as never), '"options" must be an object: current value is null'],
  [() => compareChart(runs, "emissions" as never), 'an object: current value is "emissions"'],
  [() => compareChart(runs, { of: null } as never), '"epochDuration": current value is null'],
  [() => compareChart(runs, { of: Symbol("s") } as never), "current value is Symbol(s)"],
  [() => epochChart(run, { cumulativ: true } as never), '(nearest: "cumulative")'],
  [() => epochChart(run, { cumulative: Symbol("s") } as never), "current value is Symbol(s)"],
  [() => componentChart(run, { by: {} } as never), '"stage": current value is an object'],
  [() => componentChart(run, { bye: "stage" } as never), '"bye" is no option (nearest: "by")'],
  [() => intensityChart(run, { zone: "DK" } as never), '"zone" is no option'],
  [() => paretoChart(runs, undefined as never), '"metric" must be a name: current value is undef'],
  [() => paretoChart(runs, { metrik: "a" } as never), '"metrik" is no option (nearest: "metric")'],
  [() => paretoChart(runs, { metric: Symbol("s") } as never), "current value is Symbol(s)"],
  [() => powerChart(run, { width: 85 } as never), '"width" is no option (nearest: "widthMm")'],
  [() => powerChart(run, { caption: Symbol("s") } as never), "current value is Symbol(s)"],
  [() => powerChart(run, { theme: Symbol("s") } as never), "current value is Symbol(s)"],
  [() => powerChart(run, { widthMm: "85" } as never), '40 to 400: current value is "85"'],
  [() => footnote.equivalentsChart(run, { year: 2024 } as never), '"year" is no option'],
  [() => footnote.statement(run, { styl: "latex" } as never), '"styl" is no option (nearest'],
  [() => footnote.statement(run, null as never), '"options" must be an object'],
  [() => footnote.statement(run, { style: 10n } as never), "current value is 10"],
  [() => footnote.statement(run, { reference: 470 } as never), '"reference" must be a grid'],
  [() => footnote.statement(run, { reference: null } as never), "of intensityOf(): current"],
  [() => footnote.toCsv(runs, { pre: "epoch" } as never), '"pre" is no option (nearest: "per")'],
  [() => footnote.toCsv(runs, { per: 10n } as never), '"run" or "epoch": current value is 10'],
  [() => footnote.report(runs, 10n as never), "end in .html: current value is 10"],
];
for (const [call, says] of REFUSED) {
  Deno.test(`a wrong option is refused: ${says}`, async () => {
    const thrown = await thrownBy(call);
    assertOurWords(thrown, says);
    assert(`${thrown}`.includes(says), `${thrown}`);
  });
}
