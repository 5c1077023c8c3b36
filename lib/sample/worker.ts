/**
 * The sampling worker: it reads the sources while the training blocks the calling thread, writes the record, and takes the Stop
 * button. Its graph is this folder, the floor and the modules it is told to open: no npm package.
 */
import type { JournalEntry, Listener, Tick } from "../inside_run.ts";
import type { PowerSource } from "../model.ts";
import { firstLine } from "../errors.ts";
import { Board } from "./board.ts";
import { monotonicSeconds, wallZeroMs } from "./clock.ts";
import { type FromWorker, type Job, type MarkEntry, openSources, type ToWorker } from "./job.ts";
import { Lane } from "./lane.ts";
import { longestStretch } from "./lanes.ts";
import { Sleeper } from "./sleeper.ts";

/** A second press of Stop counts as one when it comes this much later. */
const SECOND_STOP_SECONDS = 1;
/** Ticks are looked for again after so long, each time three times as long up to a minute: so their number in between stays sure. */
const LEARN_AGAIN_SECONDS = 0.2;
const LEARN_AT_MOST_SECONDS = 60;
/** Marks that come closer are cut by the ordinary readings. */
const FOLLOW_AGAIN_SECONDS = 0.05;
/** A pass over slow sources is followed by at least this much rest. */
const REST_SECONDS = 0.001;

/** What of a worker's global scope is used: the types here are those of the calling thread's program, whose graph this file is in. */
interface WorkerScope {
  readonly name: string;
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}
const scope = self as unknown as WorkerScope;

let armed: Armed | undefined;

/** One run in this worker. */
class Armed {
  readonly job: Job;
  /** Anew for each run, as the calling thread's: a kept worker may have slept with its machine. */
  readonly #wallZeroMs = wallZeroMs();
  readonly #lane: Promise<Lane>;
  #listeners: Listener[] = [];
  #opened: readonly PowerSource[] = [];
  #others: Board[] = [];
  readonly #sleeper = new Sleeper(() => this.#nowSeconds());
  #queue: Promise<unknown>;
  #loop: Promise<void>;
  #firstStop: number | undefined;
  readonly #marks = new Map<number, MarkEntry>();

