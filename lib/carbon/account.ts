import type { RunLedger, StretchLedger } from "../inside_run.ts";
import type { Epoch, Run, SourceRef, Span } from "../model.ts";
import { SECONDS_PER_HOUR } from "../units.ts";
import { accountNotes } from "./account_notes.ts";
import { footprintOf, footprintParts, type StretchFootprint } from "./footprint.ts";
import { deviceSources, gridSource } from "./known_sources.ts";
import { wholeOf } from "./whole.ts";

/**
 * The run that a ledger tells: parts, epochs and spans with their ranges, emissions, hours of use, and the notes and sources that belong
 * to the figures. Pure, and the same for a live run and for one read back from its record.
 *
 * Epochs and spans are within the run's boundary and share its errors: a part read in pieces has one error over all of them. Where
 * no device was read, or none gave anything, the figures are 0 with the basis `default`, and the first note says that nothing was measured.
 */
export function accountRun(ledger: RunLedger): Run {
  const { devices, durationSeconds, pue, intensities, place, machine } = ledger;
  const whole = wholeOf(devices, durationSeconds);
  const { parts, itEnergyKwh, intensityGramsPerKwh, ...footprint } = footprintOf(ledger);
  const { ofStretch } = footprintParts(ledger, whole);
  const hours = durationSeconds / SECONDS_PER_HOUR;
  const accelerators = devices.filter(({ kind }) => kind === "gpu" || kind === "npu");
  const notes = accountNotes(ledger, { whole, parts });
  return {
    version: 1,
    id: ledger.id,
    name: ledger.name,
    status: ledger.status,
    ...(ledger.stoppedBy === undefined ? {} : { stoppedBy: ledger.stoppedBy }),
    ...(ledger.error === undefined ? {} : { error: ledger.error }),
    startedAt: ledger.startedAt,
    endedAt: ledger.endedAt,
    ...footprint,
    itEnergyKwh,
    pue,
    intensityGramsPerKwh,
    acceleratorHours: new Set(accelerators.map(({ device }) => device)).size * hours,
    cpuCoreHours: machine.cpu.threads * hours,
    place,
    machine,
    ...(ledger.scope === undefined ? {} : { scope: ledger.scope }),
    ...(ledger.job === undefined ? {} : { job: ledger.job }),
    parts,
    epochs: ledger.epochs.map((epoch, index): Epoch => ({
      index,
      ...pieceOf(epoch, ofStretch(epoch)),
    })),
    spans: ledger.spans.map((span): Span => ({
      name: span.name,
      ...(span.parent === undefined ? {} : { parent: span.parent }),
      ...pieceOf(span, ofStretch(span)),
    })),
    ...(ledger.plannedEpochs === undefined ? {} : { plannedEpochs: ledger.plannedEpochs }),
    predictions: ledger.predictions,
    intensities,
    traces: devices.map(({ device, points }) => ({ device, points })),
    metrics: ledger.metrics,
    notes,
    sources: sourcesOf(ledger),
  };
}

function pieceOf(stretch: StretchLedger, figures: StretchFootprint): Omit<Epoch, "index"> {
  const { startedAtSeconds, durationSeconds, complete, metrics } = stretch;
  return { startedAtSeconds, durationSeconds, ...figures, complete, metrics };
}

/** The ledger's sources, those of its grid, and those behind the models and errors of its devices, each once. */
function sourcesOf({ sources, intensities, devices }: RunLedger): readonly SourceRef[] {
  const byId = new Map<string, SourceRef>();
  const add = (source: SourceRef | undefined) => {
    if (source !== undefined && !byId.has(source.id)) byId.set(source.id, source);
  };
  for (const source of sources) add(source);
  for (const point of intensities) add(gridSource(point.source));
  for (const device of devices) deviceSources(device.source).forEach(add);
  return [...byId.values()];
}
