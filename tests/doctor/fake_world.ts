/** A world whose clock moves only by sleeping, and sources of known power in it. */
import type { PowerSource, Reading } from "../../lib/model.ts";
import type { World } from "../../lib/doctor/measure_power.ts";

/** A clock at 100 s, and a function that makes a source of a power in W at a time. */
export function fakeWorld(): {
  readonly world: World;
  readonly source: (
    device: string,
    wattsAt: (seconds: number) => number,
    reads?: "counter" | "gauge" | "gap",
  ) => PowerSource;
} {
  let now = 100;
  const world: World = {
    nowSeconds: () => now,
    sleep: (seconds) => {
      now += seconds;
      return Promise.resolve();
    },
    look: async (source) => await source.read(),
  };
  const source = (
    device: string,
    wattsAt: (seconds: number) => number,
    reads: "counter" | "gauge" | "gap" = "counter",
  ): PowerSource => {
    let energyJoules = 0;
    let at = now;
    const read = (): Reading => {
      // Power is steady between two looks.
      energyJoules += wattsAt(now) * (now - at);
      at = now;
      if (reads === "gap") return { kind: "gap", atSeconds: now, why: "closed" };
      if (reads === "gauge") return { kind: "gauge", atSeconds: now, powerWatts: wattsAt(now) };
      return {
        kind: "counter",
        atSeconds: now,
        energyJoules: energyJoules % 900,
        wrapsAtJoules: 900,
      };
    };
    return {
      device,
      kind: device.startsWith("gpu") ? "gpu" : "cpu",
      name: device,
      source: "test",
      basis: "measured",
      uncertainty: { key: device, shared: [0.03, 0.03], own: [0.04, 0.04] },
      read,
    };
  };
  return { world, source };
}
