import type { SourceRef } from "../model.ts";
import { loadTable, type SourceRow } from "./tables.ts";

/**
 * The sources with these ids or names, in the order asked for and each once: title, publisher, year, address and licence, as in
 * `data/sources.json`. What is not there is left out.
 */
export async function sourceRefs(ids: readonly string[]): Promise<readonly SourceRef[]> {
  const { rows } = await loadTable<{ readonly rows: readonly SourceRow[] }>("sources.json");
  const found = new Set(
    ids.map((text) => rows.find(({ id, name }) => id === text || name === text)),
  );
  return [...found].flatMap((row) => {
    if (row === undefined) return [];
    const { id, title, publisher, year, url, licence } = row;
    return [{ id, title, publisher, year, ...(url === undefined ? {} : { url }), licence }];
  });
}
