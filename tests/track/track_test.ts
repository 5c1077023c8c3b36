import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertMatch,
  assertRejects,
} from "../assert.ts";
import { fixedSource, startTracking, track } from "../../mod.ts";
import type { PowerSource, Run, TrackOptions } from "../../lib/model.ts";
import type { ClockSource } from "../fixtures/clock_sources.ts";

/** Options of a run that reads clockwork alone, writes nothing and shows nothing. */
function clockwork(sources: readonly ClockSource[], more: TrackOptions = {}): TrackOptions {
  const module = new URL("../fixtures/clock_sources.ts", import.meta.url).href;
  return {
    components: [],
    sources: [{ module, name: "clockSources", options: { sources } }],
    zone: "DK",
    directory: null,
    quiet: true,
    ...more,
  };
}

const GPU: ClockSource = { device: "gpu:0", reads: "counter", watts: 360 };

function block(seconds: number): void {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) { /* training */ }
}

Deno.test("track() gives the energy of a cell that blocks, its emissions and what it returned", async () => {
  const run = await track("block", clockwork([GPU], { intensity: 100, pue: 1.5 }), () => {
    block(1);
    return 42;
  });
  assertEquals(run.result, 42);
  assertEquals(run.status, "finished");
  // 360 W are 0.1 Wh a second; x 1.5; x 100 g/kWh.
  const kwh = 0.0001 * run.durationSeconds * 1.5;
  assertAlmostEquals(run.energyKwh, kwh, kwh * 0.01);
  assertAlmostEquals(run.emissionsGrams, kwh * 100, kwh);
  assertEquals(run.boundary, "facility");
  assert(!Object.keys(run).includes("result"));
});

Deno.test("track() cuts epochs in every kind of loop", async () => {
  const loops: Record<string, Parameters<typeof track>[2]> = {
    "for await": async (t) => {
      for await (const epoch of t.epochs(3)) {
        block(0.3);
        epoch.log({ loss: epoch.index });
      }
    },
    "for": (t) => {
      for (const epoch of t.epochs(3)) {
        block(0.3);
        epoch.log({ loss: epoch.index });
      }
    },
    "epochStart": (t) => {
      for (let index = 0; index < 3; index++) {
        t.epochStart();
        block(0.3);
        t.epochEnd({ loss: index });
      }
    },
  };
  for (const [name, loop] of Object.entries(loops)) {
    const run = await track(name, clockwork([GPU]), loop);
    assertEquals(
      run.epochs.map(({ index, complete, metrics }) => [index, complete, metrics.loss]),
      [[0, true, 0], [1, true, 1], [2, true, 2]],
      name,
    );
    for (const epoch of run.epochs) {
      // A busy machine may hold an epoch up, never shorten it.
      assert(epoch.durationSeconds >= 0.299, name);
      assertAlmostEquals(
        epoch.energyKwh,
        0.0001 * epoch.durationSeconds,
        0.0001 * epoch.durationSeconds * 0.03,
        name,
      );
    }
  }
});

Deno.test("track() predicts after the first epoch and keeps every prediction", async () => {
  const run = await track("predict", clockwork([GPU], { epochs: 4 }), (t) => {
    for (const _ of t.epochs()) {
      block(0.2);
    }
    return t.prediction;
  });
  assertEquals(run.predictions.map(({ afterEpochs }) => afterEpochs), [1, 2, 3, 4]);
  const [low, high] = run.predictions[1]?.ranges.energyKwh ?? [NaN, NaN];
  assert(low < run.energyKwh && run.energyKwh < high);
  assertEquals(run.plannedEpochs, 4);
});

Deno.test("track() says up to N of training that may stop early", async () => {
  const predictions = async (upTo: boolean | undefined) => {
    const run = await track("early", {
      epochs: 5,
      upTo,
      sources: [fixedSource({ name: "board", powerWatts: 100 })],
      components: [],
      zone: "DK",
      directory: null,
      quiet: true,
    }, async (t) => {
      for await (const epoch of t.epochs()) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (epoch.index === 2) break;
      }
    });
    return run.predictions.map((one) => one.upTo);
  };
  assertEquals(await predictions(true), [true, true]);
  assertEquals(await predictions(undefined), [false, false]);
});

