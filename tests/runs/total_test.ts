import type { Run } from "../../lib/model.ts";
import { mergeRuns } from "../../lib/runs/merge.ts";
import { totalOf } from "../../lib/runs/total.ts";
import { assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "../assert.ts";
import { GPU, simpleRun } from "./simple_run.ts";

const near = (actual: number, expected: number) =>
  assertAlmostEquals(actual, expected, 1e-9 * Math.max(1, Math.abs(expected)));
const codes = (of: { readonly notes: readonly { readonly code: string }[] }) =>
  of.notes.map((note) => note.code);

Deno.test("totalOf() of one run has the run's own figures and ranges", () => {
  const run = simpleRun();
  const total = totalOf([run]);
  near(total.energyKwh, 10);
  near(total.ranges.energyKwh[0], 9.440983005625053);
  near(total.ranges.energyKwh[1], 10.743303437365926);
  near(total.emissionsGrams, 1000);
  near(total.ranges.emissionsGrams[0], 944.0983005625053);
  assertEquals(total.durationSeconds, 36_000);
  assertEquals(total.basis, run.basis);
  assertEquals(total.boundary, "device");
  assertEquals(total.pue, 1);
  near(total.intensityGramsPerKwh, 100);
  assertEquals(total.notes, []);
});

Deno.test("totalOf() of runs of one PUE has exactly that PUE, and a mean of unlike ones by energy", () => {
  // 0.1 + 0.2 + 0.3 is 0.6000000000000001 in one order and 0.6 in another.
  const some = (pue: number) =>
    [0.1, 0.2, 0.3, 0.7].map((energyKwh, index) =>
      simpleRun({ host: `h${index}`, pue, parts: [{ ...GPU, energyKwh }] })
    );
  assertEquals(totalOf(some(1)).pue, 1);
  assertEquals(totalOf(some(1.09)).pue, 1.09);
  // (10 x 1.0 + 30 x 1.2) / 40
  near(
    totalOf([
      simpleRun({ host: "a", boundary: "facility" }),
      simpleRun({
        host: "b",
        boundary: "facility",
        pue: 1.2,
        parts: [{ ...GPU, energyKwh: 30 }],
      }),
    ]).pue,
    1.15,
  );
});

Deno.test("totalOf() names a run that measured nothing as such, not as a small one of weak basis", () => {
  const dark = simpleRun({
    host: "b",
    parts: [],
    basis: { energyKwh: "default", emissionsGrams: "default" },
  });
  assertEquals(codes(totalOf([simpleRun(), dark])), ["runs-not-measured"]);
});

Deno.test("totalOf() adds the error that equal GPUs share and lets their own partly cancel", () => {
  // Worked example A, two GPUs of 10 kWh on two machines.
  const total = totalOf([simpleRun({ host: "a" }), simpleRun({ host: "b" })]);
  near(total.energyKwh, 20);
  near(total.ranges.energyKwh[0], 18.939339828220177);
  near(total.ranges.energyKwh[1], 21.443952907819366);
});

Deno.test("totalOf() keeps one error for one device over its runs", () => {
  // The same GPU on two days: twice the range of one.
  const total = totalOf([simpleRun({ day: 1 }), simpleRun({ day: 2 })]);
  near(total.ranges.energyKwh[0], 2 * 9.440983005625053);
  near(total.ranges.energyKwh[1], 2 * 10.743303437365926);
  assertEquals(total.durationSeconds, 72_000);
});

Deno.test("totalOf() adds the errors of one grid and lets those of two partly cancel", () => {
  const exact = {
    ...GPU,
    energyRange: [10, 10] as const,
    uncertainty: { key: "exact", shared: [0, 0] as const, own: [0, 0] as const },
  };
  const ranges = { energyKwh: [10, 10] as const, emissionsGrams: [800, 1250] as const };
  const run = (host: string, zone: string) =>
    simpleRun({ host, parts: [exact], ranges, place: { zone, name: zone, how: "given" } });
  const one = totalOf([run("a", "DK"), run("b", "DK")]).ranges.emissionsGrams;
  near(one[0], 1600);
  near(one[1], 2500);
  const two = totalOf([run("a", "DK"), run("b", "SE")]).ranges.emissionsGrams;
  // 200 and 200 down are 282.84 together, 250 and 250 up 353.55.
  near(two[0], 2000 - 200 * Math.SQRT2);
  near(two[1], 2000 + 250 * Math.SQRT2);
});

Deno.test("totalOf() counts failed runs, and says how much they were", () => {
  const total = totalOf([
    simpleRun({ host: "a" }),
    simpleRun({ host: "b", status: "failed", error: "Error: out of memory" }),
    simpleRun({ host: "c", status: "failed" }),
    simpleRun({ host: "d", status: "interrupted", stoppedBy: "you" }),
  ]);
  near(total.energyKwh, 40);
  assertEquals(total.counts, { finished: 1, stopped: 0, failed: 2, interrupted: 1, recovered: 0 });
  near(total.byStatus.failed!.energyKwh, 20);
  near(total.byStatus.finished!.emissionsGrams, 1000);
  assertEquals(total.byStatus.stopped, undefined);
});

Deno.test("totalOf() counts what two runs measured on one machine at one time once", () => {
  // b began 4 h after a and both took 10 h: of b's 10 kWh the first 6 h are a's already.
  const late = simpleRun({ startedAt: "2026-11-01T12:00:00.000Z", id: "late", name: "late" });
  const total = totalOf([late, simpleRun()]);
  near(total.energyKwh, 14);
  near(total.emissionsGrams, 1400);
  assertEquals(total.durationSeconds, 14 * 3600);
  assertEquals(codes(total), ["runs-overlap"]);
  assertStringIncludes(total.notes[0]!.message, '"late"');
});

/** A trace of the GPU: stretches with their watts. */
const traced = (...points: readonly (readonly [from: number, to: number, watts: number])[]) => [{
  device: "gpu:0",
  points: points.map(([fromSeconds, toSeconds, meanWatts]) => ({
    fromSeconds,
    toSeconds,
    meanWatts,
    lowWatts: meanWatts,
    highWatts: meanWatts,
  })),
}];
const joules = (amount: number) => ({ ...GPU, energyKwh: amount / 3_600_000 });

Deno.test("an overlap takes from a later run what the earlier one read, and not what it missed", () => {
  // The earlier one fell silent at 50 s: 50 s of 200 W; the later one read 100 s of 100 W from there on.
  const first = (part: typeof GPU, traces: Run["traces"]) =>
    simpleRun({ id: "first", durationSeconds: 100, parts: [part], traces });
  const silent = first({ ...joules(10_000), missingSeconds: 50 }, traced([0, 50, 200]));
  const later = simpleRun({
    id: "later",
    startedAt: "2026-11-01T08:00:50.000Z",
    durationSeconds: 100,
    parts: [joules(10_000)],
    traces: traced([0, 100, 100]),
  });
  const total = totalOf([silent, later]);
  near(total.energyKwh * 3_600_000, 20_000);
  // The hours of both are those of the clock.
  assertEquals(total.durationSeconds, 150);
  assertEquals(codes(total), []);
  const merged = mergeRuns([silent, later]);
  near(merged.energyKwh * 3_600_000, 20_000);
  assertEquals(merged.durationSeconds, 150);
  near(merged.acceleratorHours, 150 / 3600);
  assertEquals(merged.parts[0]?.missingSeconds, 0);
  near(merged.parts[0]!.meanWatts, 20_000 / 150);
  // A board that never answered has taken nothing.
  const dead = first(joules(0), traced());
  near(totalOf([dead, later]).energyKwh * 3_600_000, 10_000);
  // A gap in the middle, 40 to 60 s: of the later one's first 50 s these 10 are its own.
  const gap = first(joules(16_000), traced([0, 40, 200], [60, 100, 200]));
  near(totalOf([gap, later]).energyKwh * 3_600_000, 16_000 + 6000);
});

Deno.test("totalOf() cuts an overlap by the trace where there is one", () => {
  // 500 W in its first 6 h and 1750 W in its last 4: 3 of 10 kWh lie in the overlap.
  const point = (from: number, to: number, watts: number) => ({
    fromSeconds: from * 3600,
    toSeconds: to * 3600,
    meanWatts: watts,
    lowWatts: watts,
    highWatts: watts,
  });
  const late = simpleRun({
    startedAt: "2026-11-01T12:00:00.000Z",
    id: "late",
    traces: [{ device: "gpu:0", points: [point(0, 6, 500), point(6, 10, 1750)] }],
  });
  near(totalOf([simpleRun(), late]).energyKwh, 17);
});

Deno.test("totalOf() counts ranks of one node once, and other devices or machines fully", () => {
  const rank = (index: number, host: string, change: Partial<Run> = {}) => {
    const run = simpleRun({ host, ...change });
    return {
      ...run,
      id: `${host}${index}`,
      machine: { ...run.machine, rank: index, worldSize: 4, job: "77" },
    };
  };
  const all = [rank(0, "a"), rank(1, "a"), rank(2, "b"), rank(3, "b")];
  const total = totalOf(all);
  near(total.energyKwh, 20);
  assertEquals(codes(total), ["runs-overlap"]);
  // Each rank its own GPU.
  const own = (index: number) => ({ parts: [{ ...GPU, device: `gpu:${index}` }] });
  near(totalOf([rank(0, "a", own(0)), rank(1, "a", own(1))]).energyKwh, 20);
  // A rank that is not there.
  const some = totalOf([all[0]!, all[2]!]);
  assertEquals(codes(some), ["ranks-absent"]);
  assertStringIncludes(some.notes[0]!.message, "(1, 3)");
});

Deno.test("totalOf() counts a run that is there twice once", () => {
  const total = totalOf([simpleRun(), simpleRun()]);
  near(total.energyKwh, 10);
  assertEquals(total.counts.finished, 1);
  assertEquals(codes(total), ["runs-twice"]);
});

Deno.test("totalOf() takes no overlap where the machine is not known", () => {
  near(totalOf([simpleRun({ host: "", id: "x" }), simpleRun({ host: "", id: "y" })]).energyKwh, 20);
});

Deno.test("totalOf() adds unlike boundaries before PUE, under the narrowest, and says so", () => {
  const facility = simpleRun({
    host: "b",
    boundary: "facility",
    pue: 1.5,
    energyKwh: 15,
    emissionsGrams: 1500,
  });
  const total = totalOf([simpleRun(), facility]);
  near(total.energyKwh, 20);
  near(total.emissionsGrams, 2000);
  assertEquals(total.pue, 1);
  assertEquals(total.boundary, "device");
  assertEquals(codes(total), ["boundaries-differ"]);
  const both = totalOf([facility, {
    ...facility,
    ...{ id: "c", machine: simpleRun({ host: "c" }).machine },
  }]);
  near(both.energyKwh, 30);
  assertEquals(both.pue, 1.5);
  assertEquals(both.boundary, "facility");
});

Deno.test("totalOf() says where grid figures of unlike scope or accounting meet", () => {
  const point = simpleRun().intensities[0]!;
  const total = totalOf([
    simpleRun(),
    simpleRun({
      host: "b",
      intensities: [{ ...point, emissionScope: "direct", accounting: "consumption" }],
    }),
  ]);
  assertEquals(codes(total), ["emission-scopes-differ", "accountings-differ"]);
});

Deno.test("totalOf() takes the weakest basis, runs under 1 % left aside", () => {
  const tiny = { ...GPU, energyKwh: 0.05, energyRange: [0.04, 0.06] as const };
  const small = simpleRun({
    host: "b",
    parts: [tiny],
    basis: { energyKwh: "default", emissionsGrams: "default" },
  });
  const total = totalOf([simpleRun(), small]);
  assertEquals(total.basis.energyKwh, "measured");
  assertEquals(codes(total), ["minor-runs"]);
  assertEquals(
    totalOf([simpleRun(), simpleRun({ host: "b", basis: small.basis })]).basis.energyKwh,
    "default",
  );
});

Deno.test("totalOf() of no runs is 0, of something else a TypeError", () => {
  const total = totalOf([]);
  assertEquals(total.energyKwh, 0);
  assertEquals(total.emissionsGrams, 0);
  assertEquals(total.ranges, { energyKwh: [0, 0], emissionsGrams: [0, 0] });
  assertEquals(total.durationSeconds, 0);
  assertThrows(() => totalOf(simpleRun() as unknown as Run[]), TypeError, "array");
});

Deno.test("totalOf() of runs that drew nothing has no NaN in it", () => {
  const nothing = simpleRun({
    parts: [],
    energyKwh: 0,
    itEnergyKwh: 0,
    emissionsGrams: 0,
    ranges: { energyKwh: [0, 0], emissionsGrams: [0, 0] },
    durationSeconds: 0,
  });
  const text = JSON.stringify(totalOf([nothing, simpleRun({ host: "b" })]));
  assertEquals(text.includes("null"), false);
});

Deno.test("totalOf() says how much of the sum was only predicted, and counts runs without parts", () => {
  const predicted = simpleRun({
    host: "b",
    parts: [],
    energyKwh: 2,
    itEnergyKwh: 2,
    emissionsGrams: 150,
    ranges: { energyKwh: [1, 4], emissionsGrams: [75, 300] },
    basis: { energyKwh: "predicted", emissionsGrams: "predicted" },
  });
  const total = totalOf([simpleRun(), predicted]);
  near(total.energyKwh, 12);
  near(total.emissionsGrams, 1150);
  assertEquals(total.basis.energyKwh, "predicted");
  assertEquals(codes(total), ["predicted-in-total"]);
  assertStringIncludes(total.notes[0]!.message, "2.00 of 12.0 kWh");
  near(totalOf([predicted]).ranges.energyKwh[1], 4);
});

Deno.test("totalOf() adds up the shares of two processes of one machine in full", () => {
  // Two processes side by side, 10 kWh and 10 h each: their own shares, so 20 kWh.
  const [a, b] = ["a", "b"].map((id) => simpleRun({ id, scope: "process" })) as [Run, Run];
  const total = totalOf([a, b]);
  near(total.energyKwh, 20);
  near(total.emissionsGrams, 2000);
  assertEquals(total.durationSeconds, 72_000);
  assertEquals(total.notes, []);
  // The board is one, so it is wrong by the same both times: twice the range of one.
  near(total.ranges.energyKwh[0], 2 * 9.440983005625053);
});

Deno.test("totalOf() counts a process in full beside a run of its whole machine, and says so", () => {
  const process = simpleRun({ id: "p", name: "mine", scope: "process" });
  const whole = simpleRun({ id: "w", startedAt: "2026-11-01T12:00:00.000Z" });
  for (const runs of [[process, whole], [whole, process]]) {
    const total = totalOf(runs);
    near(total.energyKwh, 20);
    assertEquals(codes(total), ["process-within-machine"]);
    assertStringIncludes(total.notes[0]!.message, '"mine" (p)');
  }
  // A day later, or on another machine, nothing is in the other.
  assertEquals(codes(totalOf([process, simpleRun({ id: "w", day: 2 })])), []);
  assertEquals(codes(totalOf([process, simpleRun({ host: "b" })])), []);
});

Deno.test("totalOf() shows itself with its figures and counts, and is plain data for the rest", () => {
  const total = totalOf([simpleRun(), simpleRun({ host: "b", status: "failed" })]);
  const shown = Deno.inspect(total);
  for (const said of ["Total", "20.0 kWh", "1 failed"]) assertStringIncludes(shown, said);
  assertStringIncludes(Deno.inspect({ total }), "Total: 20.0 kWh");
  assertEquals(JSON.parse(JSON.stringify(total)), { ...total });
});
