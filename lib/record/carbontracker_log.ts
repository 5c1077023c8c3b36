/** What stands in the logs of Carbontracker, from version 1 on: read line by line, nothing concluded. */

/** A component of one epoch: a mean over its devices (one figure), or one figure a device. */
export interface LoggedPower {
  readonly component: string;
  /** W; empty where the epoch was too short for a reading. */
  readonly watts: readonly number[];
}
/** One epoch. */
export interface LoggedEpoch {
  readonly durationSeconds: number;
  readonly powers: readonly LoggedPower[];
}
/** A block of the output log. */
export interface LoggedConsumption {
  /** As printed; absent where the tool was told to predict nothing. */
  readonly epochs: number | undefined;
  readonly durationSeconds: number;
  readonly energyKwh: number; // PUE included
  readonly emissionsGrams: number;
}
/** The two logs of one run. */
export interface CarbontrackerLog {
  readonly version: string | undefined;
  readonly pue: number | undefined;
  /** Components and their devices: "gpu" -> ["NVIDIA A100", "NVIDIA A100"]. */
  readonly components: ReadonlyMap<string, readonly string[]>;
  readonly epochs: readonly LoggedEpoch[];
  readonly actual: LoggedConsumption | undefined;
  readonly predicted: LoggedConsumption | undefined;
  /** The tracker was stopped before all epochs: early stopping. */
  readonly stoppedEarly: boolean;
  readonly endedByUser: boolean;
  readonly location: string | undefined;
  /** The intensity was no live one but a mean of the country or the world. */
  readonly meanIntensity: boolean;
  /** Time stamps of the first and the last line, as written: local time without its zone. */
  readonly firstStamp: string | undefined;
  readonly lastStamp: string | undefined;
}

const STAMP = /^\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - /;

/** Reads a standard log, an output log, or both of one run. */
export function parseCarbontrackerLog(standard: string, output: string): CarbontrackerLog {
  const both = `${standard}\n${output}`;
  const stamps = both.split("\n").flatMap((line) => STAMP.exec(line)?.[1] ?? []).sort();
  const location = /detected location:? ([^\n]*?)(?::? \[|\.?\s*$)/m.exec(both)?.[1]?.trim() ??
    /average carbon intensity for ([A-Z]{2})\b/.exec(both)?.[1];
  return {
    version: /carbontracker version (\S+)/.exec(standard)?.[1],
    pue: figure(/PUE\s+coefficient of ([\d.]+\d)/.exec(standard)?.[1]),
    components: componentsOf(both),
    epochs: epochsOf(standard),
    actual: lastBlock(output, "Actual"),
    predicted: lastBlock(output, "Predicted"),
    stoppedEarly: /Training was interrupted/.test(both),
    endedByUser: /Session ended by user/.test(both),
    location: location === undefined || location === "" || /^unknown$/i.test(location)
      ? undefined
      : location,
    meanIntensity: /default(?:ed|ing)? to average|country average|world average/i.test(both),
    firstStamp: stamps[0],
    lastStamp: stamps.at(-1),
  };
}

/** "0:02:21.90" in s; `undefined` where it is no such text. */
export function secondsOfClock(text: string): number | undefined {
  const parts = /^(-?)(\d+):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(text.trim());
  if (parts === null) return undefined;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4]);
  return parts[1] === "-" ? -seconds : seconds;
}

/** "The following components were found: GPU with device(s) A, B. CPU with device(s) cpu:0." Names may hold dots and commas do not. */
function componentsOf(text: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const line = /components were found: ([^\n]*)/.exec(text)?.[1] ?? "";
  const parts = line.matchAll(
    /([A-Z]+) with device\(s\) (.*?)\.(?=\s+[A-Z]+ with device\(s\)|\s*$)/g,
  );
  for (const [, name = "", devices = ""] of parts) {
    found.set(name.toLowerCase(), devices.split(",").map((one) => one.trim()).filter(Boolean));
  }
  return found;
}

function epochsOf(standard: string): LoggedEpoch[] {
  const epochs: { durationSeconds: number; powers: LoggedPower[] }[] = [];
  for (const line of standard.split("\n")) {
    const text = line.replace(STAMP, "").trim();
    const duration = /^Duration:\s*(\S+)/.exec(text)?.[1];
    if (/^Epoch \d+:/.test(text)) epochs.push({ durationSeconds: 0, powers: [] });
    const epoch = epochs.at(-1);
    if (epoch === undefined) continue;
    if (duration !== undefined) epoch.durationSeconds = Math.max(0, secondsOfClock(duration) ?? 0);
    const power = /^Average power usage \(W\) for ([^:]+):\s*(.*)$/.exec(text);
    if (power !== null) {
      // "250.0", "[12.3 45.6]", "1e-05", "None", "nan"
      const watts = power[2]!.replace(/[[\],]/g, " ").split(/\s+/).flatMap((one) =>
        figure(one) ?? []
      );
      epoch.powers.push({ component: power[1]!.trim().toLowerCase(), watts });
    }
  }
  return epochs;
}

/** The last block of a kind: a log that was appended to holds several. */
function lastBlock(output: string, kind: "Actual" | "Predicted"): LoggedConsumption | undefined {
  const blocks = [...output.matchAll(
    new RegExp(
      `${kind} consumption(?: for (-?\\d+) epoch\\(s\\))?:\\s*Time:\\s*(\\S+)\\s*Energy:\\s*(\\S+) kWh\\s*CO2eq:\\s*(\\S+) g`,
      "g",
    ),
  )];
  const [, epochs, time = "", energy, grams] = blocks.at(-1) ?? [];
  const durationSeconds = secondsOfClock(time);
  const energyKwh = figure(energy);
  const emissionsGrams = figure(grams);
  if (durationSeconds === undefined || energyKwh === undefined || emissionsGrams === undefined) {
    return undefined;
  }
  return { epochs: figure(epochs), durationSeconds, energyKwh, emissionsGrams };
}

/** A finite number, or nothing. */
function figure(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
