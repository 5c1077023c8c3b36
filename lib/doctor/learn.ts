/** Idle and full watts of this machine's CPU, measured once, so that its model is narrow where no counter can be read. */
import { firstLine } from "../errors.ts";
import type { Note, PowerSource } from "../model.ts";
import { cpuEndsOfWall } from "../hardware/cpu_ends_of_wall.ts";
import { CPU_BY_UTILIZATION } from "../hardware/power_models.ts";
import { readCpuInfo } from "../probe/cpu_info.ts";
import { openUtilization, type Utilization } from "../probe/cpu_time.ts";
import { findSources } from "../probe/find_sources.ts";
import { describeHost } from "../probe/host.ts";
import { describeMachine } from "../probe/machine.ts";
import { writeMachineFile } from "../probe/machine_file.ts";
import { psysSources } from "../probe/psys.ts";
import type { TreeOptions } from "../probe/sysfs.ts";
import { commandIn } from "./closed_rows.ts";
import { fullLoad } from "./full_load.ts";
import { measurePower, REAL_WORLD, waitUntilSteady, type World } from "./measure_power.ts";

/** Parts of the minute, in s. Fans and clocks need a few to settle under load. */
const SECONDS = { settle: 10, idle: 20, warm: 5, full: 25 } as const;
/** The ends are drawn out to 0 and 1 where the load came so near; below, they would be a guess. Judgement. */
const LEAST_FULL = 0.6;
const MOST_IDLE = 0.3;

/** Power at a load. */
export interface LoadPoint {
  /** Of all threads, 0..1. */
  readonly utilization: number;
  readonly powerWatts: number;
}

/** Watts of all packages at rest and with every thread busy, drawn out from two loads by the model's own bend; undefined where they lie too close or fall. */
export function endsOf(
  idle: LoadPoint,
  full: LoadPoint,
): { readonly idleWatts: number; readonly fullWatts: number } | undefined {
  if (idle.utilization > MOST_IDLE || full.utilization < LEAST_FULL) return undefined;
  const bend = ({ utilization }: LoadPoint) => utilization ** CPU_BY_UTILIZATION.exponent;
  const rise = (full.powerWatts - idle.powerWatts) / (bend(full) - bend(idle));
  const idleWatts = Math.max(0, idle.powerWatts - rise * bend(idle));
  return rise > 0 && idle.powerWatts >= 0 ? { idleWatts, fullWatts: idleWatts + rise } : undefined;
}

/** How the ends are learned; for tests another world and another load. */
export interface LearnOptions {
  readonly directory: string;
  readonly root?: string | undefined;
  /** A meter of the whole machine, for a CPU that shows no counter. */
  readonly meter?: PowerSource | undefined;
  readonly world?: World | undefined;
  readonly startLoad?: ((seconds: number) => () => void) | undefined;
  readonly utilization?: (() => Utilization) | undefined;
}

