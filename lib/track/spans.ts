/** Named parts of a run, cut out of the same curve as the epochs; they may nest and overlap and are never added to the total. */
import type { StretchLedger } from "../inside_run.ts";
import type { Sample } from "../sample/curve.ts";
import type { Sampler } from "../sample/sampler.ts";

interface BookedSpan {
  readonly id: number;
  readonly name: string;
  readonly parent: string | undefined;
  readonly from: Sample;
  readonly fromMark: number;
  to?: Sample;
  toMark?: number;
  complete: boolean;
}

/** What of the runtime's storage for a chain of calls is used. */
interface CallStorage<T> {
  getStore(): T | undefined;
  run<R>(value: T, work: () => R): R;
}

/**
 * The runtime's `AsyncLocalStorage`, when the first span begins: an import would cost everybody 10 to 30 ms and some MB, and one that is
 * awaited would start the first span's work too late for code that never yields.
 */
function storageClass(): new <T>() => CallStorage<T> {
  const { process } = globalThis as unknown as {
    readonly process: {
      getBuiltinModule(name: string): { readonly AsyncLocalStorage: new <T>() => CallStorage<T> };
    };
  };
  return process.getBuiltinModule("node:async_hooks").AsyncLocalStorage;
}

/** The spans of one run. */
export class SpanBook {
  readonly #sampler: Sampler;
  readonly #spans: BookedSpan[] = [];
  /** Which span a piece of code runs in, also across `await`: spans of parallel work do not nest. */
  #around: CallStorage<BookedSpan> | undefined;

  constructor(sampler: Sampler) {
    this.#sampler = sampler;
  }

  /** Runs the work as a span. What it throws comes through; the span is then not complete. */
  async run<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const around = this.#around ??= new (storageClass())<BookedSpan>();
    const parent = around.getStore()?.name;
    const id = this.#spans.length;
    const from = this.#sampler.current();
    const fromMark = this.#sampler.mark({
      what: "span-start",
      id,
      name,
      ...(parent === undefined ? {} : { parent }),
    }, from);
    const span: BookedSpan = { id, name, parent, from, fromMark, complete: false };
    this.#spans.push(span);
    let complete = false;
    try {
      const result = await around.run(span, work);
      complete = true;
      return result;
    } finally {
      this.#end(span, complete);
    }
  }

  /** Ends what is still open. */
  endAll(): void {
    for (const span of this.#spans) this.#end(span, false);
  }

  #end(span: BookedSpan, complete: boolean): void {
    if (span.to !== undefined) return;
    span.complete = complete;
    span.to = this.#sampler.current();
    span.toMark = this.#sampler.mark({ what: "span-end", id: span.id, complete }, span.to);
  }

  /** The spans cut out of the finished curve. */
  ledger(): (StretchLedger & { readonly name: string; readonly parent?: string })[] {
    return this.#spans.map(({ name, parent, from, fromMark, to, toMark, complete }) => {
      const begin = this.#sampler.cut(fromMark) ?? from.joules;
      const end = (toMark === undefined ? undefined : this.#sampler.cut(toMark)) ?? to?.joules ??
        begin;
      return {
        name,
        ...(parent === undefined ? {} : { parent }),
        startedAtSeconds: from.atSeconds,
        durationSeconds: Math.max(0, (to?.atSeconds ?? from.atSeconds) - from.atSeconds),
        joules: end.map((joules, device) => Math.max(0, joules - (begin[device] ?? 0))),
        complete,
        metrics: {},
      };
    });
  }
}
