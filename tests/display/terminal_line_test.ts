import {
  columnsOf,
  terminalLine,
  type TerminalLineOptions,
} from "../../lib/display/terminal_line.ts";
import type { RunStart, Tick } from "../../lib/inside_run.ts";
import type { Prediction } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const START: RunStart = {
  ...samples.EMPTY_RUN,
  name: "resnet50",
  devices: [],
  pueGiven: false,
  plannedEpochs: 10,
  intensities: samples.MEASURED_RUN.intensities,
};

function tick(atSeconds: number, energyKwh: number, watts: number): Tick {
  const joules = [energyKwh * 3_600_000];
  return {
    atSeconds,
    joules,
    lowJoules: joules,
    highJoules: joules,
    watts: [watts],
    missingSeconds: [0],
  };
}

/** A line with all that it has written. */
function drawn(options: TerminalLineOptions = {}, start: Partial<RunStart> = {}) {
  const written: string[] = [];
  const line = terminalLine({
    unicode: true,
    color: false,
    ...options,
    write: (text) => written.push(text),
  });
  line.entry({ type: "start", run: { ...START, ...start } });
  line.entry({ type: "mark", what: "epoch-start", id: 0, atSeconds: 0, joules: [0] });
  return { line, written, last: () => written.at(-1)!.replace(/^\r/, "").trimEnd() };
}

const PREDICTION: Prediction = { ...samples.LIVE_STATES[1]!.prediction!, chanceOverBudget: 0 };

Deno.test("terminalLine() says used, predicted, range and time left", () => {
  const { line, last } = drawn();
  line.tick(tick(10, 0.05, 702));
  assertEquals(last(), "resnet50 [··········] 1/10 702 W 50.0 Wh, prediction after epoch 1");
  line.entry({ type: "mark", what: "epoch-start", id: 1, atSeconds: 20, joules: [0] });
  line.entry({ type: "prediction", prediction: PREDICTION });
  line.tick(tick(2040, 0.39, 718));
  // 0.39 of 1.13 is 3.45 of ten; 5700 - 2040 s are 61 min
  assertEquals(
    last(),
    "resnet50 [███·······] 2/10 718 W 0.39 of 1.13 kWh (1.03 to 1.23) 61 min left",
  );
});

Deno.test("terminalLine() has the run's name before the record has told it", () => {
  const written: string[] = [];
  const line = terminalLine({
    name: "resnet50",
    unicode: true,
    color: false,
    write: (text) => written.push(text),
  });
  line.tick(tick(0.02, 0, 0));
  assertEquals(written.at(-1)!.trim(), "resnet50 [··········] not read yet, 0.02 s");
  // Nor is the grid known then: 0 g would be a figure.
  line.tick(tick(0.3, 0.00005, 700));
  assertEquals(written.at(-1)!.trim(), "resnet50 [··········] 700 W 50.0 mWh, 0.30 s");
});

Deno.test("terminalLine() says milligrams and milliwatt-hours where there is no more", () => {
  const { line, last } = drawn({ predictAfterEpochs: 0 });
  // 4e-6 kWh are 4 mWh; at 114 g/kWh 0.456 mg
  line.tick(tick(2, 4e-6, 7));
  assertEquals(last(), "resnet50 [··········] 1/10 7.00 W 4.00 mWh, 0.456 mgCO2eq, 2.0 s");
  line.tick(tick(3, 4e-9, 7));
  assertEquals(last().includes("0.0040 mWh, 0.0005 mgCO2eq"), true, last());
});

Deno.test("terminalLine() without Unicode has # and - and nothing else above ASCII", () => {
  const { line, written, last } = drawn({ unicode: false }, { name: "Größe 日本" });
  line.entry({ type: "prediction", prediction: PREDICTION });
  for (let second = 0; second < 70; second++) line.tick(tick(second, 0.39, 700 + second));
  assertStringIncludes(last(), "[###-------] 1/10 769 W 0.39 of 1.13 kWh (1.03 to 1.23)");
  assert(/^[\r\x20-\x7e]*$/.test(written.join("")));
});

Deno.test("terminalLine() never passes 79 columns, or the terminal's own", () => {
  const names = [
    "x",
    "resnet50-cifar100-".repeat(9),
    "日本語の名前".repeat(9),
    samples.HOSTILE,
    "",
  ];
  const predictions: (Prediction | undefined)[] = [
    undefined,
    PREDICTION,
    { ...PREDICTION, chanceOverBudget: 0.96 },
    {
      ...PREDICTION,
      durationSeconds: 1e9,
      energyKwh: 123456,
      ranges: { ...PREDICTION.ranges, energyKwh: [1e5, 1.5e5] },
    },
  ];
  for (const unicode of [true, false]) {
    for (const columns of [undefined, 200, 79, 40, 20, 5, 1]) {
      for (const name of names) {
        for (const prediction of predictions) {
          const { line, written } = drawn({
            unicode,
            columns,
            budget: { limit: 1, of: "energyKwh", action: "stop" },
          }, { name });
          for (let second = 0; second < 20; second++) {
            line.tick(tick(second, 0.01 * second, 500 + second));
          }
          if (prediction !== undefined) line.entry({ type: "prediction", prediction });
          line.tick(tick(60, 0.5, 12345));
          line.close();
          for (const text of written) {
            for (const piece of text.split("\r")) {
              assert(columnsOf(piece) <= Math.min(79, columns ?? 79), `${columns}: ${piece}`);
              assert(!/NaN|undefined|Infinity|\n/.test(piece), piece);
            }
          }
        }
      }
    }
  }
});

