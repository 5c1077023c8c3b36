/** The devices in the logs of Carbontracker, added where it took their mean. */
import type { Note, Uncertainty } from "../model.ts";
import { kwhOfWatts } from "../units.ts";
import type { CarbontrackerLog, LoggedConsumption } from "./carbontracker_log.ts";
import type { ImportedPart } from "./imported_run.ts";

/** GPU boards asked once a second, by their model, and RAPL packages. Grade: data and judgement, as for our own sources. */
const GPU_ERROR = { shared: [0.05, 0.07], own: [0.05, 0.05] } as const;
const RAPL_ERROR = { shared: [0.05, 0.05], own: [0.05, 0.05] } as const;
/** Half of the TDP whatever the load: truth lies between idle, 0.15 of it, and 1.2 TDP. Grade: judgement. */
const HALF_TDP_ERROR = { shared: [0.7, 1.4], own: [0, 0] } as const;

/** Parts of the run, their energies together what the block that counts says, or else the sum of the epochs. */
export function partsOf(
  log: CarbontrackerLog,
  counted: LoggedConsumption | undefined,
  pue: number,
  notes: Note[],
): ImportedPart[] {
  const names = [
    ...new Set(log.epochs.flatMap(({ powers }) => powers.map((one) => one.component))),
  ];
  const parts = names.flatMap((component) => componentParts(log, component));
  const sum = (of: (part: LoggedPart) => number) => parts.reduce((all, part) => all + of(part), 0);
  const added = sum((part) => part.energyKwh);
  const averaged = sum((part) => part.energyKwh / part.devices);
  if (added === 0) {
    // Only the output log is there, or no epoch was long enough.
    const devices = [...log.components.values()].flat();
    return [{
      device: "all",
      kind: log.components.has("gpu") ? "gpu" : "cpu",
      name: devices.join(", ") || "all components",
      source: "carbontracker",
      basis: "measured",
      energyKwh: (counted?.energyKwh ?? 0) / pue,
      uncertainty: { key: "carbontracker", shared: [0.3, 0.3], own: [0, 0] },
      missingSeconds: 0,
    }];
  }
  if (averaged < added) {
    notes.push({
      code: "devices-added",
      message:
        `Carbontracker took the mean over the devices of a component: here they are added, which is ${
          (added / averaged).toPrecision(3)
        } times what it printed`,
    });
  }
  const missing = log.epochs.filter(({ powers }) => powers.some(({ watts }) => watts.length === 0));
  if (missing.length > 0) {
    notes.push({
      code: "epochs-without-reading",
      message:
        `${missing.length} of ${log.epochs.length} epochs were too short for a reading of every component`,
    });
  }
  // What was printed for all epochs, put right for the devices; else the sum of the epochs.
  const scale = counted === undefined ? 1 : counted.energyKwh / pue / averaged;
  return parts.map(({ devices: _, ...part }) => ({ ...part, energyKwh: part.energyKwh * scale }));
}

type LoggedPart = ImportedPart & {
  /** So many devices were averaged into the figure. */
  readonly devices: number;
};

/** One part a device where the log tells them apart, else one for the component. */
function componentParts(log: CarbontrackerLog, component: string): LoggedPart[] {
  const devices = log.components.get(component) ?? [];
  const columns = Math.max(
    1,
    ...log.epochs.flatMap(({ powers }) =>
      powers.filter((one) => one.component === component).map(({ watts }) => watts.length)
    ),
  );
  // One figure for several devices is their mean (version 2).
  const averaged = columns === 1 ? Math.max(1, devices.length) : 1;
  return Array.from({ length: columns }, (_, column): LoggedPart => {
    const epochWatts = log.epochs.map(({ powers }) => {
      const watts = powers.find((one) => one.component === component)?.watts[column];
      return watts === undefined ? undefined : watts * averaged;
    });
    const name = columns === 1 ? devices.join(", ") || component : devices[column] ?? component;
    let energyKwh = 0;
    let missingSeconds = 0;
    for (const [index, { durationSeconds }] of log.epochs.entries()) {
      const powerWatts = epochWatts[index];
      if (powerWatts === undefined) missingSeconds += durationSeconds;
      else energyKwh += kwhOfWatts({ powerWatts, durationSeconds });
    }
    return {
      device: columns === 1 && averaged === 1
        ? `${component}:0`
        : columns === 1
        ? component
        : `${component}:${column}`,
      kind: component === "gpu" ? "gpu" : "cpu",
      name,
      source: "carbontracker",
      basis: isModelled(component, name) ? "modelled" : "measured",
      energyKwh,
      uncertainty: errorOf(component, name),
      missingSeconds,
      epochWatts,
      devices: averaged,
    };
  });
}

/** A processor by its brand was taken at half its TDP; counters are called "cpu:0", Apple's "CPU". */
export function isModelled(component: string, name: string): boolean {
  return component === "cpu" && !/^(?:(?:cpu|dram):\d+(?:, )?)+$|^CPU$/.test(name);
}

function errorOf(component: string, name: string): Uncertainty {
  if (component === "gpu") return { key: `nvml:${name}`, ...GPU_ERROR };
  return isModelled(component, name)
    ? { key: "half-tdp", ...HALF_TDP_ERROR }
    : { key: "rapl:intel", ...RAPL_ERROR };
}
