import { assertEquals, assertMatch } from "../assert.ts";
import type { SampledDevice } from "../../lib/sample/ending.ts";
import { clockNotes, deviceLedger } from "../../lib/track/ledger.ts";

Deno.test("clockNotes() tells of a machine that slept and of a clock that was set back, not of drift", () => {
  assertEquals(clockNotes(0.4), []);
  assertEquals(clockNotes(-1.9), []);
  assertMatch(clockNotes(60.2)[0]?.message ?? "", /60 s further .* that time is not in the run/);
  assertMatch(clockNotes(-3600)[0]?.message ?? "", /set back by 3600 s/);
});

Deno.test("deviceLedger() knows as little of an epoch's ends as the readings lay apart", () => {
  const sampled = (tickSeconds?: number, unsureSeconds?: number): SampledDevice => ({
    source: {
      device: "wall",
      kind: "system",
      name: "BMC",
      source: "redfish",
      basis: "measured",
      uncertainty: {
        key: "redfish",
        shared: [0, 0.12],
        own: [0, 0],
        ...(tickSeconds === undefined ? {} : { tickSeconds }),
      },
      read: () => ({ kind: "gap", atSeconds: 0, why: "" }),
    },
    energyJoules: 1,
    lowJoules: 1,
    highJoules: 1,
    peakWatts: 1,
    missingSeconds: 0,
    points: [],
    trouble: { what: "none", atSeconds: 0 },
    byTimer: false,
    ...(unsureSeconds === undefined ? {} : { unsureSeconds }),
  });
  const tickOf = (tick?: number, every?: number) =>
    deviceLedger(sampled(tick, every)).uncertainty?.tickSeconds;
  assertEquals(tickOf(), undefined);
  assertEquals(tickOf(0.1), 0.1);
  assertEquals(tickOf(0.1, 2.6), 2.6);
  // One that states no error has the usual one of such sources, and this besides.
  const { uncertainty: _, ...unstated } = sampled().source;
  assertEquals(deviceLedger({ ...sampled(), source: unstated, unsureSeconds: 2.6 }).uncertainty, {
    key: "redfish",
    shared: [0.2, 0.2],
    own: [0, 0],
    tickSeconds: 2.6,
  });
  assertEquals(deviceLedger({ ...sampled(), source: unstated }).uncertainty, undefined);
});