Deno.test("terminalLine() writes at most five times a second of the run's clock", () => {
  const { line, written } = drawn();
  for (let index = 0; index <= 100; index++) line.tick(tick(index / 100, 0.01, 500));
  assertEquals(written.length, 6);
});

Deno.test("terminalLine() counts energy with the PUE, and grams where nothing is predicted", () => {
  const written: string[] = [];
  const line = terminalLine({ unicode: true, color: false, write: (text) => written.push(text) });
  const { plannedEpochs: _, ...unplanned } = START;
  line.entry({ type: "start", run: { ...unplanned, pue: 1.5 } });
  line.tick(tick(190, 0.1, 700));
  // 100 Wh x 1.5 = 150 Wh; x 114 g/kWh = 17.1 g
  assertEquals(written.at(-1), "\rresnet50 [··········] 700 W 150 Wh, 17.1 gCO2eq, 3 min 10 s");
});

Deno.test("terminalLine() counts a meter instead of what it feeds, a calibrated wall, and one process alone", () => {
  const of = (device: string, kind: "gpu" | "system") => ({
    device,
    kind,
    name: device,
    source: "test",
    basis: "measured" as const,
  });
  const shown = (second: ReturnType<typeof of>, start: Partial<RunStart> = {}) => {
    const { plannedEpochs: _, ...unplanned } = START;
    const { line, last } = drawn({}, {
      ...unplanned,
      devices: [of("gpu:0", "gpu"), second],
      ...start,
    });
    const joules = [360_000, 540_000]; // 100 and 150 Wh
    const watts = [200, 300];
    line.tick({ ...tick(1800, 0, 0), joules, watts, missingSeconds: [0, 0] });
    return /(\d+) W.*? (\d+) Wh/.exec(last())?.slice(1);
  };
  assertEquals(shown(of("wall", "system")), ["300", "150"]);
  assertEquals(shown(of("gpu:1", "gpu")), ["500", "250"]);
  assertEquals(shown(of("machine/gpu:0", "gpu")), ["200", "100"]);
  // 40 W + 1.2 x 500 W; over half an hour 20 Wh + 1.2 x 250 Wh
  const calibration = { ...samples.CALIBRATION, offsetWatts: 40, slope: 1.2 };
  assertEquals(shown(of("gpu:1", "gpu"), { calibration }), ["640", "320"]);
});

Deno.test("terminalLine() paints a passed budget and clears its line at the end", () => {
  const { line, written } = drawn({
    color: true,
    budget: { limit: 1, of: "energyKwh", action: "stop" },
  });
  line.entry({ type: "prediction", prediction: { ...PREDICTION, chanceOverBudget: 0.96 } });
  line.tick(tick(1, 0.28, 724));
  assertStringIncludes(written.at(-1)!, ", \u001b[33mover budget 1 kWh: stop\u001b[39m");
  // deno-lint-ignore no-control-regex
  const columns = columnsOf(written.at(-1)!.replace(/\u001b\[\d+m|\r/g, ""));
  line.close();
  assertEquals(written.at(-1), `\r${" ".repeat(columns)}\r`);
  line.close();
  assertEquals(written.length, 2);
});

Deno.test("terminalLine() stops writing to a terminal that is gone", () => {
  let tries = 0;
  const line = terminalLine({
    write: () => {
      tries++;
      throw new Error("broken pipe");
    },
  });
  line.entry({ type: "start", run: START });
  for (let second = 0; second < 5; second++) line.tick(tick(second, 0, 0));
  line.close();
  assertEquals(tries, 1);
});

Deno.test("terminalLine() takes its own width where the terminal says 0", () => {
  const { line, last } = drawn({ columns: 0 });
  line.tick(tick(10, 0.05, 702));
  assertEquals(last(), "resnet50 [··········] 1/10 702 W 50.0 Wh, prediction after epoch 1");
});

Deno.test("terminalLine() of a run of which nothing was read has no 0", () => {
  const { line, last } = drawn();
  line.tick(tick(2, 0, 0));
  assertEquals(last(), "resnet50 [··········] 1/10 not read yet, 2.0 s");
  line.tick(tick(60, 0, 0));
  assertEquals(last(), "resnet50 [··········] 1/10 not measured, 1 min");
});
