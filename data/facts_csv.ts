/** Reads the fact files beside the tables, and writes a table or compares it. For the programs in this folder only. */

/** Rows of a comma-separated file with a head line, as objects by column; quoted cells may hold commas and doubled quotes. */
export function parseCsv(text: string): Readonly<Record<string, string>>[] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (char === '"' && cell === "") quoted = true;
    else if (char === "," || char === "\n") {
      row.push(cell);
      cell = "";
      if (char === "\n") rows.push(row.splice(0));
    } else if (char !== "\r") cell += char;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  const [head = [], ...body] = rows;
  return body.map((cells, index) => {
    if (cells.length !== head.length) {
      throw new Error(
        `Cannot read row ${index + 2}: ${cells.length} cells under ${head.length} heads`,
      );
    }
    return Object.fromEntries(head.map((name, column) => [name, cells[column]!]));
  });
}

/** Rows of a fact file in `data/facts/`. */
export async function readFacts(name: string): Promise<Readonly<Record<string, string>>[]> {
  return parseCsv(await Deno.readTextFile(new URL(`./facts/${name}`, import.meta.url)));
}

/** Parts of a cell that lists several things, `a; b; c`. */
export function listOf(cell: string): string[] {
  return cell.split(";").map((part) => part.trim()).filter((part) => part !== "");
}

/** A table as text: its head on lines of their own, then one row a line, so that a change shows as the row it changed. */
export function tableText(
  head: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>>,
): string {
  const lines = Object.entries(head).map(([key, value]) =>
    `${JSON.stringify(key)}: ${JSON.stringify(value)}`
  );
  for (const [key, list] of Object.entries(lists)) {
    const rows = Array.isArray(list)
      ? list.map((row) => JSON.stringify(row))
      : Object.entries(list).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
    const [open, close] = Array.isArray(list) ? ["[", "]"] : ["{", "}"];
    lines.push(`${JSON.stringify(key)}: ${open}\n${rows.join(",\n")}\n${close}`);
  }
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Writes a table, or with `--check` among the arguments fails where the file on disk has other bytes. */
export async function writeOrCheck(name: string, text: string): Promise<void> {
  const url = new URL(`./${name}`, import.meta.url);
  if (!Deno.args.includes("--check")) return await Deno.writeTextFile(url, text);
  if (await Deno.readTextFile(url) !== text) {
    throw new Error(`Cannot vouch for "data/${name}": a rebuild from data/facts gives other bytes`);
  }
}
