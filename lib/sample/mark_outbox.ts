/** Marks on their way to the workers: where they come close together they travel together, for a message costs more than all else of a mark. */
import type { PostedMark } from "./job.ts";

/**
 * Two marks go at once in so long, in s: the end of an epoch and the start of the next. Those that follow wait until it is over: the worker cuts
 * marks so close together by its ordinary readings anyway.
 */
const TOGETHER_SECONDS = 0.05;
/** Marks that wait are so many at most. */
const MOST_WAITING = 256;

/** The marks of one run that are not posted yet. */
export class MarkOutbox {
  readonly #post: (marks: readonly PostedMark[]) => void;
  #waiting: PostedMark[] = [];
  /** When the latest two messages went. */
  #posted: readonly [number, number] = [-Infinity, -Infinity];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (marks: readonly PostedMark[]) => void) {
    this.#post = post;
  }

  /** Posts a mark, now or with those that follow it closely. */
  add(mark: PostedMark): void {
    this.#waiting.push(mark);
    const { atSeconds } = mark.mark;
    if (
      atSeconds - this.#posted[0] >= TOGETHER_SECONDS || this.#waiting.length >= MOST_WAITING
    ) {
      // Where many come close together, one message in so long is enough.
      this.#posted = [this.#waiting.length > 2 ? atSeconds : this.#posted[1], atSeconds];
      this.flush();
    } else {
      // For a cell that yields and marks no more; in one that blocks, the next mark takes these along.
      this.#timer ??= setTimeout(() => this.flush(), TOGETHER_SECONDS * 1000);
    }
  }

  /** Posts what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const marks = this.#waiting;
    this.#waiting = [];
    this.#post(marks);
  }
}
