/**
 * Which thread reads which source. Sources given as data go to the worker; one whose first look took long gets a worker of its
 * own, so that it stalls nobody; one that is an object of the user's stays on the calling thread.
 */
import type { PowerSource, Reading, SourceDescription } from "../model.ts";
import { firstLine } from "../errors.ts";
import { monotonicSeconds } from "./clock.ts";
import { ANSWER_SECONDS, type LongestStretch, SLOW_SECONDS } from "./lane.ts";

/** Workers are not free (10 MB each): at most so many for slow sources, which then share them. */
const MOST_SLOW_WORKERS = 8;

/** A source, and its description where it has one. */
export interface SampledSource {
  readonly source: PowerSource;
  readonly description?: SourceDescription | undefined;
  /** What its description calls it, where that is not its device: two descriptions may give one name. */
  readonly opens?: string | undefined;
}

/** A source after its first look. */
export interface LookedAt extends SampledSource {
  /** The reading, its time on this thread's monotonic clock. */
  readonly first: Reading;
  readonly slow: boolean;
}

/** Sources that are read together. */
export interface LanePlan {
  readonly thread: "worker" | "slow-worker" | "calling";
  readonly sources: readonly LookedAt[];
}

/** Reads a source on this thread; a failure or a late answer is a gap. */
export async function readHere(source: PowerSource): Promise<Reading> {
  return (await lookAt(source)).reading;
}

/** A reading, and how long it took: of one that is there at once its own time alone, for who awaits it may have to wait for other work of this thread. */
async function lookAt(
  source: PowerSource,
): Promise<{ readonly reading: Reading; readonly tookSeconds: number }> {
  const before = monotonicSeconds();
  const took = (reading: Reading) => ({ reading, tookSeconds: monotonicSeconds() - before });
  try {
    const answer = source.read();
    if (!(answer instanceof Promise)) {
      return took({ ...answer, atSeconds: (before + monotonicSeconds()) / 2 });
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Reading>((resolve) => {
      timer = setTimeout(
        () => resolve({ kind: "gap", atSeconds: before, why: "no answer in time" }),
        ANSWER_SECONDS * 1000,
      );
    });
    const reading = await Promise.race([answer, late]).finally(() => clearTimeout(timer));
    return took({ ...reading, atSeconds: (before + monotonicSeconds()) / 2 });
  } catch (thrown) {
    return took({ kind: "gap", atSeconds: monotonicSeconds(), why: firstLine(thrown) });
  }
}

/** Looks at every source once and says where each is to be read. The order of the lanes is the order of the run's devices. */
export async function planLanes(sources: readonly SampledSource[]): Promise<LanePlan[]> {
  const looked: LookedAt[] = [];
  for (const sampled of sources) {
    const { reading, tookSeconds } = await lookAt(sampled.source);
    looked.push({ ...sampled, first: reading, slow: tookSeconds > SLOW_SECONDS });
  }
  const described = looked.filter(({ description }) => description !== undefined);
  const slow = described.filter((one) => one.slow);
  const plans: LanePlan[] = [{ thread: "worker", sources: described.filter((one) => !one.slow) }];
  const shares = Math.min(slow.length, MOST_SLOW_WORKERS);
  for (let share = 0; share < shares; share++) {
    plans.push({
      thread: "slow-worker",
      sources: slow.filter((_, index) => index % shares === share),
    });
  }
  const objects = looked.filter(({ description }) => description === undefined);
  if (objects.length > 0) plans.push({ thread: "calling", sources: objects });
  return plans;
}

/** Readings of a timer on the calling thread may lie this far apart: one that is later was blocked by the training. */
const LATE_TIMER_SECONDS = 1;
/** Those of a worker, which nobody blocks: one that is later hangs or has died. */
const LATE_WORKER_SECONDS = 3;
/** A worker takes a second to wake in a kernel, more on a busy machine: until then there may be one stretch from the start. */
export const WAKING_SECONDS = 5;

/** How long a stretch between two readings of a thread may be. */
export function longestStretch(
  thread: LanePlan["thread"],
  intervalSeconds: number,
): LongestStretch {
  const least = 5 * intervalSeconds;
  const laterSeconds = Math.max(
    thread === "calling" ? LATE_TIMER_SECONDS : LATE_WORKER_SECONDS,
    least,
  );
  return {
    laterSeconds,
    firstSeconds: thread === "calling" ? laterSeconds : Math.max(WAKING_SECONDS, least),
  };
}
