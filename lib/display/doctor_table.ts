/** What a machine can measure, as a table: the verdict first, then the one command that opens most, then source by source. */
import type { Diagnosis, Machine } from "../model.ts";
import { relativeWhisker } from "./bars.ts";
import { withCode } from "./code_spans.ts";
import { doctorText } from "./doctor_text.ts";
import { cleanText, lengthOf } from "./escape.ts";
import { latexOf, latexSheet, latexTabular } from "./latex_parts.ts";
import { relativeRangeText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { sheetHtml } from "./sheet.ts";
import { withTableRoles } from "./table_roles.ts";
import { terminalColumns, wrapWords } from "./terminal_columns.ts";

type Row = Diagnosis["rows"][number];

/** Order, sign and word of the states. */
const STATES: Readonly<Record<Row["state"], readonly [sign: string, word: string]>> = {
  open: ["●", "open"],
  closed: ["○", "closed"],
  instead: ["◌", "instead"],
  absent: ["–", "absent"],
};
const ORDER = Object.keys(STATES) as Row["state"][];

const HEADS = [
  "State",
  "Part",
  "Source",
  "Would measure",
  "90\u202F% interval",
  "To open it",
] as const;

/** A diagnosis as HTML and as plain text of the same order. */
export function doctorTable(
  diagnosis: Diagnosis,
  options: {
    readonly machine?: Machine | undefined;
    /** Width of the plain text; that of the terminal. */
    readonly columns?: number | undefined;
  } = {},
): { html: string; text: string; latex: string } {
  const rows = [...diagnosis.rows].sort((a, b) =>
    Number(isPlace(a)) - Number(isPlace(b)) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
  );
  const opener = openerOf(rows);
  const { machine } = options;
  const where = machine === undefined
    ? ""
    : [machine.hostname, machine.os, machine.runtime].map(cleanText).join(" · ");
  const lead = opener === undefined ? [] : leadOf(opener, rows);
  const cells = rows.map((row) => cellsOf(row, rows, opener));
  const columns = options.columns ?? terminalColumns();
  const head = [cleanText(diagnosis.verdict), where].filter((text) => text !== "");
  return {
    html: sheetHtml(
      "What this machine can measure",
      `<div class="fn-head"><p><strong class="fn-name">${
        htmlOf([diagnosis.verdict])
      }</strong></p><p class="fn-muted">${htmlOf([where])}</p></div>` +
        (lead.length === 0 ? "" : `<p class="fn-lead">${htmlOf(lead)}</p>`) +
        (rows.length === 0 ? "" : tableHtml(rows, cells)),
      "fn-doctor",
    ),
    text: [
      ...(lengthOf(head.join("  ")) <= columns
        ? [head.join("  ")]
        : head.flatMap((text) => wrapWords(text, columns))),
      ...leadText(lead, columns),
      // Columns set the sources apart here: no marks of code around them.
      ...doctorText(
        cells.map((row) => row.map((cell) => textOf(cell).replace(/^`(.*)`$/, "$1"))),
        columns,
      ),
    ].join("\n"),
    latex: latexSheet([
      latexOf([
        { text: diagnosis.verdict, as: "strong" },
        ...(where === "" ? [] : [` · ${where}`]),
      ]),
      latexOf(lead),
      rows.length === 0 ? "" : `\\footnotesize\n${
        latexTabular(
          "llp{0.13\\linewidth}p{0.23\\linewidth}lp{0.16\\linewidth}",
          HEADS.map((word) => latexOf([word])),
          cells.map((row) => row.map((cell) => `\\raggedright ${latexOf(cell)}`)),
        )
      }`,
    ]),
  };
}

/** The command that opens most of what is closed, where one opens anything. */
function openerOf(rows: readonly Row[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { state, command } of rows) {
    if (state === "closed" && command !== undefined && command !== "") {
      counts.set(command, (counts.get(command) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function leadOf(opener: string, rows: readonly Row[]): readonly Piece[] {
  const opened = [
    ...new Set(
      rows.filter(({ state, command }) => state === "closed" && command === opener)
        .map((row) => partOf(row, rows)),
    ),
  ];
  const parts = inSentence(opened);
  const modelled = rows.some((row) =>
    row.state === "instead" && !isPlace(row) && opened.includes(partOf(row, rows))
  );
  return [
    modelled
      ? `${parts} would be modelled; one command opens ${opened.length === 1 ? "it" : "them"}: `
      : `One command opens ${parts}: `,
    ...commandPieces(opener),
  ];
}

/** In one line where it fits; else its command on a line of its own, whole. */
function leadText(lead: readonly Piece[], columns: number): readonly string[] {
  if (lead.length === 0) return [];
  const text = textOf(lead);
  if (lengthOf(text) <= columns) return [text];
  return [...wrapWords(textOf(lead.slice(0, 1)).trim(), columns), `  ${textOf(lead.slice(1))}`];
}

/** "CPU and memory", "GPU 0, GPU 1 and memory". */
function inSentence(parts: readonly string[]): string {
  const words = parts.flatMap((part) => part.split(", ")).map((part, i) =>
    i > 0 && /^[A-Z][a-z]/.test(part) ? part.slice(0, 1).toLowerCase() + part.slice(1) : part
  );
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function cellsOf(
  row: Row,
  rows: readonly Row[],
  opener: string | undefined,
): readonly (readonly Piece[])[] {
  const [sign, word] = STATES[row.state];
  const state = !isPlace(row)
    ? `${sign} ${word}`
    : row.state === "instead"
    ? "? guessed"
    : row.state === "open"
    ? "● known"
    : `${sign} ${word}`;
  const command: readonly Piece[] = row.command === undefined || row.command === ""
    ? []
    : row.command === opener
    ? ["the command above"]
    : commandPieces(row.command);
  return [
    [state],
    [{ text: partOf(row, rows), as: "strong" }],
    row.source === "" ? [] : [{ text: row.source, as: "code" }],
    // Plain text comes back to it where there are no subscripts.
    [{ text: row.says.replaceAll("gCO2eq", "gCO₂eq") }],
    [row.relativeRange === undefined ? "" : relativeRangeText(row.relativeRange)],
    command,
  ];
}

/** A command is code as a whole; advice in a sentence keeps its words, its code set apart. */
function commandPieces(command: string): readonly Piece[] {
  return /^[A-Z][a-z]* /.test(command) || command.includes("`")
    ? withCode(command)
    : [{ text: command, as: "code" }];
}

function isPlace({ device }: Row): boolean {
  return device === "place";
}

const PARTS: Readonly<Record<string, string>> = {
  gpu: "GPU",
  npu: "NPU",
  cpu: "CPU",
  memory: "Memory",
  rest: "Rest of the machine",
  wall: "Whole machine",
  system: "Whole machine",
  place: "Place",
};

/** "gpu:0, gpu:1" as "GPU 0, GPU 1"; a number only where there are several of the kind. */
function partOf(row: Row, rows: readonly Row[]): string {
  const all = rows.flatMap(({ device }) => device.split(/, */));
  return row.device.split(/, */).map((device) => {
    const [kind = "", number] = device.split(":");
    const word = PARTS[kind];
    if (word === undefined) return device;
    const several = new Set(all.filter((one) => one.split(":")[0] === kind)).size > 1;
    // Its number stays with it at the end of a line.
    return number === undefined || !several ? word : `${word}\u00A0${number}`;
  }).join(", ");
}

function tableHtml(
  rows: readonly Row[],
  cells: readonly (readonly (readonly Piece[])[])[],
): string {
  const widest = Math.max(
    0,
    ...rows.flatMap(({ relativeRange }) => relativeRange?.map((end) => Math.abs(end - 1)) ?? []),
  );
  const head = HEADS.map((word, column) =>
    `<th scope="col"${column === 4 ? ' colspan="2"' : ""}>${word}</th>`
  ).join("");
  const body = rows.map((row, index) => {
    const [state, part, source, says, range, command] = cells[index]!.map(htmlOf);
    const bar = row.relativeRange === undefined ? "" : relativeWhisker(row.relativeRange, widest);
    return `<tr><td class="fn-nowrap fn-state">${state}</td><th scope="row" class="fn-part">${part}</th>` +
      `<td class="fn-nowrap fn-reader">${source}</td><td class="fn-says">${says}</td>` +
      `<td class="fn-width">${bar}</td><td class="fn-nowrap fn-range">${range}</td>` +
      `<td class="fn-open">${command}</td></tr>`;
  }).join("");
  return withTableRoles(
    `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}