Deno.test("track() says when to predict by predictAfterEpochs", async () => {
  const after = async (predictAfterEpochs: number) =>
    (await track("after", clockwork([GPU], { epochs: 3, predictAfterEpochs }), (t) => {
      for (const _ of t.epochs()) block(0.05);
    })).predictions.map(({ afterEpochs }) => afterEpochs);
  assertEquals(await after(0), []);
  assertEquals(await after(2), [2, 3]);
  assertEquals(await after(-1), [3]);
});

Deno.test("track() says that no prediction came where it was asked for after more epochs than are planned", async () => {
  const noteAfter = async (predictAfterEpochs: number) =>
    (await track("after", clockwork([GPU], { predictAfterEpochs }), (t) => {
      for (const _ of t.epochs(3)) block(0.02);
    })).notes.find(({ code }) => code === "predict-never")?.message;
  assertEquals(
    await noteAfter(10),
    "No prediction: the first was asked for after 10 epochs, and 3 were planned",
  );
  assertEquals(await noteAfter(3), undefined);
});

Deno.test("track() predicts no zero where the first epochs took nothing that could be seen", async () => {
  // It draws nothing for 0.5 s, as a process that waits first.
  const from = performance.now() + 500;
  const source: PowerSource = {
    device: "cpu:0",
    kind: "cpu",
    name: "a process",
    source: "cpu-model",
    basis: "modelled",
    read: () => ({
      kind: "gauge",
      atSeconds: 0,
      powerWatts: performance.now() < from ? 0 : 100,
    }),
  };
  const options = clockwork([], { sources: [source], epochs: 10 });
  const run = await track("waits", options, async (t) => {
    for await (const _ of t.epochs()) await new Promise((resolve) => setTimeout(resolve, 120));
  });
  assertGreater(run.predictions.length, 3);
  for (const { energyKwh, ranges } of run.predictions) {
    assertGreater(energyKwh, 0);
    assertGreater(ranges.energyKwh[1], 0);
  }
});

