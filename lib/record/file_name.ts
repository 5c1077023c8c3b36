/** Names of record files: sortable by time, readable, and safe whatever a run is called. */
import type { RunStart } from "../inside_run.ts";

/** Letters of a run's name that go into its file name: file systems allow 255 bytes, and a letter may take four (judgement). */
const NAME_LETTERS = 40;
const ID_LETTERS = 40;

/**
 * File name of a run's record, `2026-11-24T101545_digits_1f3a.jsonl`: the start in UTC, the name and the id, both reduced to
 * letters and digits of any script, parted by hyphens.
 */
export function recordFileName(
  start: Pick<RunStart, "startedAt" | "name" | "id">,
  attempt = 1,
): string {
  const time = new Date(start.startedAt).toISOString().slice(0, 19).replaceAll(":", "");
  const again = attempt > 1 ? `-${attempt}` : "";
  return `${time}_${slug(start.name, NAME_LETTERS, "run")}_${
    slug(start.id, ID_LETTERS, "0")
  }${again}.jsonl`;
}

/** Letters, digits and hyphens of a text; `instead` where nothing is left. */
function slug(text: string, letters: number, instead: string): string {
  const kept = text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  const cut = [...kept].slice(0, letters).join("").replace(/^[-\p{M}]+|-+$/gu, "");
  return cut === "" ? instead : cut;
}
