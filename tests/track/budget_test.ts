import { assert, assertEquals, assertMatch } from "../assert.ts";
import { track } from "../../mod.ts";
import type { Budget, Prediction, Tracking, TrackOptions } from "../../lib/model.ts";

/** 360 W: 0.1 Wh a second, so an epoch of 0.1 s costs 10 mWh and 20 of them 200 mWh. */
function options(budget: Budget, more: TrackOptions = {}): TrackOptions {
  const module = new URL("../fixtures/clock_sources.ts", import.meta.url).href;
  const sources = [{ device: "gpu:0", reads: "counter", watts: 360 }];
  return {
    components: [],
    sources: [{ module, name: "clockSources", options: { sources } }],
    zone: "DK",
    directory: null,
    quiet: true,
    epochs: 20,
    budget,
    ...more,
  };
}

function train(t: Tracking): number {
  let seen = 0;
  for (const _ of t.epochs()) {
    const end = performance.now() + 100;
    while (performance.now() < end) { /* training */ }
    seen++;
  }
  return seen;
}

Deno.test("a budget on the predicted energy stops a run after its first epoch, with the chance of excess", async () => {
  const run = await track("stop", options({ energyKwh: 0.0001, action: "stop" }), train);
  assertEquals([run.status, run.stoppedBy, run.result], ["stopped", "budget", 1]);
  assert((run.predictions[0]?.chanceOverBudget ?? 0) > 0.5);
  assertMatch(
    run.notes.find(({ code }) => code === "budget")?.message ?? "",
    // An epoch of 10 mWh; a busy machine's takes longer.
    /^Budget will be passed: the whole run will take more than 100 mWh \(predicted after 1 of 20 epochs, chance \d+ %\); the run was told to stop after [1-9]\d(\.\d)? mWh$/,
  );
});

Deno.test("a budget that holds does nothing", async () => {
  const run = await track("holds", options({ energyKwh: 1, action: "stop" }, { epochs: 3 }), train);
  assertEquals([run.status, run.result], ["finished", 3]);
  assert(!run.notes.some(({ code }) => code === "budget"));
});

Deno.test("a budget that warns lets the run go on and tells once", async () => {
  const told: Prediction[] = [];
  const run = await track(
    "warn",
    options({ durationSeconds: 0.1, onExceeded: (p) => void told.push(p) }, { epochs: 4 }),
    train,
  );
  assertEquals([run.status, run.result, told.length], ["finished", 4, 1]);
});

Deno.test("a budget passed within the first epoch tells its callback how many were planned", async () => {
  const told: Prediction[] = [];
  const budget = { durationSeconds: 0.15, onExceeded: (p: Prediction) => void told.push(p) };
  await track("within", options(budget, { epochs: 2 }), async (t) => {
    for await (const _ of t.epochs()) await new Promise((resolve) => setTimeout(resolve, 700));
  });
  assertEquals(told.map((p) => [p.afterEpochs, p.totalEpochs]), [[0, 2]]);
});

Deno.test("a budget on what was measured stops when it is used up", async () => {
  const run = await track(
    "measured",
    options({ durationSeconds: 0.35, basis: "measured", action: "stop" }),
    train,
  );
  assertEquals(run.status, "stopped");
  assertEquals(
    run.notes.find(({ code }) => code === "budget")?.message,
    "Budget passed: the run has used more than 0.35 s; the run was told to stop",
  );
  // 0.35 s are used up in the fourth epoch of 0.1 s, on a busy machine before.
  assert(run.result >= 1 && run.result <= 4);
  assert(run.durationSeconds > 0.35);
});

Deno.test("a cell that never asks whether to stop ran to its own end, and the run says so", async () => {
  const budget = { durationSeconds: 0.1, action: "stop" } as const;
  const blocking = await track("deaf", options(budget), () => {
    const end = performance.now() + 300;
    while (performance.now() < end) { /* training */ }
  });
  const awaiting = await track(
    "deaf",
    options(budget),
    () => new Promise((resolve) => setTimeout(resolve, 400)),
  );
  for (const { status, stoppedBy, notes } of [blocking, awaiting]) {
    assertEquals([status, stoppedBy], ["finished", undefined]);
    assertEquals(notes.filter(({ code }) => code === "stop-unheard").length, 1);
  }
});

Deno.test("a cell that takes the signal is stopped by it", async () => {
  const run = await track(
    "listens",
    options({ durationSeconds: 0.1, action: "stop" }),
    (t) => new Promise<void>((resolve) => t.signal.addEventListener("abort", () => resolve())),
  );
  assertEquals([run.status, run.stoppedBy], ["stopped", "budget"]);
  assertEquals(run.notes.some(({ code }) => code === "stop-unheard"), false);
});

Deno.test("patience waits for so many predictions in a row", async () => {
  const run = await track(
    "patience",
    options({ energyKwh: 0.0001, action: "stop", patience: 3 }),
    train,
  );
  assertEquals(run.result, 3);
});

