/** Whose work was it: a run counts the whole machine, and on a shared one others work too. */
import type { Note } from "../model.ts";
import { openUtilization } from "../probe/cpu_time.ts";
import { treeTicks } from "../probe/process_tree.ts";

/** Ticks of the CPU's clocks in a second, as Linux counts them for programs: a constant of its interface (proc(5)). */
const TICKS_A_SECOND = 100;
/** Others that had a smaller part of the CPU time are not worth a note. */
const WORTH_SHARE = 0.2;
/** In a run shorter than this the ticks tell nothing. */
const WORTH_SECONDS = 1;

/** Begins to watch; the answer, at the end, is a note where others had much of the CPU time. Without Linux's /proc: none. */
export async function watchOthers(threads: number): Promise<() => Note[]> {
  try {
    const look = await openUtilization({});
    if (look === undefined) return () => [];
    look();
    const before = treeTicks();
    return () => noteOf(look(), (treeTicks() - before) / TICKS_A_SECOND, threads);
  } catch {
    return () => [];
  }
}

/** The note, from how busy the machine was and the CPU time of the own programs. */
export function noteOf(
  { utilization, overSeconds }: { readonly utilization: number; readonly overSeconds: number },
  ownSeconds: number,
  threads: number,
): Note[] {
  const busySeconds = utilization * overSeconds * threads;
  if (!(overSeconds >= WORTH_SECONDS) || !(busySeconds > 0)) return [];
  const others = 1 - ownSeconds / busySeconds;
  if (!(others >= WORTH_SHARE)) return [];
  return [{
    code: "others-counted",
    message: `Others counted: other programs had ${
      Math.round(100 * Math.min(1, others))
    } % of the CPU time of this run, and the figures are the whole machine's`,
    hint: 'track({ scope: "process" }, …) counts this process\'s share',
  }];
}
