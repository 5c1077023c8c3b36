import { accountRun } from "../../lib/carbon/account.ts";
import { intensityOf } from "../../lib/carbon/intensity.ts";
import { estimate } from "../../lib/estimate/estimate.ts";
import { sci } from "../../lib/estimate/sci.ts";
import { whatIf } from "../../lib/estimate/what_if.ts";
import type { Run } from "../../lib/model.ts";
import { ledger, point, steady } from "../carbon/ledger.ts";
import {
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "../assert.ts";

function close(actual: number, expected: number): void {
  assertAlmostEquals(actual, expected, 1e-6 * expected);
}
const run = (more: Parameters<typeof ledger>[2] = {}): Run =>
  accountRun(ledger([steady("gpu:0", 1000, 3600)], 3600, {
    intensities: [
      point(400, 0, { year: 2025, emissionScope: "life-cycle", accounting: "generation" }),
    ],
    ...more,
  }));

Deno.test("whatIf() of 1.3285 kWh at 13.3 and 818.9 g/kWh is 17.67 g and 1,087.9 g, 61.6 times", async () => {
  const here = await estimate({ powerWatts: 1328.5, hours: 1, intensityGramsPerKwh: 100 });
  const clean = await whatIf(here, { intensityGramsPerKwh: 13.3 });
  const dirty = await whatIf(here, { intensityGramsPerKwh: 818.9 });
  assertAlmostEquals(clean.emissionsGrams, 17.67, 0.005);
  assertAlmostEquals(dirty.emissionsGrams, 1087.9, 0.05);
  assertAlmostEquals(dirty.emissionsGrams / clean.emissionsGrams, 61.6, 0.05);
  assertEquals(dirty.energyKwh, here.energyKwh);
});

Deno.test("whatIf() of a run in another country takes its grid, and the run's energy", async () => {
  const sweden = await whatIf(run(), { zone: "SE" });
  const grid = await intensityOf("SE", { at: new Date("2026-11-24") });
  close(sweden.emissionsGrams, grid.intensityGramsPerKwh);
  assertEquals(sweden.energyKwh, 1);
  assertEquals(sweden.notes, []);
  assertStringIncludes(Deno.inspect(sweden), `What if: Sweden, ${grid.year}`);
});

Deno.test("whatIf() of another year asks the run's own place", async () => {
  close(
    (await whatIf(run(), { year: 2021 })).emissionsGrams,
    (await intensityOf("DK", { year: 2021 })).intensityGramsPerKwh,
  );
  const job = await estimate({ powerWatts: 1000, hours: 1, zone: "FR" });
  close((await whatIf(job, { year: 2024 })).emissionsGrams, 40.48);
  const asked = await whatIf(await whatIf(job, { zone: "DK" }), { year: 2024 });
  close(asked.emissionsGrams, 131.77); // the answer can be asked again
});

Deno.test("whatIf() with another PUE scales both, and says that the boundary is another", async () => {
  const housed = await whatIf(run(), { pue: 1.5 });
  close(housed.energyKwh, 1.5);
  close(housed.emissionsGrams, 600);
  assertEquals(housed.boundary, "facility");
  assertEquals(housed.notes.map(({ code }) => code), ["boundary-changed"]);
  close((await whatIf(housed, { pue: 1.2 })).energyKwh, 1.2);
});

Deno.test("whatIf() says where the two grid figures mean unlike things, and that a mean has no night", async () => {
  const cloud = await whatIf(run(), { zone: "gcp:europe-west9" });
  assertEquals(cloud.notes.map(({ code }) => code), [
    "emission-scopes-differ",
    "accountings-differ",
  ]);
  const night = await whatIf(run(), { startedAt: "2024-01-01T02:00:00Z" });
  close(night.emissionsGrams, 131.77);
  assertEquals(night.notes.map(({ code }) => code), ["yearly-mean"]);
});

Deno.test("whatIf() refuses what it cannot ask", async () => {
  await assertRejects(() => whatIf(run(), {}), TypeError, "must be given");
  await assertRejects(() => whatIf(run(), { zon: "DK" } as never), TypeError, '(nearest: "zone")');
  await assertRejects(() => whatIf(run(), { pue: 0.5 }), RangeError, "current value is 0.5");
  await assertRejects(
    () => whatIf(run(), { intensityGramsPerKwh: NaN }),
    RangeError,
    "current value is NaN",
  );
  await assertRejects(() => whatIf(run(), { startedAt: "tomorrow" }), RangeError, "ISO 8601");
  await assertRejects(() => whatIf(run(), { zone: "Swedn" }), RangeError, '(nearest: "Sweden"');
  const placeless = await estimate({ powerWatts: 1, hours: 1, intensityGramsPerKwh: 1 });
  await assertRejects(() => whatIf(placeless, { year: 2024 }), TypeError, '"zone" must be given');
  await assertRejects(() => whatIf(undefined as never, { pue: 1 }), TypeError);
});

Deno.test("sci() shares emissions out, operational only unless an embodied figure is given", () => {
  const one = run({ job: { tokens: 2000, flops: 1e15 } });
  const each = sci(one, { per: "token" });
  close(each.gramsPerUnit, 0.2);
  assertEquals([each.unit, each.title], [
    "gCO2eq per token",
    "Software Carbon Intensity, operational only",
  ]);
  close(each.range[0], one.ranges.emissionsGrams[0] / 2000);
  const both = sci([one, run()], { per: "run", embodiedGrams: 200 });
  close(both.gramsPerUnit, (800 + 200) / 2);
  assertEquals(both.title, "Software Carbon Intensity, operational and embodied");
});

Deno.test("sci() refuses a unit that a run does not count", () => {
  assertThrows(() => sci(run(), { per: "token" }), RangeError, '"job.tokens" of every run');
  assertThrows(() => sci([], { per: "run" }), RangeError, "at least one run");
  assertThrows(() => sci(run(), { per: "kilo" as never }), RangeError, `current value is "kilo"`);
  assertThrows(
    () => sci(run(), { per: "run", embodiedGrams: -1 }),
    RangeError,
    "current value is -1",
  );
});

Deno.test("whatIf() of an estimate warns where the grids mean unlike things", async () => {
  const codes = (of: { readonly notes: readonly { readonly code: string }[] }) =>
    of.notes.map(({ code }) => code);
  const france = await estimate({ powerWatts: 1000, hours: 1, zone: "FR" });
  const google = await whatIf(france, { zone: "gcp:europe-west9" });
  assertEquals(codes(google), ["emission-scopes-differ", "accountings-differ"]);
  assertEquals(codes(await whatIf(france, { zone: "SE" })), []);
  assertEquals(codes(await whatIf(google, { zone: "SE" })), codes(google)); // and back again
  const byHand = await estimate({ powerWatts: 1000, hours: 1, intensityGramsPerKwh: 400 });
  assertEquals(codes(await whatIf(byHand, { zone: "SE" })), ["emission-scope-unknown"]);
  assertEquals(codes(await whatIf(byHand, { intensityGramsPerKwh: 10 })), []);
  assertEquals(codes(await whatIf(france, { zone: "WORLD" })), ["bases-differ"]);
});

Deno.test("whatIf() warns where a live value stands against a yearly mean", async () => {
  const live = run({
    intensities: [
      point(400, 0, { basis: "measured", emissionScope: "life-cycle", accounting: "generation" }),
    ],
  });
  const [note] = (await whatIf(live, { zone: "SE" })).notes;
  assertEquals(note?.code, "bases-differ");
  assertStringIncludes(note?.message ?? "", "before the hour's own value (measured)");
});
