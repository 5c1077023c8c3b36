/** From what was sampled to the ledger that the account is made of. */
import { unstatedUncertainty } from "../carbon/parts.ts";
import type { DeviceIdentity, DeviceLedger } from "../inside_run.ts";
import type { Note, PowerSource } from "../model.ts";
import type { SampledDevice } from "../sample/ending.ts";
import type { Sample } from "../sample/curve.ts";
import type { Trouble } from "../sample/trouble.ts";

/** What the record keeps of a source. */
export function identityOf(source: PowerSource): DeviceIdentity {
  const { device, kind, name, source: kindOfSource, basis, uncertainty, limitWatts } = source;
  return {
    device,
    kind,
    name,
    source: kindOfSource,
    basis,
    ...(uncertainty === undefined ? {} : { uncertainty }),
    ...(limitWatts === undefined ? {} : { limitWatts }),
  };
}

/** A device's ledger at the end of a run. */
export function deviceLedger(sampled: SampledDevice): DeviceLedger {
  const { source, energyJoules, lowJoules, highJoules, missingSeconds, points, peakWatts } =
    sampled;
  const { uncertainty, ...identity } = identityOf(source);
  const tickSeconds = Math.max(uncertainty?.tickSeconds ?? 0, sampled.unsureSeconds ?? 0);
  return {
    ...identity,
    // Between readings that lie apart the power may have changed at any instant, as between the ticks of a counter.
    ...(tickSeconds > 0
      ? { uncertainty: { ...uncertainty ?? unstatedUncertainty(source.source), tickSeconds } }
      : uncertainty === undefined
      ? {}
      : { uncertainty }),
    energyJoules,
    lowJoules,
    highJoules,
    missingSeconds,
    points,
    ...(peakWatts > 0 ? { peakWatts } : {}),
  };
}

/** Ledgers of a run under way: without traces, the ranges of models not yet integrated. */
export function interimLedgers(sources: readonly PowerSource[], sample: Sample): DeviceLedger[] {
  return sources.map((source, index) => ({
    ...identityOf(source),
    energyJoules: sample.joules[index] ?? 0,
    lowJoules: sample.lowJoules[index] ?? 0,
    highJoules: sample.highJoules[index] ?? 0,
    missingSeconds: sample.missingSeconds[index] ?? 0,
    points: [],
  }));
}

const TROUBLE_TEXT: Readonly<Record<Exclude<Trouble, "none">, string>> = {
  "no-reading": "a reading failed; the next one of a counter covers the time",
  "not-a-number": "a reading was no number and was left out",
  "counter-reset": "the counter began again; what it lost is missing, not guessed",
  implausible: "a reading was more than the device can draw and was not believed",
  "wrapped-unseen":
    "nobody looked for so long that its counter may have gone round; that time is missing",
  "nobody-looked": "nobody looked for a while; that time is missing",
  "stood-still": "the counter stood still for a while; that time is missing unless it caught up",
};

/** The world's clock and the run's may part by this much: drift and rounding. */
const JUMP_SECONDS = 2;

/** A machine that slept, or whose clock was set: the run's own clock stood still, or was not moved. */
export function clockNotes(clockJumpSeconds: number): Note[] {
  if (Math.abs(clockJumpSeconds) < JUMP_SECONDS) return [];
  const seconds = Math.round(Math.abs(clockJumpSeconds));
  return [{
    code: "clock-jump",
    message: clockJumpSeconds > 0
      ? `Clock jumped: the world's went ${seconds} s further than the run's, as the machine slept or its clock was set; that time is not in the run`
      : `Clock jumped: it was set back by ${seconds} s; the run's times are of a clock of its own and unharmed`,
  }];
}

/** What went wrong with the devices, one note each. */
export function troubleNotes(devices: readonly SampledDevice[]): Note[] {
  return devices.flatMap(({ source, trouble, missingSeconds, byTimer }): Note[] => {
    if (byTimer && missingSeconds > 1 && trouble.what === "nobody-looked") {
      return [{
        code: "blocked-source",
        device: source.device,
        message:
          `Not seen while the cell blocked: ${source.device} is an object on the thread that trains`,
        hint: "give it as a SourceDescription { module, name, options }: the worker reads it then",
      }];
    }
    // The account says what is missing of a device.
    const isSaid = trouble.what === "nobody-looked" ||
      trouble.what === "no-reading" && missingSeconds > 0;
    if (trouble.what === "none" || isSaid) return [];
    return [{
      code: trouble.what,
      device: source.device,
      atSeconds: trouble.atSeconds,
      message: `Odd reading of ${source.device}: ${TROUBLE_TEXT[trouble.what]}`,
    }];
  });
}