Deno.test("a checkpoint is awaited before an awaiting loop ends, and before a blocking one's run is closed", async () => {
  const order: string[] = [];
  const budget: Budget = {
    energyKwh: 0.0001,
    action: "checkpoint",
    onExceeded: async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push("saved");
    },
  };
  await track("awaits", options(budget), async (t) => {
    for await (const _ of t.epochs()) await new Promise((resolve) => setTimeout(resolve, 100));
    order.push("after the loop");
  });
  assertEquals(order, ["saved", "after the loop"]);
  order.length = 0;
  const run = await track("blocks", options(budget), train);
  order.push("tracked");
  assertEquals(order, ["saved", "tracked"]);
  assertEquals([run.status, run.result], ["stopped", 1]);
});

Deno.test("a function decides, at once or awaited", async () => {
  const decides = async (action: Budget["action"]) =>
    (await track("decides", options({ energyKwh: 0.00001, action }, { epochs: 3 }), train)).status;
  assertEquals(await decides(() => true), "stopped");
  assertEquals(await decides(() => false), "finished");
  const run = await track(
    "awaited",
    options({ energyKwh: 0.0001, action: () => Promise.resolve(true) }),
    async (t) => {
      let seen = 0;
      for await (const _ of t.epochs()) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        seen++;
      }
      return seen;
    },
  );
  assertEquals([run.status, run.result], ["stopped", 1]);
});

Deno.test("a callback that throws or hangs costs nobody the run", async () => {
  const thrown = await track(
    "throws",
    options({
      energyKwh: 0.0001,
      action: "checkpoint",
      onExceeded: () => Promise.reject(new Error("disk full")),
    }),
    train,
  );
  assertEquals(thrown.status, "stopped");
  assertMatch(
    thrown.notes.find(({ code }) => code === "budget-callback-failed")?.message ?? "",
    /disk full/,
  );
  const hung = await track(
    "hangs",
    options({
      energyKwh: 0.0001,
      action: "checkpoint",
      timeoutSeconds: 0.1,
      onExceeded: () => new Promise(() => {}),
    }),
    train,
  );
  assertEquals(hung.status, "stopped");
  assert(hung.notes.some(({ code }) => code === "budget-callback-late"));
});

Deno.test("a budget is kept where a cell awaits without calling us, and noted where it never yields", async () => {
  const awaits = await track("awaits", {
    ...options({ durationSeconds: 0.2, action: "stop" }),
    epochs: undefined,
  }, async (t) => {
    for (let turn = 0; turn < 30 && !t.signal.aborted; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  assertEquals([awaits.status, awaits.stoppedBy], ["stopped", "budget"]);
  assert(awaits.durationSeconds < 1);
  const blocks = await track("blocks", {
    ...options({ durationSeconds: 0.1, action: "stop" }),
    epochs: undefined,
  }, () => {
    const end = performance.now() + 300;
    while (performance.now() < end) { /* training */ }
  });
  assert(blocks.notes.some(({ code }) => code === "budget"));
});

Deno.test("a function that says no is asked again after the next prediction", async () => {
  let asked = 0;
  const run = await track(
    "asked",
    options({ energyKwh: 0.00001, action: () => ++asked === 3 }, { epochs: 6 }),
    train,
  );
  assertEquals([run.status, run.result, asked], ["stopped", 3, 3]);
});

Deno.test("an error that is the budget's own signal carries the run", async () => {
  const error = await track(
    "carries",
    options({ energyKwh: 0.0001, action: "stop" }),
    async (t) => {
      for (const _ of t.epochs()) {
        const end = performance.now() + 100;
        while (performance.now() < end) { /* training */ }
      }
      await new Promise((_, reject) =>
        t.signal.aborted
          ? reject(t.signal.reason)
          : t.signal.addEventListener("abort", () => reject(t.signal.reason))
      );
    },
  ).catch((thrown) => thrown);
  assertEquals([error.name, error.run?.status], ["AbortError", "stopped"]);
});

Deno.test("a budget of energy over sources that give nothing says that it could not be kept", async () => {
  const module = new URL("../fixtures/clock_sources.ts", import.meta.url).href;
  const sources = [{ device: "gpu:0", reads: "gap", watts: 360 }];
  const dead = { sources: [{ module, name: "clockSources", options: { sources } }], epochs: 3 };
  const notesOf = async (budget: Budget, more: TrackOptions) =>
    (await track("blind", options(budget, more), train)).notes
      .filter(({ code }) => code === "budget-blind").map(({ message }) => message);
  const said = ["Budget not kept: no power source gave anything that could be held against 100 Wh"];
  assertEquals(await notesOf({ energyKwh: 0.1, action: "stop" }, dead), said);
  assertEquals(await notesOf({ energyKwh: 0.1 }, { sources: [], epochs: 3 }), said);
  assertEquals(await notesOf({ energyKwh: 0.1 }, { epochs: 3 }), []);
  assertEquals(await notesOf({ durationSeconds: 100 }, dead), []);
});

Deno.test("a budget of time is kept by prediction though no source gives anything", async () => {
  const module = new URL("../fixtures/clock_sources.ts", import.meta.url).href;
  const sources = [{ device: "gpu:0", reads: "gap", watts: 360 }];
  const run = await track(
    "time",
    options({ durationSeconds: 10, action: "stop" }, {
      sources: [{ module, name: "clockSources", options: { sources } }],
      epochs: 200,
    }),
    train,
  );
  // 200 epochs of 0.1 s; it is foretold once the first second is over.
  assertEquals([run.status, run.stoppedBy], ["stopped", "budget"]);
  assert((run.result ?? 0) < 20, String(run.result));
});
