/** `measureBaseline()`: what the machine draws while nothing trains. */
import { showingBaseline } from "../display/showing_others.ts";
import { firstLine, shownValue } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Baseline, Note } from "../model.ts";
import { openContexts } from "../probe/compute_context.ts";
import { openUtilization } from "../probe/cpu_time.ts";
import { findSources } from "../probe/find_sources.ts";
import { describeMachine } from "../probe/machine.ts";
import { writeMachineFile } from "../probe/machine_file.ts";
import {
  type DevicePower,
  measurePower,
  REAL_WORLD,
  totalPower,
  waitUntilSteady,
  type World,
} from "./measure_power.ts";

/** How long to measure, and where to keep it. */
export interface BaselineOptions {
  /** Seconds to measure over, once the power is steady; 1 to 3600. */
  readonly seconds: number;
  /** Folder that keeps it; "footnotes"; null writes nothing. */
  readonly directory?: string | null | undefined;
}

/** A CPU less busy than this is at rest. Judgement. */
const AT_REST = 0.1;
/** Power that has not become steady within this is measured as it is, in s: thrice the time asked for, within these. Judgement. */
const STEADY_WITHIN = { least: 10, most: 60 } as const;

/**
 * Power of the machine's devices at rest, in W, with its 90 % interval and device by device.
 *
 * Waits until the power is steady, at most thrice the seconds (10 to 60 s), and says whether a compute context was open: that alone draws 26 to 66 W on a board. Kept in
 * `machine-HOSTNAME.json`; later runs say beside their energy how much of it was above idle. Their energy stays the whole.
 * @throws {TypeError} If `seconds` is no number, or `directory` no text.
 * @throws {RangeError} If `seconds` is not between 1 and 3600.
 * @example One second, kept nowhere
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { measureBaseline } from "@footnote/footnote";
 * const { powerWatts, range } = await measureBaseline({ seconds: 1, directory: null });
 * ok(range[0] <= powerWatts && powerWatts <= range[1]);
 * ```
 */
export async function measureBaseline(options: BaselineOptions): Promise<Baseline> {
  check(options);
  const { seconds, directory: given = "footnotes" } = options;
  const directory = given === null ? null : homePath(given, "measure the baseline", "directory");
  const { found, notes: foundNotes } = await findSources();
  const sources = found.map(({ source }) => source);
  const notes: Note[] = [...foundNotes];
  try {
    const utilization = await openUtilization().catch(() => undefined);
    utilization?.();
    const baseline = await baselineOf(sources, { seconds, contexts: contexts(notes), notes });
    if (directory !== null && baseline.perDevice.length > 0) {
      const rested = (utilization?.().utilization ?? 1) <= AT_REST;
      await keep(directory, baseline, rested ? packagesOf(sources) : [], notes);
    }
    return showingBaseline(baseline);
  } finally {
    for (const source of sources) await source[Symbol.asyncDispose]?.();
  }
}

/** The baseline of open sources; `notes` grows by what there is to say. */
export async function baselineOf(
  sources: readonly DevicePower["source"][],
  { seconds, contexts, notes, world = REAL_WORLD }: {
    readonly seconds: number;
    readonly contexts: readonly string[];
    readonly notes: Note[];
    readonly world?: World;
  },
): Promise<Baseline> {
  const withinSeconds = Math.min(
    STEADY_WITHIN.most,
    Math.max(STEADY_WITHIN.least, Math.round(3 * seconds)),
  );
  if (sources.length > 0 && !await waitUntilSteady(sources, withinSeconds, world)) {
    notes.push({
      code: "not-steady",
      message:
        `Not at rest: the power had not become steady within ${withinSeconds} s, something else runs`,
      hint: "close what computes, and measure again",
    });
  }
  if (contexts.length > 0) {
    notes.push({
      code: "context-open",
      message: `A compute context was open on ${
        contexts.join(", ")
      }: it alone keeps a board 26 to 66 W above its rest`,
      hint: "restart the kernels that hold one, and measure again",
    });
  }
  const devices = sources.length === 0 ? [] : await measurePower(sources, seconds, world);
  const read = new Set(devices.map(({ source }) => source));
  for (const { device, name } of sources.filter((source) => !read.has(source))) {
    notes.push({
      code: "no-reading",
      device,
      message: `Not counted: ${name} (${device}) gave no reading`,
    });
  }
  if (devices.length === 0) {
    notes.push({
      code: "nothing-measured",
      message: "Nothing measured: no power source of this machine could be read or modelled",
      hint: "doctor() shows what this machine can measure, and how to open it",
    });
  }
  return {
    ...totalPower(devices),
    perDevice: devices.map(({ source, powerWatts }) => ({ device: source.device, powerWatts })),
    contextOpen: contexts.length > 0,
    notes,
  };
}

function contexts(notes: Note[]): readonly string[] {
  try {
    return openContexts();
  } catch (thrown) {
    notes.push({
      code: "context-unknown",
      message: `Not known whether a compute context is open: ${firstLine(thrown)}`,
    });
    return [];
  }
}

/** Names of the CPU's packages that are measured. */
function packagesOf(sources: readonly DevicePower["source"][]): readonly string[] {
  return sources.filter(({ kind, basis }) => kind === "cpu" && basis === "measured")
    .map(({ device }) => device);
}

/** Writes the baseline down, and what a package draws at rest. */
async function keep(
  directory: string,
  baseline: Baseline,
  packages: readonly string[],
  notes: Note[],
): Promise<void> {
  try {
    const { hostname, cpu } = await describeMachine();
    const rested = baseline.perDevice.filter(({ device }) => packages.includes(device));
    const watts = rested.reduce((sum, { powerWatts }) => sum + powerWatts, 0);
    await writeMachineFile({ directory, hostname, cpu: cpu.name }, {
      ...(rested.length === 0 ? {} : { idleWatts: watts / (cpu.sockets ?? rested.length) }),
      baseline: {
        powerWatts: baseline.powerWatts,
        perDevice: baseline.perDevice,
        madeAt: new Date().toISOString(),
      },
    });
  } catch (thrown) {
    notes.push({ code: "not-kept", message: `Not kept: ${firstLine(thrown)}` });
  }
}

function check({ seconds, directory }: BaselineOptions): void {
  if (typeof seconds !== "number") {
    throw new TypeError(
      `Cannot measure the baseline as "seconds" must be a number: current value is ${
        shownValue(seconds)
      }`,
    );
  }
  if (!(seconds >= 1 && seconds <= 3600)) {
    throw new RangeError(
      `Cannot measure the baseline as "seconds" must be a number from 1 to 3600: current value is ${
        shownValue(seconds)
      }`,
    );
  }
  if (directory !== undefined && directory !== null && typeof directory !== "string") {
    throw new TypeError(
      `Cannot measure the baseline as "directory" must be a text or null: current value is ${
        shownValue(directory)
      }`,
    );
  }
}
