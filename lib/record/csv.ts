/** Reads tables of text (RFC 4180): quoted cells may hold commas, quotes and line ends. */

/** A row by its heads, with the line in the file on which it began, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The heads and the rows of a table; empty lines are left out, cells that are not there are empty. */
export function parseCsv(
  text: string,
): { readonly heads: readonly string[]; readonly rows: readonly CsvRow[] } {
  const [first, ...rest] = cellsOf(text.replace(/^\ufeff/, ""));
  const heads = first?.cells.map((head) => head.trim()) ?? [];
  return {
    heads,
    rows: rest.map(({ line, cells }) => ({
      line,
      cells: new Map(heads.map((head, index) => [head, cells[index] ?? ""])),
    })),
  };
}

function cellsOf(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let began = 1;
  let quoted = false;
  const endRow = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0]!.trim() !== "") rows.push({ line: began, cells });
    cells = [];
    cell = "";
    began = line;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === "\n") line++;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === ",") {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  endRow();
  return rows;
}
