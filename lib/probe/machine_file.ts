/** What was once measured of this machine and is kept beside its runs: `machine-HOSTNAME.json`. */
import { firstLine, RecordError } from "../errors.ts";
import type { Range } from "../model.ts";
import { readCpuInfo } from "./cpu_info.ts";
import { nameByRuntime } from "./machine.ts";
import type { LearnedWatts } from "./model_start.ts";

/** The file's contents. */
export interface MachineFile {
  readonly version: 1;
  readonly hostname: string;
  /** As the machine reported it: of another CPU the figures say nothing. */
  readonly cpu: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Watts of one package at rest and with every thread busy. */
  readonly idleWatts?: number;
  readonly fullWatts?: number;
  /** Error of both as factors, where they were learned at a meter of the whole machine. */
  readonly endsRange?: Range;
  /** Watts of all devices at rest together, and of each. */
  readonly baseline?: {
    readonly powerWatts: number;
    readonly perDevice: readonly { readonly device: string; readonly powerWatts: number }[];
    readonly madeAt: string;
  };
}

/** Whose file, and where. */
export interface MachineFileOptions {
  readonly directory: string;
  readonly hostname: string;
  readonly cpu: string;
}

/** Path of a machine's file in a folder of records. */
export function machineFilePath({ directory, hostname }: MachineFileOptions): string {
  return `${directory}/machine-${hostname.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.json`;
}

/** The file; undefined where there is none, where it is of another machine or CPU, or where it is no such file. */
export async function readMachineFile(
  options: MachineFileOptions,
): Promise<MachineFile | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await Deno.readTextFile(machineFilePath(options)));
  } catch {
    return undefined; // nothing was learned here
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { version, hostname, cpu, madeAt, idleWatts, fullWatts, endsRange, baseline } =
    value as Partial<MachineFile>;
  if (version !== 1 || hostname !== options.hostname || cpu !== options.cpu) return undefined;
  const full = isWatts(fullWatts) && fullWatts > 0 && fullWatts >= (idleWatts ?? 0);
  return {
    version,
    hostname,
    cpu,
    madeAt: String(madeAt),
    ...(isWatts(idleWatts) ? { idleWatts } : {}),
    ...(full ? { fullWatts } : {}),
    ...(isFactors(endsRange) ? { endsRange } : {}),
    ...(isWatts(baseline?.powerWatts) && Array.isArray(baseline?.perDevice) ? { baseline } : {}),
  };
}

/** This machine's own file in a folder, without a look at its boards. */
export function readOwnFile(directory: string): Promise<MachineFile | undefined> {
  try {
    const cpu = readCpuInfo()?.name ?? nameByRuntime();
    return readMachineFile({ directory, hostname: Deno.hostname(), cpu });
  } catch {
    return Promise.resolve(undefined); // no permission to ask who we are
  }
}

/** Idle and full watts of one package, where they were learned. */
export function learnedWatts(file: MachineFile | undefined): LearnedWatts | undefined {
  const { idleWatts, fullWatts, endsRange } = file ?? {};
  if (idleWatts === undefined || fullWatts === undefined) return undefined;
  return { idleWatts, fullWatts, ...(endsRange === undefined ? {} : { endsRange }) };
}

/**
 * Writes what was measured, over what the file said of the same; gives its path.
 *
 * @throws {RecordError} If the folder cannot be written.
 */
export async function writeMachineFile(
  options: MachineFileOptions,
  measured: Partial<Pick<MachineFile, "idleWatts" | "fullWatts" | "endsRange" | "baseline">>,
): Promise<string> {
  const path = machineFilePath(options);
  const { endsRange, ...before } = await readMachineFile(options) ?? {};
  const file: MachineFile = {
    ...before,
    // Ends that are learned anew have an error of their own.
    ...(endsRange === undefined || measured.idleWatts !== undefined ? {} : { endsRange }),
    version: 1,
    hostname: options.hostname,
    cpu: options.cpu,
    madeAt: new Date().toISOString(),
    ...measured,
  };
  try {
    await Deno.mkdir(options.directory, { recursive: true });
    // Written beside and moved over: a run that reads it meanwhile sees the old one whole.
    const beside = `${path}.${crypto.randomUUID()}`;
    await Deno.writeTextFile(beside, `${JSON.stringify(file, undefined, 2)}\n`);
    await Deno.rename(beside, path);
  } catch (cause) {
    throw new RecordError(`Cannot write what was learned to "${path}": ${firstLine(cause)}`, {
      cause,
      hint: "start in a folder that you may write",
    });
  }
  return path;
}

function isFactors(value: unknown): value is Range {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isFinite)) return false;
  const [low, high] = value as [number, number];
  return low > 0 && low <= 1 && high >= 1;
}

function isWatts(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
