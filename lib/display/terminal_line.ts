/** The live line of a terminal, drawn in the worker: one line of at most 79 columns, at most five times a second. */
import type { JournalEntry, Listener, LiveState, RunStart, Tick } from "../inside_run.ts";
import type { Prediction } from "../model.ts";
import { countedJoules } from "../counted_joules.ts";
import { kwhOfJoules } from "../units.ts";
import { cleanText, cutMiddle } from "./escape.ts";
import { unreadWord } from "./not_measured.ts";
import { figureIn, figureText, givenText, plainText, scaleOf } from "./numbers.ts";
import { durationRangeText, durationText } from "./times.ts";

/** Options of `terminalLine()`, all plain data so that they cross into the worker. */
export interface TerminalLineOptions {
  /** Name of the run: the line may be drawn before the record has told it. */
  readonly name?: string | undefined;
  /** Width of the terminal; no more than 79 are used. */
  readonly columns?: number | undefined;
  /** Blocks and dots; by default where the locale is UTF-8 and NO_COLOR is not set. */
  readonly unicode?: boolean | undefined;
  /** A colour for words of caution; by default where NO_COLOR is not set. */
  readonly color?: boolean | undefined;
  /** After how many epochs the whole run is predicted: 1. */
  readonly predictAfterEpochs?: number | undefined;
  readonly budget?: LiveState["budget"];
  /** Where the line goes, for tests: the standard error. */
  readonly write?: ((text: string) => void) | undefined;
}

const MAX_COLUMNS = 79;
/** A fifth of a second, less what ten readings a second are unsure of. */
const MIN_SECONDS_BETWEEN = 0.199;
const BAR_COLUMNS = 10;
const SPARK_COLUMNS = 6;
const SPARK_SECONDS = 60;
const SPARKS = "▁▂▃▄▅▆▇█";

/** A listener that draws the line and takes it away when the run ends. */
export function terminalLine(options: TerminalLineOptions = {}): Listener {
  // A terminal that does not know its size says 0.
  const asked = Math.floor(options.columns ?? 0);
  const columns = asked > 0 ? Math.min(MAX_COLUMNS, asked) : MAX_COLUMNS;
  const color = options.color ?? !Deno.noColor;
  const unicode = options.unicode ?? (!Deno.noColor && localeIsUnicode());
  const write = options.write ?? writeToStderr;
  let run: RunStart | undefined;
  let intensityGramsPerKwh = 0;
  let epochsBegun = 0;
  let prediction: Prediction | undefined;
  let recent: { readonly atSeconds: number; readonly watts: number }[] = [];
  let drawnAt = -Infinity;
  let drawnColumns = 0;
  let broken = false;

  const put = (text: string) => {
    if (broken) return;
    try {
      write(text);
    } catch {
      // A terminal that is gone must not cost anyone a run.
      broken = true;
    }
  };
  const draw = (tick: Tick) => {
    const energyKwh = kwhOfJoules(counted(run, tick.joules, tick.atSeconds)) * (run?.pue ?? 1);
    const { text, color: warn } = composeLine({
      name: run?.name ?? options.name ?? "",
      epochsBegun,
      epochs: run?.plannedEpochs,
      elapsedSeconds: tick.atSeconds,
      watts: counted(run, tick.watts, 1),
      recent: recent.map(({ watts }) => watts),
      energyKwh,
      emissionsGrams: energyKwh * intensityGramsPerKwh,
      prediction,
      budget: options.budget,
      predictAfterEpochs: options.predictAfterEpochs ?? 1,
    }, { columns, unicode });
    const width = columnsOf(text);
    const painted = color && warn !== undefined
      ? text.replace(warn, `\u001b[33m${warn}\u001b[39m`)
      : text;
    put(`\r${painted}${" ".repeat(Math.max(0, drawnColumns - width))}`);
    drawnColumns = width;
  };

  return {
    tick(tick) {
      recent.push({ atSeconds: tick.atSeconds, watts: counted(run, tick.watts, 1) });
      if (tick.atSeconds - drawnAt < MIN_SECONDS_BETWEEN) return;
      drawnAt = tick.atSeconds;
      recent = recent.filter(({ atSeconds }) => atSeconds > tick.atSeconds - SPARK_SECONDS);
      draw(tick);
    },
    entry(entry: JournalEntry) {
      if (entry.type === "start") {
        run = entry.run;
        intensityGramsPerKwh = entry.run.intensities[0]?.intensityGramsPerKwh ?? 0;
      } else if (entry.type === "intensity") {
        intensityGramsPerKwh = entry.point.intensityGramsPerKwh;
      } else if (entry.type === "mark" && entry.what === "epoch-start") {
        epochsBegun++;
      } else if (entry.type === "prediction") {
        prediction = entry.prediction;
      }
    },
    close() {
      if (drawnColumns > 0) put(`\r${" ".repeat(drawnColumns)}\r`);
      drawnColumns = 0;
    },
  };
}

