/** The live line of a run: in a notebook updated in place, also from a loop that never yields; in a terminal by the worker. */
import type { LiveState } from "../inside_run.ts";
import type { Note, Run, SourceDescription } from "../model.ts";
import { broadcastUpdate, inNotebook, show } from "../display/jupyter.ts";
import { liveHtml, liveText, summaryLine } from "../display/live_line.ts";
import { runCard } from "../display/run_card.ts";

/** At most five updates a second. */
const UPDATE_SECONDS = 0.2;
/** A terminal's line is gone by then, or the summary comes on a line of its own. */
const TERMINAL_SECONDS = 0.3;

/** Where a run may be seen while it runs. */
export interface LiveLine {
  /** Handed to the worker: the line in a terminal. */
  readonly listeners: readonly SourceDescription[];
  /** Shows the line of a run that is about to begin. */
  begin(nothing: LiveState): Promise<void>;
  /** From now on the line shows the run. */
  follow(state: () => LiveState): void;
  /** Shows the state, if the last update is long enough ago. Cheap, never throws. */
  update(): void;
  /** The longest time for which the line stood still, in s; 0 where no line depends on being called. */
  readonly stillSeconds: number;
  /** Takes the line's place: the summary, or the card of a run that failed. */
  end(run: Run, ended: Promise<unknown>, record?: string): Promise<void>;
}

/** Never called: fetched with this package, for the worker cannot load it over http while the calling thread blocks. */
export const terminalLineAtHand = (): Promise<unknown> => import("../display/terminal_line.ts");

/** The live line as the options want it. */
export function liveLine(options: LiveOptions): LiveLine {
  if (options.quiet) {
    return {
      listeners: [],
      begin: () => Promise.resolve(),
      follow() {},
      update() {},
      stillSeconds: 0,
      end: () => Promise.resolve(),
    };
  }
  return inNotebook() ? notebookLine(options.live ?? true) : terminalLine(options);
}

/** What the line is told of the run's options. */
export interface LiveOptions {
  readonly name?: string | undefined;
  readonly live?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly predictAfterEpochs: number;
  readonly budget?: LiveState["budget"];
}

/** A line that stands still for longer looks as if it had died (judgement). */
const LONG_STILL_SECONDS = 10;

/** The note of a line that a blocking loop held up for long. */
export function stillNotes(stillSeconds: number): Note[] {
  if (!(stillSeconds > LONG_STILL_SECONDS)) return [];
  return [{
    code: "live-still",
    message: `The live line stood still for up to ${
      Math.round(stillSeconds)
    } s, as the loop called nothing of ours meanwhile; the readings went on`,
    hint: "call epoch.step(done, of) in the loop over the batches: it moves the line",
  }];
}

/** A run that ended in an error shows its card: nobody will get to show the run. */
function wantsCard(run: Run): boolean {
  return run.status === "failed" || run.status === "interrupted";
}

function notebookLine(live: boolean): LiveLine {
  const id = `footnote-${crypto.randomUUID()}`;
  let state: (() => LiveState) | undefined;
  let shownLine = false;
  let last = -Infinity;
  let stillSeconds = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const update = () => {
    const now = performance.now() / 1000;
    if (state === undefined || now - last < UPDATE_SECONDS) return;
    if (last > 0) stillSeconds = Math.max(stillSeconds, now - last);
    last = now;
    try {
      const shown = state();
      broadcastUpdate(id, { "text/html": liveHtml(shown), "text/plain": liveText(shown) });
    } catch {
      // A line that cannot be drawn is left out: the training goes on.
    }
  };
  return {
    listeners: [],
    async begin(nothing) {
      if (live) {
        await show({ "text/html": liveHtml(nothing), "text/plain": liveText(nothing) }, { id });
      }
      shownLine = live;
    },
    follow(given) {
      if (!shownLine) return;
      state = given;
      last = performance.now() / 1000;
      // For cells that yield; in a blocking loop our own calls move the line.
      timer = setInterval(update, UPDATE_SECONDS * 1000);
    },
    update,
    get stillSeconds() {
      return state === undefined ? 0 : Math.max(stillSeconds, performance.now() / 1000 - last);
    },
    async end(run, _ended, record) {
      clearInterval(timer);
      const { html, text, latex } = wantsCard(run) ? runCard(run, { record }) : summaryLine(run);
      await show(
        { "text/html": html, "text/latex": latex, "text/plain": text },
        shownLine ? { id, update: true } : {},
      );
      state = undefined;
    },
  };
}

function terminalLine({ name, live, predictAfterEpochs, budget }: LiveOptions): LiveLine {
  const isTerminal = (live ?? true) && Deno.stderr.isTerminal();
  return {
    listeners: isTerminal
      ? [{
        module: new URL("../display/terminal_line.ts", import.meta.url).href,
        name: "terminalLine",
        options: {
          ...terminalOptions(),
          name,
          predictAfterEpochs,
          ...(budget === undefined ? {} : { budget }),
        },
      }]
      : [],
    begin: () => Promise.resolve(),
    follow() {},
    update() {},
    // The worker draws it, whatever the loop does.
    stillSeconds: 0,
    async end(run, ended, record) {
      if (isTerminal) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await Promise.race([
          ended,
          new Promise((resolve) => timer = setTimeout(resolve, TERMINAL_SECONDS * 1000)),
        ]);
        clearTimeout(timer);
      }
      const { text } = wantsCard(run) ? runCard(run, { record }) : summaryLine(run);
      let bytes = new TextEncoder().encode(`${text}\n`);
      while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
    },
  };
}

function terminalOptions(): {
  readonly columns?: number;
  readonly unicode?: boolean;
  readonly color?: boolean;
} {
  const read = (name: string): string | undefined => {
    try {
      return Deno.env.get(name);
    } catch {
      return undefined;
    }
  };
  let columns: number | undefined;
  try {
    columns = Deno.consoleSize().columns;
  } catch {
    // Not a terminal after all, or no way to ask: the line's own width.
  }
  const locale = read("LC_ALL") || read("LC_CTYPE") || read("LANG") || "";
  return {
    ...(columns === undefined ? {} : { columns }),
    color: read("NO_COLOR") === undefined,
    unicode: Deno.build.os !== "linux" || /utf-?8/i.test(locale),
  };
}

/** Says one line where the user looks: under the cell, else in the terminal. Never throws. */
export function tell(line: string): void {
  try {
    if (inNotebook()) show({ "text/plain": line }).catch(() => {});
    else Deno.stderr.writeSync(new TextEncoder().encode(line));
  } catch {
    // Nobody can be told.
  }
}