Deno.test("track() records a cell that throws as failed and lets its error through unchanged", async () => {
  const directory = await Deno.makeTempDir();
  const error = new TypeError("Out of memory\nsecond line");
  const thrown = await track("fails", clockwork([GPU], { directory }), async (t) => {
    for await (const epoch of t.epochs(5)) {
      epoch.log({ loss: 1 });
      block(0.1);
      if (epoch.index === 1) throw error;
    }
  }).catch((caught) => caught);
  assert(thrown === error);
  const { loadRuns } = await import("../../mod.ts");
  const [run] = await loadRuns(directory);
  assertEquals(run?.status, "failed");
  assertEquals(run?.error, "TypeError: Out of memory");
  assertEquals(run?.epochs.map(({ complete }) => complete), [true, false]);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("track() takes an epoch left by break as complete when it was logged", async () => {
  const left = async (log: boolean) =>
    (await track("break", clockwork([GPU]), (t) => {
      for (const epoch of t.epochs()) {
        block(0.05);
        if (log) epoch.log({ loss: 1 });
        break;
      }
      block(0.05);
    })).epochs.map(({ complete }) => complete);
  assertEquals(await left(true), [true]);
  assertEquals(await left(false), [false]);
});

Deno.test("track() keeps a loss that is not finite and leaves out what is no number, without throwing", async () => {
  const run = await track("metrics", clockwork([GPU]), (t) => {
    t.log({ loss: NaN, accuracy: "high" as unknown as number });
    t.log(null as unknown as Record<string, number>);
  });
  assertEquals(run.metrics, { loss: NaN });
  assertEquals(run.notes.filter(({ code }) => code === "metric-left-out").length, 2);
});

Deno.test("track() goes on when nothing can be measured, and says so", async () => {
  const run = await track(
    "nothing",
    { components: [], zone: "DK", directory: null, quiet: true },
    () => "trained",
  );
  assertEquals(run.result, "trained");
  assertEquals(run.parts, []);
  // The sources were switched off: nobody may think that there are none.
  assertEquals(run.notes.map(({ code }) => code).includes("components-off"), false);
  const note = run.notes.find(({ code }) => code === "nothing-measured");
  assertMatch(note?.message ?? "", /`components` switches the sources of this machine off$/);
  for (
    const figure of [
      run.energyKwh,
      run.emissionsGrams,
      ...run.ranges.energyKwh,
      ...run.ranges.emissionsGrams,
    ]
  ) {
    assert(Number.isFinite(figure));
  }
});

Deno.test("track() goes on when the folder cannot be written, and names it", async () => {
  const file = await Deno.makeTempFile();
  const run = await track(
    "unwritable",
    clockwork([GPU], { directory: `${file}/inside` }),
    () => "trained",
  );
  assertEquals(run.result, "trained");
  assertMatch(run.notes.find(({ code }) => code === "no-record")?.message ?? "", /inside/);
  await Deno.remove(file);
});

Deno.test("track() refuses wrong arguments before anything starts", async () => {
  let ran = false;
  const refused = async (options: unknown, type: ErrorConstructor, says: RegExp) => {
    const error = await track("wrong", options as TrackOptions, () => ran = true).catch((thrown) =>
      thrown
    );
    assert(error instanceof type, String(error));
    assertMatch(error.message, says);
  };
  await refused({ epochs: 0 }, RangeError, /"epochs" must be >= 1: current value is 0/);
  await refused({ epochs: 2.5 }, RangeError, /"epochs" must be a whole number/);
  await refused({ pue: 0.9 }, RangeError, /"pue" must be >= 1: current value is 0.9/);
  await refused({ pue: NaN }, RangeError, /"pue"/);
  await refused({ epoch: 3 }, TypeError, /"epoch" is no option: did you mean "epochs"\?/);
  await refused({ zone: "Atlantis" }, RangeError, /Atlantis/);
  await refused({ zone: 5 }, TypeError, /"zone" must be text/);
  await refused({ intensity: -1 }, RangeError, /"intensity"/);
  await refused({ job: { stag: "training" } }, TypeError, /did you mean "stage"/);
  await refused({ sources: [{}] }, TypeError, /"sources\[0\]"/);
  await refused({ year: 1850 }, RangeError, /"year"/);
  assertEquals(ran, false);
  await assertRejects(
    () => track("no cell", {}, undefined as unknown as () => void),
    TypeError,
    "must be a function",
  );
});

Deno.test("t.epochs() refuses a count unlike the option", async () => {
  const error = await track("count", clockwork([GPU], { epochs: 5 }), (t) => {
    t.epochs(4);
  }).catch((thrown) => thrown);
  assert(error instanceof RangeError);
  assertMatch(error.message, /must be the option's 5: current value is 4/);
});

Deno.test("t.span() cuts named and nested parts that are never added to the total", async () => {
  const run = await track("spans", clockwork([GPU]), async (t) => {
    await t.span("training", async () => {
      block(0.2);
      await t.span("validation", () => block(0.3));
    });
  });
  assertEquals(run.spans.map(({ name, parent }) => [name, parent]), [["training", undefined], [
    "validation",
    "training",
  ]]);
  const inner = run.spans[1];
  assertAlmostEquals(
    inner?.energyKwh ?? 0,
    0.0001 * (inner?.durationSeconds ?? 0),
    0.0001 * 0.3 * 0.05,
  );
  assertAlmostEquals(
    run.energyKwh,
    0.0001 * run.durationSeconds,
    0.0001 * run.durationSeconds * 0.02,
  );
});

Deno.test("the caller's own signal ends the epochs, and the run is stopped by it", async () => {
  const ac = new AbortController();
  const run = await track("signal", clockwork([GPU], { signal: ac.signal }), (t) => {
    let seen = 0;
    for (const _ of t.epochs(10)) {
      seen++;
      if (seen === 2) ac.abort();
    }
    assert(t.signal.aborted);
    return seen;
  });
  assertEquals([run.status, run.stoppedBy, run.result], ["stopped", "signal", 2]);
});

Deno.test("startTracking() measures until stop(), which gives the same run twice", async () => {
  const t = await startTracking(clockwork([GPU], { name: "two cells", epochs: 3 }));
  t.epochStart();
  block(0.2);
  const prediction = t.epochEnd({ loss: 1 });
  // The last expression of a cell.
  assertMatch(Deno.inspect(prediction), /^after 1 of 3 epochs: \d.*Wh \(.* to .*\), \d.* s$/);
  const soFar = await t.soFar();
  assert(soFar.energyKwh > 0);
  const run = await t.stop();
  assert(await t.stop() === run);
  assertEquals([run.name, run.epochs.length], ["two cells", 1]);
});

Deno.test("two trackers at once measure both and say that they overlap", async () => {
  const one = await startTracking(clockwork([GPU]));
  const two = await startTracking(clockwork([GPU]));
  block(0.3);
  const [first, second] = [await one.stop(), await two.stop()];
  assert(first.energyKwh > 0 && second.energyKwh > 0);
  assert(second.notes.some(({ code }) => code === "overlap"));
});

Deno.test("a source given as an object is read by a timer, and what a blocked thread missed is said", async () => {
  const source: PowerSource = {
    device: "npu:0",
    kind: "npu",
    name: "Mine",
    source: "mine",
    basis: "measured",
    read: () => ({ kind: "gauge", atSeconds: performance.now() / 1000, powerWatts: 50 }),
  };
  const idle = await track("timer", {
    components: [],
    sources: [source],
    zone: "DK",
    directory: null,
    quiet: true,
  }, () => new Promise((resolve) => setTimeout(resolve, 500)));
  assertAlmostEquals(
    idle.energyKwh * 3.6e6 + 50 * (idle.parts[0]?.missingSeconds ?? 0),
    50 * idle.durationSeconds,
    1,
  );
  const blocked = await track("timer", {
    components: [],
    sources: [source],
    zone: "DK",
    directory: null,
    quiet: true,
  }, () => block(2));
  assertAlmostEquals(blocked.parts[0]?.missingSeconds ?? 0, blocked.durationSeconds, 0.1);
  assertMatch(
    blocked.notes.find(({ code }) => code === "blocked-source")?.hint ?? "",
    /SourceDescription/,
  );
});

Deno.test("a run shows itself, compares and serialises as plain data", async () => {
  const run: Run = await track("plain", clockwork([GPU]), () => block(0.1));
  assertEquals(JSON.parse(JSON.stringify(run)), { ...run });
  assertMatch(Deno.inspect(run), /plain/);
  assertEquals(
    Deno.inspect({ run }, { depth: 2 }).trim().split("\n").filter((line) => line.includes("plain"))
      .length,
    1,
  );
});

Deno.test("track() of a cell that is over at once has what its models can tell, not 0", async () => {
  const run = await track("short", {
    zone: "DK",
    directory: null,
    quiet: true,
    components: ["cpu", "memory"],
  }, () => 1);
  for (const part of run.parts) {
    assert(part.energyKwh > 0, part.device);
    assert(part.energyRange[1] > 1.3 * part.energyKwh, `${part.device}: ${part.energyRange}`);
  }
});

Deno.test("track() takes the providers and values that our own functions give", async () => {
  const { bundledIntensity, fixedIntensity, intensityOf } = await import("../../mod.ts");
  for (
    const intensity of [fixedIntensity(45), bundledIntensity("FR"), await intensityOf("SE"), {
      name: "mine",
      zone: "MyLab",
      at: () => Promise.resolve({ intensityGramsPerKwh: 70 }),
    }]
  ) {
    const run = await track(
      "provider",
      { ...clockwork([GPU]), zone: undefined, intensity },
      () => block(0.02),
    );
    assert(run.intensityGramsPerKwh > 0 && Number.isFinite(run.emissionsGrams));
  }
  const wrong = {
    name: "mine",
    zone: "DK",
    at: () => Promise.resolve({ intensityGramsPerKwh: 70, range: [NaN, 5] as const }),
  };
  const run = await track("provider", { ...clockwork([GPU]), intensity: wrong }, () => block(0.02));
  assert(run.notes.some(({ code }) => code === "provider-failed"));
  assert(run.ranges.emissionsGrams.every(Number.isFinite));
});

Deno.test("track() refuses sources and values before the training that would fail after it", async () => {
  const read = () => ({ kind: "gauge", atSeconds: 0, powerWatts: 1 }) as const;
  const good = {
    device: "npu:0",
    kind: "npu",
    name: "Mine",
    source: "mine",
    basis: "measured",
    read,
  };
  const wrong: readonly [object, RegExp][] = [
    [{ sources: [{ ...good, kind: "board" }] }, /sources\[0\]\.kind/],
    [{ sources: [{ ...good, basis: "exact" }] }, /sources\[0\]\.basis/],
    [{ sources: [{ ...good, source: undefined }] }, /sources\[0\]\.source/],
    [{ sources: [{ ...good, uncertainty: { key: "mine" } }] }, /uncertainty/],
    [{ sources: [{ module: "file:///x.ts", name: "x", options: { read } }] }, /plain data/],
    [{ intensity: { intensityGramsPerKwh: 100 } }, /as intensityOf\(\) gives it/],
    [{ budget: { energyKwh: 1 }, predictAfterEpochs: 0 }, /predictAfterEpochs/],
  ];
  for (const [options, says] of wrong) {
    let ran = false;
    const error = await track("wrong", options as TrackOptions, () => ran = true).catch((thrown) =>
      thrown
    );
    assert(error instanceof Error && !ran);
    assertMatch(error.message, says);
  }
});

Deno.test("an epoch that throws is taken back however long its cleanup takes, and nothing is foretold of it", async () => {
  const ends: unknown[] = [];
  await track("throws late", clockwork([GPU], { epochs: 5, directory: null }), (t) => {
    try {
      for (const epoch of t.epochs()) {
        epoch.log({ loss: 1 });
        block(0.02);
        if (epoch.index === 2) throw new Error("third");
      }
    } finally {
      block(0.03);
      ends.push(t.prediction?.afterEpochs);
    }
  }).catch(() => {});
  assertEquals(ends, [2]);
});

Deno.test("a handle logs into its own epoch, also when it is late", async () => {
  const run = await track("late", clockwork([GPU]), (t) => {
    const handles = [];
    for (const epoch of t.epochs(2)) {
      handles.push(epoch);
      block(0.02);
    }
    handles[0]?.log({ accuracy: 0.5 });
    handles[1]?.log({ accuracy: 0.7 });
  });
  assertEquals(run.epochs.map(({ metrics }) => metrics.accuracy), [0.5, 0.7]);
});

Deno.test("epochStart() alone ends the epoch before it, with its prediction", async () => {
  const run = await track("starts", clockwork([GPU], { epochs: 4 }), (t) => {
    for (let epoch = 0; epoch < 4; epoch++) {
      t.epochStart();
      block(0.03);
    }
  });
  assertEquals(run.epochs.map(({ complete }) => complete), [true, true, true, false]);
  assertEquals(run.predictions.map(({ afterEpochs }) => afterEpochs), [1, 2, 3]);
});

Deno.test("a run that has ended stays as it is, whatever is called after", async () => {
  const t = await startTracking(clockwork([GPU], { epochs: 3 }));
  t.epochStart();
  block(0.05);
  t.epochEnd();
  const run = await t.stop();
  const before = JSON.stringify(run);
  t.epochStart();
  assertEquals(t.epochEnd({ loss: 1 }), undefined);
  t.log({ loss: 2 });
  block(0.1);
  assertEquals((await t.soFar()).durationSeconds, run.durationSeconds);
  assertEquals(await t.span("late", () => 7), 7);
  assertEquals(JSON.stringify(run), before);
});

Deno.test("two runs that begin together both say that they overlap", async () => {
  const runs = await Promise.all(
    [1, 2].map((n) =>
      track(`run ${n}`, clockwork([GPU]), () => new Promise((resolve) => setTimeout(resolve, 100)))
    ),
  );
  for (const run of runs) assert(run.notes.some(({ code }) => code === "overlap"), run.name);
});

Deno.test("two devices of one name are both read while the cell blocks", async () => {
  const module = new URL("../fixtures/clock_sources.ts", import.meta.url).href;
  const one = (watts: number) => ({
    module,
    name: "clockSources",
    options: { sources: [{ device: "gpu:0", reads: "gauge", watts }] },
  });
  const run = await track("twins", {
    components: [],
    sources: [one(100), one(50)],
    zone: "DK",
    directory: null,
    quiet: true,
  }, () => block(1.5));
  assertEquals(run.parts.map(({ device }) => device), ["gpu:0", "gpu:0#2"]);
  assertAlmostEquals((run.parts[1]?.energyKwh ?? 0) * 3.6e6, 50 * run.durationSeconds, 2);
});

Deno.test("track() counts an epoch that was broken off in the prediction of the whole", async () => {
  const run = await track("broken off", clockwork([GPU], { epochs: 2 }), async (t) => {
    for await (const _ of t.epochs()) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      break;
    }
    for await (const _ of t.epochs()) await new Promise((resolve) => setTimeout(resolve, 300));
  });
  const last = run.predictions.at(-1);
  assertEquals(last?.afterEpochs, 2);
  // After the last epoch nothing is left to foretell: 360 W over 1.6 s, and not over the 0.6 s of whole epochs.
  assertAlmostEquals((last?.energyKwh ?? 0) / run.energyKwh, 1, 0.1);
});

Deno.test("track() predicts nothing before a device has told something, and then no zero", async () => {
  const source: ClockSource = {
    device: "gpu:0",
    reads: "counter",
    watts: 100,
    ticksEverySeconds: 0.1,
  };
  const run = await track("short", clockwork([source], { epochs: 40 }), (t) => {
    for (const _ of t.epochs()) block(0.015);
  });
  // 0.6 s of epochs, and a counter that first moves within 0.1 s.
  assertGreater(run.predictions.length, 0);
  assert(run.predictions.length < 40, String(run.predictions.length));
  for (const { energyKwh, ranges } of run.predictions) {
    assertGreater(energyKwh, 0);
    assertGreater(ranges.energyKwh[1], ranges.energyKwh[0]);
  }
});

Deno.test("track() leaves out a step that makes no sense, and predicts all the same", async () => {
  const run = await track("steps", clockwork([GPU], { epochs: 3 }), async (t) => {
    for await (const epoch of t.epochs()) {
      epoch.step(-1, 3);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  assertEquals(run.notes.filter(({ code }) => code === "step-left-out").length, 1);
  assertEquals(run.predictions.length, 3);
});

Deno.test("track() says of an object that fails that it fails, not that the cell blocked", async () => {
  const source: PowerSource = {
    device: "gpu:0",
    kind: "gpu",
    name: "gone",
    source: "fixed",
    basis: "measured",
    read() {
      throw new Error("boom");
    },
  };
  const options = { components: [], sources: [source], directory: null, quiet: true, zone: "DK" };
  const run = await track(
    "gone",
    options,
    () => new Promise((resolve) => setTimeout(resolve, 1300)),
  );
  assertEquals(run.notes.some(({ code }) => code === "blocked-source"), false);
  assert(run.notes.some(({ code, device }) => code === "gap" && device === "gpu:0"));
});

Deno.test("t.soFar() counts the devices while a meter is silent, as the run does at its end", async () => {
  const silentFromMs = Date.now() + 1500;
  const options = clockwork([
    { device: "gpu:0", reads: "gauge", watts: 300 },
    { device: "wall", kind: "system", reads: "gauge", watts: 1000, silentFromMs },
  ]);
  const { result: soFar, ...run } = await track("silent", options, async (t) => {
    await new Promise((resolve) => setTimeout(resolve, 3500));
    return await t.soFar();
  });
  // 1000 W while the meter answered, 300 W from then on: the meter alone would be a quarter less.
  const missing = run.parts.find(({ kind }) => kind === "rest")?.missingSeconds ?? NaN;
  const truth = (1000 * (run.durationSeconds - missing) + 300 * missing) / 3.6e6;
  assertAlmostEquals(run.energyKwh, truth, truth * 0.02);
  assertAlmostEquals(soFar.energyKwh, truth, truth * 0.08);
  assertAlmostEquals(soFar.ranges.energyKwh[1], run.ranges.energyKwh[1], truth * 0.15);
});

Deno.test("a source whose range is none throws nothing into the training, now or later", async () => {
  const rejected: unknown[] = [];
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    rejected.push(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", onRejection);
  for (const answersLater of [false, true]) {
    let reads = 0;
    const read = () => {
      const right = { kind: "gauge", atSeconds: 0, powerWatts: 100 };
      const reading = reads++ < 4 ? right : { ...right, relativeRange: 5 };
      return answersLater ? Promise.resolve(reading) : reading;
    };
    const source = {
      device: "gpu:0",
      kind: "gpu",
      name: "mine",
      source: "mine",
      basis: "measured",
      read,
    };
    const run = await track(
      "wrong",
      clockwork([], { sources: [source as unknown as PowerSource], intervalSeconds: 0.02 }),
      async (t) => {
        for await (const _ of t.epochs(4)) await new Promise((resolve) => setTimeout(resolve, 60));
        return "trained";
      },
    );
    assertEquals([run.status, run.result], ["finished", "trained"]);
    assert(run.notes.some(({ code }) => code === "not-a-number"));
    assert(run.ranges.energyKwh.every(Number.isFinite));
  }
  globalThis.removeEventListener("unhandledrejection", onRejection);
  assertEquals(rejected, []);
});
