/** Text in a terminal: how wide it is, and lines that keep to it. */
import { lengthOf } from "./escape.ts";

/** Where the width is not known: of a file, a notebook, a pipe. */
const UNKNOWN_COLUMNS = 100;
/** Below this nothing in columns can be read. */
const LEAST_COLUMNS = 60;

/** Columns of the terminal that is written to: 60 at least, 100 where there is none. */
export function terminalColumns(): number {
  try {
    const { columns } = Deno.consoleSize();
    return columns > 0 ? Math.max(LEAST_COLUMNS, columns) : UNKNOWN_COLUMNS;
  } catch {
    return UNKNOWN_COLUMNS; // not a terminal
  }
}

/** A text in lines of at most so many columns, broken between words; a longer word stays whole. */
export function wrapWords(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  // Not at spaces that hold a number and its unit together.
  for (const word of text.split(/ +/)) {
    if (line !== "" && lengthOf(line) + 1 + lengthOf(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
