/** The platform's own counter (RAPL psys): a whole by itself, never added to packages. Only when named. */
import type { PowerSource } from "../model.ts";
import { described } from "./described.ts";
import { findZoneNamed, PSYS } from "./rapl_zones.ts";
import { readCounter } from "./rapl_reading.ts";
import { type TreeOptions, tryNumber } from "./sysfs.ts";

/**
 * One source "psys" (kind "system"): what the platform draws behind its voltage regulators, as far as the maker wired it. Offered, not found
 * by itself: name it in `sources` as `{ module, name: "psysSources" }`.
 */
export function psysSources({ root = "" }: TreeOptions = {}): Promise<PowerSource[]> {
  return Promise.resolve().then(() => {
    const path = findZoneNamed(root, PSYS);
    if (path === undefined) return [];
    const range = tryNumber(`${path}/max_energy_range_uj`);
    const source: PowerSource = {
      device: "psys",
      kind: "system",
      name: "platform (psys)",
      source: "psys",
      basis: "measured",
      uncertainty: { key: "psys", shared: [0.10, 0.15], own: [0, 0] }, // judgement
      read: () => readCounter(path, range === undefined ? undefined : range / 1e6),
    };
    return [
      described(source, {
        module: import.meta.url,
        name: "psysSources",
        options: root === "" ? {} : { root },
      }),
    ];
  });
}