  constructor(job: Job) {
    this.job = job;
    if (job.signals) listen(this.#onStop);
    this.#lane = this.#open();
    this.#queue = this.#lane;
    this.#loop = this.#run();
  }

  #nowSeconds = (): number =>
    monotonicSeconds() + (this.#wallZeroMs - this.job.wallZeroMs) / 1000 - this.job.zeroSeconds;

  async #open(): Promise<Lane> {
    const { job } = this;
    const opened = await Promise.all(
      job.descriptions.map((one) =>
        openSources([one], (description, thrown) =>
          this.#note(
            "source-not-opened",
            `A source was not opened: "${description.name}" failed in the worker (${
              firstLine(thrown)
            })`,
          ))
      ),
    );
    this.#opened = opened.flatMap((sources) => [...sources.values()]);
    const lane = new Lane({
      board: new Board(job.devices.length),
      sources: job.devices.map(({ description, opens }) => opened[description]?.get(opens)),
      nowSeconds: this.#nowSeconds,
      longest: longestStretch("worker", job.intervalSeconds),
    });
    lane.begin(job.starts, job.metered);
    lane.onCut = (mark, joules) => {
      const entry = this.#marks.get(mark.id);
      this.#marks.delete(mark.id);
      if (entry !== undefined) {
        this.#tell({ ...entry, joules: [...joules, ...this.#othersAt(mark.atSeconds)] });
      }
    };
    for (const listener of job.listeners) {
      try {
        const module = await import(listener.module);
        this.#listeners.push(module[listener.name](listener.options) as Listener);
      } catch (thrown) {
        this.#note(
          "listener-not-opened",
          `The run goes on without "${listener.name}": it failed in the worker (${
            firstLine(thrown)
          })`,
        );
      }
    }
    return lane;
  }

  /** Sleeps and reads, with no drift: each pass has its own instant. */
  async #run(): Promise<void> {
    const lane = await this.#lane;
    const { intervalSeconds } = this.job;
    await lane.learnTicks((seconds) => this.#sleeper.sleep(seconds));
    this.#nextFollow = -Infinity;
    let next = this.#nowSeconds();
    let learn = next + LEARN_AGAIN_SECONDS;
    let pause = LEARN_AGAIN_SECONDS;
    while (this.#sleeper.isAwake) {
      await lane.pass();
      if (!this.#sleeper.isAwake) break;
      this.#tellTick(lane);
      next += intervalSeconds;
      const now = this.#nowSeconds();
      // Readings that came too late are left out, not caught up with.
      if (next < now) {
        next = now + Math.max(REST_SECONDS, intervalSeconds - (now - next) % intervalSeconds);
      }
      await this.#sleeper.sleep(next - now);
      if (this.#sleeper.isAwake && now > learn) {
        pause = Math.min(3 * pause, LEARN_AT_MOST_SECONDS);
        learn = now + pause;
        // The readings go on meanwhile.
        lane.learnTicks(this.#sleeper.byTimer);
      }
    }
  }

  /** What is posted waits its turn: the run may still be opening its sources. */
  take(message: ToWorker): void {
    this.#queue = this.#queue.then(async () => {
      const lane = await this.#lane;
      if (message.type === "share") {
        const shared = new Board(this.job.devices.length, message.board);
        lane.moveTo(shared);
        this.#sleeper.watch(shared);
        this.#others = message.others.map(({ board, devices }) => new Board(devices, board));
      } else if (message.type === "marks") {
        for (const { mark, entry } of message.marks) {
          this.#marks.set(mark.id, entry);
          lane.cut(mark);
        }
        const last = message.marks.at(-1);
        if (last !== undefined) this.#follow(lane, last.mark.atSeconds);
      } else if (message.type === "look") {
        lane.followMark(message.atSeconds, this.#sleeper.byTimer);
      } else if (message.type === "entry") {
        this.#tell(message.entry);
      }
    });
  }

  /** A mark is followed unless one is being followed, or just was: epochs may be shorter than a tick. */
  #follow(lane: Lane, seconds: number): void {
    const now = this.#nowSeconds();
    if (now < this.#nextFollow) return;
    this.#nextFollow = now + FOLLOW_AGAIN_SECONDS;
    lane.followMark(seconds, this.#sleeper.byTimer);
  }
  /** While the ticks are being learnt the readings are dense anyway, and must not be taken before their ticks are known. */
  #nextFollow = Infinity;

  async end(): Promise<void> {
    if (this.job.signals) unlisten(this.#onStop);
    this.#sleeper.end();
    await this.#queue;
    await this.#loop;
    this.#tellTick(await this.#lane, true);
    this.#each((listener) => listener.close());
    for (const source of this.#opened) {
      try {
        await source[Symbol.asyncDispose]?.();
      } catch {
        // It is closed as far as it can be.
      }
    }
    post({ type: "disarmed", run: this.job.run });
  }

  #onStop = (): void => {
    const now = this.#nowSeconds();
    const first = this.#firstStop ??= now;
    this.#lane.then((lane) => {
      lane.board.addInterrupt();
      if (now - first < SECOND_STOP_SECONDS || lane.board.heard) return;
      // Stop again, and the cell still blocks: nothing but the end of the process can help. The record is closed first.
      this.#tellTick(lane, true);
      this.#tell({ type: "closed", atSeconds: now, status: "interrupted", stoppedBy: "you" });
      this.#each((listener) => listener.close());
      Deno.kill(Deno.pid, "SIGKILL");
    });
  };

  #othersAt(seconds: number): number[] {
    return this.#others.flatMap((board) => {
      const copy = board.copy();
      return Array.from({ length: copy.devices }, (_, index) => {
        const meter = copy.meter(index);
        return Math.max(0, meter.joules - meter.watts * Math.max(0, meter.atSeconds - seconds));
      });
    });
  }

  /** Tells those who want it; `last`: all of them. */
  #tellTick(lane: Lane, last = false): void {
    const atSeconds = this.#nowSeconds();
    const wanting = last
      ? this.#listeners
      : this.#listeners.filter((listener) =>
        listener.wants?.(atSeconds, atSeconds + this.job.intervalSeconds) ?? true
      );
    if (wanting.length === 0) return;
    const boards = [lane.board, ...this.#others.map((board) => board.copy())];
    const meters = boards.flatMap((board) =>
      Array.from({ length: board.devices }, (_, index) => board.meter(index))
    );
    // Until the other lanes' memory is here their devices have drawn nothing that we know of.
    const pad = Math.max(0, this.job.devices.length + this.job.others - meters.length);
    const all = (
      pick: (meter: typeof meters[number]) => number,
    ) => [...meters.map(pick), ...new Array<number>(pad).fill(0)];
    const tick: Tick = {
      atSeconds,
      joules: all((meter) => meter.joules),
      lowJoules: all((meter) => meter.lowJoules),
      highJoules: all((meter) => meter.highJoules),
      watts: all((meter) => meter.watts),
      missingSeconds: all((meter) => meter.missingSeconds),
    };
    this.#each((listener) => wanting.includes(listener) && listener.tick(tick));
  }

  #tell(entry: JournalEntry): void {
    this.#each((listener) => listener.entry(entry));
  }

  /** Nobody who listens may stop the readings. */
  #each(tell: (listener: Listener) => void): void {
    this.#listeners = this.#listeners.filter((listener) => {
      try {
        tell(listener);
        const trouble = listener.trouble?.();
        if (trouble !== undefined) post({ type: "note", run: this.job.run, note: trouble });
        return true;
      } catch (thrown) {
        this.#note(
          "listener-failed",
          `The run goes on without its record or its line: ${firstLine(thrown)}`,
        );
        return false;
      }
    });
  }

  #note(code: string, message: string): void {
    post({ type: "note", run: this.job.run, note: { code, message } });
  }
}

/** A system without the signal has no Stop button here either; the readings go on. */
function listen(onStop: () => void): void {
  try {
    Deno.addSignalListener("SIGINT", onStop);
  } catch {
    // As above.
  }
}

function unlisten(onStop: () => void): void {
  try {
    Deno.removeSignalListener("SIGINT", onStop);
  } catch {
    // As above.
  }
}

function post(message: FromWorker): void {
  scope.postMessage(message);
}

scope.onmessage = ({ data }) => {
  if (data.type === "begin") {
    armed = new Armed(data.job);
  } else if (data.type === "disarm") {
    if (armed?.job.run === data.run) {
      const ending = armed;
      armed = undefined;
      ending.end();
    }
  } else if (armed?.job.run === data.run) {
    armed.take(data);
  }
};

// A worker is born with its first job in its name: it begins 0.5 s before the first message could reach it in a kernel.
if (scope.name.startsWith("{")) armed = new Armed(JSON.parse(scope.name) as Job);
