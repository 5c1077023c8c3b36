import { compactPath, rounded, roundNumbers } from "../../lib/display/compact_path.ts";
import { loadPackage } from "../../lib/display/load_package.ts";
import { escapeXml, textEms, userText } from "../../lib/display/svg_text.ts";
import { logTicks, ticksTo, timeTicks } from "../../lib/display/ticks.ts";
import { foldSum, foldTrace } from "../../lib/display/trace_columns.ts";
import { PackageError } from "../../lib/errors.ts";
import type { TracePoint } from "../../lib/model.ts";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";

Deno.test("rounded() keeps so many decimals and no minus before 0", () => {
  assertEquals(rounded(1.26, 1), "1.3");
  assertEquals(rounded(-0.04, 1), "0");
  assertEquals(rounded(12, 2), "12");
});

Deno.test("roundNumbers() rounds every number, exponents too", () => {
  assertEquals(roundNumbers("translate(1.26,-3.04) 1e-7", 1), "translate(1.3,-3) 0");
});

Deno.test("compactPath() goes on from the rounded point, so errors do not add up", () => {
  // Each step is 0.24, the ends lie at 0.2, 0.5, 0.7 and 1.0.
  assertEquals(compactPath("M0,0L0.24,1L0.48,0L0.72,1L0.96,0", 1), "M0 0l.2 1 .3-1 .2 1 .3-1");
});

Deno.test("compactPath() leaves out points on a level between their neighbours, and closes what was closed", () => {
  assertEquals(compactPath("M0,5L1,5L2,5L3,7L3,0L0,0Z", 1), "M0 5h2l1 2v-7h-3Z");
});

Deno.test("compactPath() keeps a way that turns back on itself", () => {
  assertEquals(compactPath("M0,0L5,0L2,0", 1), "M0 0h5-3");
});

Deno.test("compactPath() only rounds what holds curves", () => {
  assertEquals(compactPath("M0.123,0C1.26,1 2,2 3,3", 1), "M0.1,0C1.3,1 2,2 3,3");
});

Deno.test("escapeXml() leaves nothing that ends a tag or an attribute, nor what XML cannot hold", () => {
  assertEquals(
    escapeXml(`<a b="c" d='e'>&\u0000\uFFFE\uD800`),
    "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;���",
  );
});

Deno.test("userText() cuts in the middle and sets right-to-left names apart", () => {
  assertEquals([...userText("x".repeat(100), 11)].length, 11);
  assertEquals(userText("שלום"), "\u2068שלום\u2069");
  assertEquals(userText("a\nb"), "a b");
});

Deno.test("textEms() is the sum of its characters: eight digits of 0.56", () => {
  assertAlmostEquals(textEms("12345678"), 4.48, 1e-9);
  assert(textEms("iiii") < textEms("MMMM"));
});

Deno.test("ticksTo() takes round steps up to the end", () => {
  assertEquals(ticksTo(366, 4).values, [0, 100, 200, 300]);
  assertEquals(ticksTo(0.124, 3).values.map(ticksTo(0.124, 3).label), ["0", "0.05", "0.10"]);
  assertEquals(ticksTo(0, 4).values[0], 0);
  assertEquals(ticksTo(NaN, 4).values.every(Number.isFinite), true);
});

Deno.test("timeTicks() speaks in the unit of the run's length", () => {
  assertEquals(timeTicks(35, 8).unit, "s");
  const run = timeTicks(5717, 8);
  assertEquals([run.unit, ...run.values.map(run.label)], [
    "min",
    "0",
    "15",
    "30",
    "45",
    "60",
    "75",
    "90",
  ]);
  assertEquals(timeTicks(10 * 3600, 8).unit, "h");
  assertEquals(timeTicks(20 * 86_400, 8).unit, "d");
  assertEquals(timeTicks(0.4, 5).values.every(Number.isFinite), true);
});

Deno.test("logTicks() steps by 1-2-5 where there is room, else by 1-3, else by powers of ten", () => {
  assertEquals(logTicks(0.002, 2, 0.3), [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
  assertEquals(logTicks(0.002, 2, 0.4), [0.003, 0.01, 0.03, 0.1, 0.3, 1]);
  assertEquals(logTicks(0.001, 1000, 0.9), [0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  assertEquals(logTicks(0.01, 100, 1.5), [0.01, 1, 100]);
});

function point(fromSeconds: number, toSeconds: number, meanWatts: number, spread = 0): TracePoint {
  return {
    fromSeconds,
    toSeconds,
    meanWatts,
    lowWatts: meanWatts - spread,
    highWatts: meanWatts + spread,
  };
}

Deno.test("foldTrace() weighs means by time and keeps the peaks", () => {
  // Ten seconds in one column: 9 s at 100 W, 1 s at 200 W with a peak of 250 W make 110 W.
  const { segments, gaps } = foldTrace([point(0, 9, 100), point(9, 10, 200, 50)], {
    durationSeconds: 10,
    columns: 1,
  });
  assertEquals(segments.length, 1);
  assertAlmostEquals(segments[0]![0]!.meanWatts, 110, 1e-9);
  assertEquals([segments[0]![0]!.lowWatts, segments[0]![0]!.highWatts], [100, 250]);
  assertEquals(gaps, []);
});

Deno.test("foldTrace() finds gaps of a column and more, at the ends too", () => {
  const { segments, gaps } = foldTrace([point(1, 2, 1), point(4, 5, 1)], {
    durationSeconds: 8,
    columns: 8,
  });
  assertEquals(segments.length, 2);
  assertEquals(gaps.map(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds]), [
    [0, 1],
    [2, 4],
    [5, 8],
  ]);
});

Deno.test("foldTrace() keeps the joules of 10,000 points in 100 columns", () => {
  const points = Array.from({ length: 10_000 }, (_, i) => point(i / 100, (i + 1) / 100, i % 7));
  const { segments } = foldTrace(points, { durationSeconds: 100, columns: 100 });
  const joules = segments[0]!.reduce(
    (sum, p) => sum + p.meanWatts * (p.toSeconds - p.fromSeconds),
    0,
  );
  assertAlmostEquals(joules, points.reduce((sum, p) => sum + p.meanWatts / 100, 0), 1e-6);
});

Deno.test("foldTrace() leaves out what is no figure, and stands a run of no length", () => {
  const options = { durationSeconds: 10, columns: 5 };
  assertEquals(foldTrace([point(0, 5, NaN), point(NaN, 3, 1)], options).segments, []);
  assertEquals(foldTrace([point(0, 5, 1)], { ...options, durationSeconds: 0 }).segments, []);
});

Deno.test("foldSum() adds devices, and has a gap where one of them has none", () => {
  const options = { durationSeconds: 4, columns: 4 };
  const { segments, gaps } = foldSum(
    [[point(0, 4, 10)], [point(0, 1, 5), point(3, 4, 5)]],
    options,
  );
  assertEquals(segments.map((s) => s.map((p) => p.meanWatts)), [[15], [15]]);
  assertEquals(gaps, [{ fromSeconds: 1, toSeconds: 3 }]);
});

Deno.test("loadPackage() names the package and the cure", async () => {
  const error = await assertRejects(
    () => loadPackage("npm:@footnote/none-such@^99", "charts"),
    PackageError,
  );
  assert((error as PackageError).hint?.includes("nodeModulesDir"));
});
