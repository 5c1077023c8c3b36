/** The marks of a run on the calling thread: set here, cut by the workers, fetched from their boards. */
import type { Board } from "./board.ts";
import { joulesUntil } from "./cut.ts";
import type { Mark } from "./mark_cutter.ts";
import type { TracePoint } from "../model.ts";

/**
 * A counter that ticks shows the energy of its last tick: a worker that begins no later than this after a mark and follows the ticks knows
 * more of it than the reading taken here.
 */
const TICKS_FOLLOWED_SECONDS = 0.15;

/** Cuts are fetched at least this often, counted in marks. */
const FETCH_EVERY = 64;

/** A board, and how many of the run's devices lie before its own. */
export interface MarkedBoard {
  readonly board: Board;
  readonly offset: number;
}

/** What was read on the calling thread at a mark, while the worker slept: joules of each device, where it was read. */
type Own = readonly (number | undefined)[];

/** Marks by their id, each with the joules of every device. */
export class MarkBook {
  readonly #boards: () => readonly MarkedBoard[];
  readonly #pending = new Map<number, number>();
  /** Marks that were cut before all readings behind them came: the devices that were guessed are cut again at the end. */
  readonly #guessed = new Map<
    number,
    { readonly atSeconds: number; readonly devices: readonly boolean[] }
  >();
  readonly #own = new Map<number, { readonly atSeconds: number; readonly joules: Own }>();
  readonly #cuts = new Map<number, readonly number[]>();
  /** Cuts that some boards have made and others not yet. */
  readonly #parts = new Map<number, { boards: number; joules: number[]; guessed: boolean[] }>();
  readonly #seen = new Map<Board, number>();
  #next = 0;

  constructor(boards: () => readonly MarkedBoard[]) {
    this.#boards = boards;
  }

  /** Sets a mark; `own`: what was read here at it. */
  set(atSeconds: number, own?: Own): Mark {
    const id = this.#next++;
    this.#pending.set(id, atSeconds);
    if (own?.some((joules) => joules !== undefined)) this.#own.set(id, { atSeconds, joules: own });
    // The boards keep only the latest cuts.
    if (this.#pending.size % FETCH_EVERY === 0) this.#fetch();
    return { id, atSeconds };
  }

  /** Joules of each device at a mark, once it is cut. */
  get(id: number): readonly number[] | undefined {
    this.#fetch();
    const cut = this.#cuts.get(id);
    return cut && this.#withOwn(id, cut);
  }

  /** Cuts what no worker came to cut, or only guessed, out of the finished traces. */
  finish(traces: readonly (readonly TracePoint[])[]): void {
    this.#fetch();
    const cutOut = (device: number, atSeconds: number) =>
      joulesUntil(traces[device] ?? [], atSeconds);
    for (const [id, { atSeconds, devices }] of this.#guessed) {
      const cut = this.#cuts.get(id) ?? [];
      this.#cuts.set(
        id,
        cut.map((joules, device) => devices[device] ? cutOut(device, atSeconds) : joules),
      );
    }
    for (const [id, atSeconds] of this.#pending) {
      this.#cuts.set(id, traces.map((_, device) => cutOut(device, atSeconds)));
    }
    this.#pending.clear();
    this.#guessed.clear();
  }

  /** A mark is cut when every board has cut it. */
  #fetch(): void {
    const boards = this.#boards();
    for (const { board, offset } of boards) {
      const { count, marks } = board.marksSince(this.#seen.get(board) ?? 0);
      this.#seen.set(board, count);
      for (const { id, joules, guessed } of marks) {
        const row = this.#parts.get(id) ?? { boards: 0, joules: [], guessed: [] };
        for (const [device, value] of joules.entries()) row.joules[offset + device] = value;
        row.boards++;
        for (const [device, value] of guessed.entries()) row.guessed[offset + device] = value;
        this.#parts.set(id, row);
        if (row.boards < boards.length) continue;
        this.#parts.delete(id);
        const atSeconds = this.#pending.get(id);
        if (row.guessed.includes(true) && atSeconds !== undefined) {
          this.#guessed.set(id, { atSeconds, devices: row.guessed });
        }
        this.#pending.delete(id);
        this.#cuts.set(id, row.joules);
      }
    }
  }

  /** A cut, with what was read here instead of the line that the worker draws through its first stretch. */
  #withOwn(id: number, cut: readonly number[]): readonly number[] {
    const own = this.#own.get(id);
    if (own === undefined) return cut;
    const boards = this.#boards();
    return cut.map((joules, device) => {
      const { board, offset } = boards.findLast((one) => one.offset <= device)!;
      const { tick, isInstant } = board.meter(device - offset);
      // What was read here of a gauge the worker has taken over, and has more besides.
      const follows = isInstant ||
        tick !== undefined && board.beganSeconds - own.atSeconds <= TICKS_FOLLOWED_SECONDS;
      return follows ? joules : own.joules[device] ?? joules;
    });
  }
}