/** What the line is made of. */
export interface TerminalState {
  readonly name: string;
  readonly epochsBegun: number;
  readonly epochs: number | undefined;
  readonly elapsedSeconds: number;
  readonly watts: number;
  readonly recent: readonly number[];
  readonly energyKwh: number;
  readonly emissionsGrams: number;
  readonly prediction: Prediction | undefined;
  readonly budget: LiveState["budget"];
  readonly predictAfterEpochs: number;
}

/** The line in so many columns: the name is cut first, then the sparkline goes, then the time left, then the range. */
function composeLine(
  state: TerminalState,
  { columns, unicode }: { readonly columns: number; readonly unicode: boolean },
): { text: string; color?: string } {
  const { prediction, epochs, epochsBegun, energyKwh } = state;
  const clean = cleanText(state.name);
  const name = unicode ? clean : clean.replace(/[^\x20-\x7e]/gu, "?");
  const share = prediction !== undefined && prediction.energyKwh > 0
    ? energyKwh / prediction.energyKwh
    : epochs !== undefined && epochs > 0
    ? Math.max(0, epochsBegun - 1) / epochs
    : 0;
  const epoch = epochsBegun === 0
    ? ""
    : epochs === undefined
    ? `epoch ${epochsBegun}`
    : `${epochsBegun}/${epochs}`;
  const unread = unreadWord({ ...state, powerWatts: state.watts });
  const power = unread === undefined
    ? plainText(figureText("power", Math.max(0, state.watts)).short)
    : "";
  const spark = unicode ? sparkline(state.recent) : "";
  const { used, range, comma, after, warn } = wordsOf(state);
  const join = (pieces: readonly string[]) => pieces.filter((piece) => piece !== "").join(" ");
  const bar = `[${barOf(share, unicode)}]`;
  const tries: readonly (readonly string[])[] = [
    [bar, epoch, power, spark, used + range + comma, after],
    [bar, epoch, power, spark, used + range + comma, after.replace(/ left$/, "")],
    [bar, epoch, power, used + range + comma, after],
    [bar, epoch, power, used + range],
    [bar, epoch, power, used],
    [epoch, used],
    [used],
  ];
  for (const [index, pieces] of tries.entries()) {
    const rest = join(pieces);
    const room = columns - columnsOf(rest) - 1;
    // Eight columns of a name tell runs apart; below that something else has to go first.
    if (room >= Math.min(8, columnsOf(name)) || index === tries.length - 1) {
      const text = cutToColumns(join([cutToWidth(name, room, unicode ? "…" : "~"), rest]), columns);
      const color = warn !== undefined && text.includes(warn) ? { color: warn } : {};
      return { text, ...color };
    }
  }
  return { text: "" };
}

