/** The model of what is in no sensor, put beside a run's devices. Pure. */
import { restJoules } from "../counted_joules.ts";
import type { DeviceLedger, RunLedger } from "../inside_run.ts";
import { traceOver } from "./trace_columns.ts";

/** The ledger with the device "rest" (modelled) where it has a model of it. */
export function withRest(ledger: RunLedger): RunLedger {
  const { rest, devices, durationSeconds } = ledger;
  if (rest === undefined || !(durationSeconds > 0)) return ledger;
  const sum = devices.reduce((total, { energyJoules }) => total + energyJoules, 0);
  // Of a machine of which nothing was measured the rest follows from nothing.
  if (sum === 0) return ledger;
  const joules = devices.map(({ energyJoules }) => energyJoules);
  const by = (end: "low" | "middle" | "high") =>
    restJoules(rest[end], devices, joules, durationSeconds);
  const extend = <
    S extends { readonly joules: readonly number[]; readonly durationSeconds: number },
  >(stretch: S): S => ({
    ...stretch,
    joules: [
      ...stretch.joules,
      restJoules(rest.middle, devices, stretch.joules, stretch.durationSeconds),
    ],
  });
  const device: DeviceLedger = {
    device: "rest",
    kind: "rest",
    name: "fans, board, power supply",
    source: "rest-model",
    basis: "modelled",
    uncertainty: { key: "rest-model", shared: [0, 0], own: [0, 0] },
    energyJoules: by("middle"),
    lowJoules: by("low"),
    highJoules: by("high"),
    missingSeconds: 0,
    points: traceOver(
      devices,
      durationSeconds,
      (column, seconds) => restJoules(rest.middle, devices, column, seconds) / seconds,
    ),
  };
  return {
    ...ledger,
    devices: [...devices, device],
    epochs: ledger.epochs.map(extend),
    spans: ledger.spans.map(extend),
  };
}
