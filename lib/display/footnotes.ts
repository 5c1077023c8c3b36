/** Notes as footnotes: numbered by what they cost the interval, called where the figure stands. */
import { isGuess } from "./place_words.ts";
import { NARROW_SPACE } from "./numbers.ts";
import { withCode } from "./code_spans.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import type { Note, Run } from "../model.ts";

/** So many notes are set in full; the others are folded away. */
const NOTES_SHOWN = 5;

/** A note with its number and the place on the page that calls it. */
export interface Footnote {
  readonly number: number;
  readonly note: Note;
  readonly anchor: Anchor;
}
/** What a note is about: a device by its name, the energy, the place, the grid's intensity, the PUE, the time, how it ended, or the run as such. */
export type Anchor =
  | { readonly device: string }
  | "energy"
  | "status"
  | "place"
  | "intensity"
  | "pue"
  | "boundary"
  | "duration"
  | "run";

/** What notes are about that name no device, by words of their code. */
const ANCHORS: readonly (readonly [RegExp, Exclude<Anchor, { device: string }>])[] = [
  [/(^|-)pue(-|$)|facility|building/, "pue"],
  [/(^|-)rest(-|$)|meter|calibrat/, "boundary"],
  [/place|zone|guess/, "place"],
  [/intensity|grid|forecast|hourly|provider/, "intensity"],
  [/missing|overlap|clock|suspend|gap/, "duration"],
  [
    /^(others-counted|process-only|machine-total|devices-added|imported)$|actual|unwatched/,
    "energy",
  ],
  [/^(budget|stop-unheard|epochs-not-completed)$/, "status"],
];

/** Notes that say the figures may be of another thing altogether, or that the run went otherwise than it was asked to: these are never folded away. */
const LEADING = /^(nothing-measured|stop-unheard|epochs-not-completed)$|-unlikely$/;

/** The notes of a run in the order of what they cost its interval, the most costly first; equal ones as they came. */
export function footnotesOf(run: Run): readonly Footnote[] {
  const seen = new Set<string>();
  const notes = run.notes.filter(({ message, hint, device }) => {
    const key = JSON.stringify([message, hint, device]);
    return !seen.has(key) && seen.add(key);
  });
  return notes
    .map((note) => ({ note, anchor: anchorOf(note, run) }))
    .map((one) => ({
      ...one,
      cost: LEADING.test(one.note.code) ? Infinity : costOf(one.anchor, run),
    }))
    .sort((a, b) => b.cost - a.cost)
    .map(({ note, anchor }, index) => ({ number: index + 1, note, anchor }));
}

/** The call of the notes that are about something, for the place where it stands. */
export function callOf(footnotes: readonly Footnote[], about: Anchor): Piece {
  const key = JSON.stringify(about);
  return {
    notes: footnotes.filter(({ anchor }) => JSON.stringify(anchor) === key)
      .map(({ number }) => number),
  };
}

/** A note as a line: the cause in bold, then the consequence, then the next step with its command in code. */
export function noteLine({ message: said, hint }: Note): readonly Piece[] {
  // Written in plain text, a figure would be left at the end of a line and its unit begin the next.
  const message = said.replace(/(?<=\d) (?=%|[mkMG]?Wh?\b|[mk]?gCO2eq\b)/g, NARROW_SPACE);
  const [cause, consequence] = splitCause(message);
  const pieces: Piece[] = cause === "" ? [] : [{ text: cause, as: "strong" }];
  pieces.push(...withCode(consequence));
  if (hint !== undefined && hint !== "") {
    const end = /[.:;!?]$/.test(message.trim()) ? " " : ". ";
    const [first, ...rest] = withCode(hint);
    pieces.push(
      { text: end, as: "muted" },
      ...(first === undefined ? [] : [capitalised(first)]),
      ...rest,
    );
  }
  return pieces;
}

/** The notes as an ordered list, those past the fifth under a fold; nothing where there are none. */
export function notesHtml(footnotes: readonly Footnote[]): string {
  if (footnotes.length === 0) return "";
  const list = (some: readonly Footnote[]) =>
    `<ol class="fn-notes" start="${some[0]!.number}">${
      some.map(({ note }) => `<li>${htmlOf(noteLine(note))}</li>`).join("")
    }</ol>`;
  const shown = footnotes.slice(0, NOTES_SHOWN);
  const folded = footnotes.slice(NOTES_SHOWN);
  const more = folded.length === 0
    ? ""
    : `<details><summary>${folded.length} more</summary>${list(folded)}</details>`;
  return `<footer>${list(shown)}${more}</footer>`;
}

/** The notes as lines of plain text, all of them. */
export function notesText(footnotes: readonly Footnote[]): readonly string[] {
  return footnotes.map(({ number, note }) => `[${number}] ${textOf(noteLine(note))}`);
}

function anchorOf(note: Note, run: Run): Anchor {
  if (note.device !== undefined && run.parts.some(({ device }) => device === note.device)) {
    return { device: note.device };
  }
  return ANCHORS.find(([words]) => words.test(note.code))?.[1] ?? "run";
}

/** Half the width of the interval that the noted thing brings in, as a share of the run's figure: an order, not a figure. */
function costOf(anchor: Anchor, run: Run): number {
  const half = ([low, high]: readonly [number, number], of: number) =>
    of > 0 ? (high - low) / 2 / of : 0;
  if (typeof anchor === "object") {
    const part = run.parts.find(({ device }) => device === anchor.device);
    return part === undefined ? 0 : half(part.energyRange, run.itEnergyKwh);
  }
  const grid = run.intensities[0];
  const width = grid === undefined ? 0 : half(grid.range, grid.intensityGramsPerKwh);
  switch (anchor) {
    case "place":
      // A guessed country may be another one altogether.
      return isGuess(run.place) ? 1 + width : width;
    case "intensity":
      return width;
    case "pue":
      // Data centres report 1.1 to 1.6 (Uptime Institute, 2024): what a PUE of 1 leaves out is above most sensors' errors.
      return run.boundary === "facility" ? 0.02 : 0.1;
    case "boundary":
      // Fans, board and losses: as much again as a PUE, and on every machine.
      return 0.15;
    case "duration":
      return 0.01;
    case "energy":
    case "status":
    case "run":
      return 0;
  }
}

/** The cause: what stands before the first colon, else the first of several sentences, else before the verb. */
const CAUSES = [
  /^[^:`]{3,90}:(?= )/,
  /^[^`]{3,90}?[.](?= [A-Z])/,
  /^[^`]{3,40}?(?= (?:from|counts|gave|goes|ends|stands|covers|is|are|was|were) )/,
];

function splitCause(message: string): readonly [cause: string, rest: string] {
  for (const pattern of CAUSES) {
    const cause = pattern.exec(message)?.[0];
    if (cause !== undefined) return [cause, message.slice(cause.length)];
  }
  return ["", message];
}

/** A sentence begins with a capital, code as it is. */
function capitalised(piece: Piece): Piece {
  if (typeof piece === "string" || "notes" in piece || piece.as === "code") return piece;
  return { ...piece, text: piece.text.slice(0, 1).toUpperCase() + piece.text.slice(1) };
}
