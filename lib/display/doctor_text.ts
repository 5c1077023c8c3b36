/** The rows of a diagnosis as plain text that keeps to a width. */
import { lengthOf } from "./escape.ts";
import { wrapWords } from "./terminal_columns.ts";

/** Cells of a row: state, part, source, what it would measure, its interval, how to open it. */
export type TextRow = readonly string[];

const [SAYS, RANGE, COMMAND] = [3, 4, 5];
/** What is said needs so many columns to be read beside the others (judgement). */
const LEAST_SAYS = 30;

/**
 * A line a row where all of them fit; else what is said is broken in its column, and how to open it stands below, a command always whole so
 * that it can be copied; where there is no room for that either, both stand below.
 */
export function doctorText(rows: readonly TextRow[], columns: number): readonly string[] {
  const widths = Array.from(
    { length: COMMAND + 1 },
    (_, column) => Math.max(0, ...rows.map((row) => lengthOf(row[column] ?? ""))),
  );
  const whole = rows.map((row) => lineOf(row, widths));
  if (whole.every((line) => lengthOf(line) <= columns)) return whole;
  const before = 2 + widths.slice(0, SAYS).reduce((sum, width) => sum + width + 2, 0);
  const room = Math.min(widths[SAYS]!, columns - before - widths[RANGE]! - 2);
  const beside = room >= Math.min(LEAST_SAYS, widths[SAYS]!);
  const indent = beside ? before : 6;
  return rows.flatMap((row) => {
    const says = wrapWords(row[SAYS] ?? "", beside ? room : columns - indent);
    const head = beside
      ? lineOf([...row.slice(0, SAYS), says[0]!, row[RANGE] ?? ""], withSays(widths, room))
      : lineOf([...row.slice(0, SAYS), "", row[RANGE] ?? ""], withSays(widths, 0));
    return [
      head,
      ...indented(beside ? says.slice(1) : says, indent),
      ...indented(commandLines(row[COMMAND] ?? "", columns - indent), indent),
    ];
  });
}

function withSays(widths: readonly number[], says: number): readonly number[] {
  return [...widths.slice(0, SAYS), says, widths[RANGE]!];
}

function lineOf(row: TextRow, widths: readonly number[]): string {
  return "  " +
    row.map((cell, column) => cell + " ".repeat(Math.max(0, widths[column]! - lengthOf(cell))))
      .join("  ").trimEnd();
}

function indented(lines: readonly string[], columns: number): readonly string[] {
  return lines.filter((line) => line !== "").map((line) => " ".repeat(columns) + line);
}

/** Advice begins with a capital and is broken, a command is not. */
function commandLines(command: string, columns: number): readonly string[] {
  if (command === "") return [];
  return /^[A-Z][a-z]* /.test(command) || command.startsWith("the command ")
    ? wrapWords(`→ ${command}`, columns)
    : [`→ ${command}`];
}