function wordsOf(
  { prediction, budget, energyKwh, emissionsGrams, elapsedSeconds, ...state }: TerminalState,
): { used: string; range: string; comma: string; after: string; warn?: string } {
  const running = plainText(durationText(elapsedSeconds));
  const unread = unreadWord({ energyKwh, powerWatts: state.watts, elapsedSeconds });
  if (unread !== undefined) return { used: unread, range: "", comma: ",", after: running };
  if (prediction === undefined) {
    const energy = plainText(figureText("energy", energyKwh).short);
    if (state.epochs !== undefined && state.predictAfterEpochs > 0) {
      return {
        used: energy,
        range: "",
        comma: ",",
        after: `prediction after epoch ${state.predictAfterEpochs}`,
      };
    }
    const emissions = plainText(figureText("emissions", emissionsGrams).short);
    // Before the record has told the grid's intensity nothing is known of them.
    const range = emissionsGrams > 0 ? `, ${emissions}` : "";
    return { used: energy, range, comma: ",", after: running };
  }
  const figure = { value: prediction.energyKwh, range: prediction.ranges.energyKwh };
  const scale = scaleOf("energy", [figure]);
  const whole = figureIn(scale, figure);
  const soFar = figureIn({ ...scale, place: Math.min(0, scale.place) }, { value: energyKwh });
  const used = `${soFar.value} of ${plainText(whole.short)}`;
  if ((prediction.chanceOverBudget ?? 0) >= 0.5) {
    const limit = budget === undefined
      ? ""
      : budget.of === "durationSeconds"
      ? ` ${durationText(budget.limit)}`
      : ` ${givenText(budget.of === "energyKwh" ? "energy" : "emissions", budget.limit)}`;
    const then = budget?.action === "stop" || budget?.action === "checkpoint" ? ": stop" : "";
    const warn = plainText(`over budget${limit}${then}`);
    return { used, range: "", comma: ",", after: warn, warn };
  }
  const left = Math.max(0, prediction.durationSeconds - elapsedSeconds);
  const leftText = plainText(durationRangeText(left, left));
  return { used, range: ` (${whole.range})`, comma: "", after: `${leftText} left` };
}

function barOf(share: number, unicode: boolean): string {
  const filled = Math.min(1, Math.max(0, share)) * BAR_COLUMNS;
  const whole = unicode ? Math.floor(filled) : Math.round(filled);
  const half = unicode && filled - whole >= 0.5 ? "▌" : "";
  return (unicode ? "█" : "#").repeat(whole) + half +
    (unicode ? "·" : "-").repeat(BAR_COLUMNS - whole - half.length);
}

/** Mean power of each sixth of the last minute, from zero up. */
function sparkline(watts: readonly number[]): string {
  if (watts.length < SPARK_COLUMNS) return "";
  const means = Array.from({ length: SPARK_COLUMNS }, (_, index) => {
    const some = watts.slice(
      Math.floor(index * watts.length / SPARK_COLUMNS),
      Math.floor((index + 1) * watts.length / SPARK_COLUMNS),
    );
    return some.reduce((sum, value) => sum + value, 0) / some.length;
  });
  const top = Math.max(...means);
  if (!(top > 0)) return "";
  return means.map((mean) => SPARKS[Math.round(Math.max(0, mean) / top * 7)]).join("");
}

/** Columns that text takes in a terminal: East Asian wide characters and emoji take two, marks none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/^[\p{Mn}\p{Me}\u200b-\u200f]$/u.test(character)) continue;
    columns +=
      /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]$/u
          .test(character) || character.codePointAt(0)! >= 0x1f300
        ? 2
        : 1;
  }
  return columns;
}

/** A name cut in the middle to so many columns; empty where there is no room for anything. */
function cutToWidth(text: string, columns: number, sign: string): string {
  if (columnsOf(text) <= columns) return text;
  for (let limit = Math.min(columns, text.length); limit > 1; limit--) {
    const cut = cutMiddle(text, limit).replace("…", sign);
    if (columnsOf(cut) <= columns) return cut;
  }
  return "";
}

/** The last resort in a terminal too narrow for any of it. */
function cutToColumns(text: string, columns: number): string {
  let cut = text;
  while (columnsOf(cut) > columns) cut = [...cut].slice(0, -1).join("");
  return cut;
}

/** Joules or watts as the account of the run counts them. */
function counted(run: RunStart | undefined, values: readonly number[], seconds: number): number {
  if (run === undefined) return values.reduce((sum, value) => sum + value, 0);
  const { devices, calibration, rest } = run;
  return countedJoules(devices, values, { durationSeconds: seconds, calibration, rest });
}

function localeIsUnicode(): boolean {
  try {
    const locale = Deno.env.get("LC_ALL") || Deno.env.get("LC_CTYPE") || Deno.env.get("LANG") || "";
    return /utf-?8/i.test(locale) || Deno.build.os !== "linux";
  } catch {
    return false;
  }
}

function writeToStderr(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}