/** Learns both ends and writes them down; says in a sentence what came of it. */
export async function learnEnds(options: LearnOptions): Promise<{ readonly message: string }> {
  const { root, world = REAL_WORLD } = options;
  const tree = root === undefined ? {} : { root };
  const { found, notes } = await findSources({ ...tree, components: ["cpu"] });
  const sources = found.map(({ source }) => source);
  const opened: PowerSource[] = [...sources];
  try {
    const own = sources.filter(({ basis }) => basis === "measured");
    const meter = own.length > 0 ? undefined : await meterOf(options, tree, opened);
    const counters = meter === undefined ? own : [meter];
    if (counters.length === 0) return { message: `Not learned: ${whyNot(notes)}` };
    const machine = await describeMachine(tree);
    const threads = machine.cpu.threads;
    const utilization = options.utilization ?? await openUtilization(tree);
    if (utilization === undefined) {
      return { message: "Not learned: this system does not say how busy it is" };
    }
    await waitUntilSteady(counters, SECONDS.settle, world);
    const idle = await loadPoint(counters, utilization, SECONDS.idle, world);
    if (idle.utilization > MOST_IDLE) return { message: `Not learned: ${tooBusy(idle)}` };
    const startLoad = options.startLoad ?? ((seconds: number) => fullLoad(threads, seconds));
    const stopLoad = startLoad(SECONDS.warm + SECONDS.full + 5);
    let full: LoadPoint;
    try {
      await world.sleep(SECONDS.warm);
      full = await loadPoint(counters, utilization, SECONDS.full, world);
    } finally {
      stopLoad();
    }
    const read = endsOf(idle, full);
    const ends = read && (meter === undefined ? read : cpuEndsOfWall({
      ...read,
      form: formOf(meter, tree),
      memoryGb: machine.memoryGb,
    }));
    if (ends === undefined) return { message: `Not learned: ${whyUnequal(full)}` };
    const sockets = machine.cpu.sockets ?? (meter === undefined ? counters.length : 1);
    const each = {
      ...ends,
      idleWatts: ends.idleWatts / sockets,
      fullWatts: ends.fullWatts / sockets,
    };
    const { hostname, cpu } = machine;
    const path = await writeMachineFile(
      { directory: options.directory, hostname, cpu: cpu.name },
      each,
    );
    const watts = (value: number) => Number(value.toPrecision(3));
    return {
      message: `Learned: the CPU draws ${watts(ends.idleWatts)} W at rest and ${
        watts(ends.fullWatts)
      } W at full load${
        meter === undefined
          ? ""
          : `, as "${meter.name}" of the whole machine tells (${watts(read?.idleWatts ?? 0)} to ${
            watts(read?.fullWatts ?? 0)
          } W)`
      }; kept in ${path} for its model`,
    };
  } catch (thrown) {
    return { message: `Not learned: ${firstLine(thrown)}` };
  } finally {
    for (const source of opened) await source[Symbol.asyncDispose]?.();
  }
}

/** The meter that was handed in, else the platform's own counter where it can be read; what is opened here is told, to be closed. */
async function meterOf(
  { meter }: LearnOptions,
  tree: TreeOptions,
  opened: PowerSource[],
): Promise<PowerSource | undefined> {
  if (meter !== undefined) {
    if (typeof meter?.read === "function") return meter;
    throw new TypeError("the meter is no source, such as wallSource({ … }) gives");
  }
  const platform = await psysSources(tree).catch(() => []);
  opened.push(...platform);
  for (const source of platform) if ((await source.read()).kind === "counter") return source;
  return undefined;
}

/** Where a meter sits: behind the power supply's losses, or, as the platform's own counter, before them. */
function formOf(meter: PowerSource, { root = "" }: TreeOptions): "server" | "desktop" | "inside" {
  if (meter.source === "psys") return "inside";
  const { form } = describeHost(root, readCpuInfo({ root }));
  return form === "desktop" ? "desktop" : form === "laptop" ? "inside" : "server";
}

async function loadPoint(
  counters: readonly PowerSource[],
  utilization: () => Utilization,
  seconds: number,
  world: World,
): Promise<LoadPoint> {
  utilization(); // from here on
  const devices = await measurePower(counters, seconds, world);
  return {
    utilization: utilization().utilization,
    powerWatts: devices.reduce((sum, { powerWatts }) => sum + powerWatts, 0),
  };
}

function whyNot(notes: readonly Note[]): string {
  const closed = notes.find(({ code }) => code === "rapl-closed" || code === "permission-missing");
  if (closed === undefined) {
    return "this machine shows no energy counter of its CPU, and no meter was named (doctor({ learn: true, meter: wallSource({ … }) }))";
  }
  const command = closed.hint === undefined ? "" : `: ${commandIn(closed.hint)}`;
  return `the CPU's counters are closed${command}`;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function tooBusy({ utilization }: LoadPoint): string {
  return `the machine was ${percent(utilization)} busy while it was to rest`;
}

function whyUnequal(full: LoadPoint): string {
  if (full.utilization < LEAST_FULL) {
    return `only ${
      percent(full.utilization)
    } of the machine could be kept busy (a quota, or other users)`;
  }
  return "the power did not rise under load";
}
