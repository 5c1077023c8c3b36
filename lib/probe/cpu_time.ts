/** How busy all threads of the machine were between two looks. */
import { isNotCapable, type TreeOptions } from "./sysfs.ts";

/** Time that the machine's threads have spent since it started, in any one unit. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/** How busy the machine was since the last look. */
export interface Utilization {
  /** Share of the threads' time, 0..1. */
  readonly utilization: number;
  /** Length of the time it is the mean of, in s; 0 where nothing was seen yet. */
  readonly overSeconds: number;
}

/**
 * Opens a meter of utilisation with a memory of its own: each look gives the mean since the last one that saw the clock tick.
 *
 * By `/proc/stat`; where that is not there or closed, by what the runtime knows (macOS, Windows). Undefined where neither is.
 */
export async function openUtilization(
  { root = "", nowSeconds = () => performance.now() / 1000 }: TreeOptions & {
    readonly nowSeconds?: () => number;
  } = {},
): Promise<(() => Utilization) | undefined> {
  const look = await timesReader(root);
  if (look === undefined) return undefined;
  let last: { readonly times: CpuTimes; readonly atSeconds: number } | undefined;
  let utilization = 0;
  return () => {
    const times = look();
    const atSeconds = nowSeconds();
    const before = last;
    const total = times.total - (before?.times.total ?? 0);
    if (before === undefined || total < 0) {
      last = { times, atSeconds };
      return { utilization, overSeconds: 0 };
    }
    // Kernel time moves in ticks of 10 ms: two looks within one have seen nothing.
    if (total === 0) return { utilization, overSeconds: 0 };
    last = { times, atSeconds };
    const busy = times.busy - before.times.busy;
    utilization = Math.min(1, Math.max(0, busy / total)); // idle time may run backwards a tick (proc(5))
    return { utilization, overSeconds: atSeconds - before.atSeconds };
  };
}

async function timesReader(root: string): Promise<(() => CpuTimes) | undefined> {
  const path = `${root}/proc/stat`;
  const fromProc = () => parseProcStat(Deno.readTextFileSync(path));
  let denied: unknown;
  try {
    fromProc();
    return fromProc;
  } catch (thrown) {
    if (isNotCapable(thrown)) denied = thrown;
  }
  if (root !== "") return undefined;
  try {
    const { cpus } = await import("node:os");
    const fromRuntime = (): CpuTimes => {
      let [busy, total] = [0, 0];
      for (const { times } of cpus()) {
        const working = times.user + times.nice + times.sys + times.irq;
        busy += working;
        total += working + times.idle;
      }
      return { busy, total };
    };
    if (fromRuntime().total > 0) return fromRuntime;
  } catch (thrown) {
    if (!isNotCapable(thrown)) throw thrown;
    denied ??= thrown;
  }
  if (denied !== undefined) throw denied;
  return undefined;
}

/**
 * Busy and total time of all threads in a text of `/proc/stat`, in ticks.
 *
 * Waiting for a disk is idle; time stolen by the host's other guests is no work of ours but time that went by. Guest time lies in user time.
 * @throws {Error} If the text has no such line.
 */
export function parseProcStat(text: string): CpuTimes {
  const line = /^cpu +(.*)$/m.exec(text)?.[1];
  const [user, nice, system, idle, iowait = 0, irq = 0, softirq = 0, steal = 0] =
    line?.split(/\s+/).map(Number) ?? [];
  if (user === undefined || nice === undefined || system === undefined || idle === undefined) {
    throw new Error(`Cannot parse CPU times as "/proc/stat" has no line "cpu"`);
  }
  const busy = user + nice + system + irq + softirq;
  return { busy, total: busy + idle + iowait + steal };
}
