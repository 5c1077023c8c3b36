/** What a paper cites for the figures of a run. */
import { runsOf } from "../arguments.ts";
import { cleanText, escapeLatex } from "../display/escape.ts";
import { formattedText } from "../display/formatted_text.ts";
import { TOOL_NAME, TOOL_VERSION } from "../display/tool.ts";
import type { FormattedText, Run, SourceRef } from "../model.ts";

/** Year of the version in `TOOL_VERSION`. */
const TOOL_YEAR = 2026;

/**
 * BibTeX entries of what the figures rest on: the tool with its version, and each source of the runs once. Keys are
 * `footnote`, then the sources' own ids.
 * @throws {TypeError} If it is neither a run nor an array of runs.
 * @example The tool alone
 * ```ts
 * import { match } from "node:assert/strict";
 * import { bibtex } from "@footnote/footnote";
 * match(bibtex([]).text, /^@misc\{footnote,/);
 * ```
 */
export function bibtex(runs: Run | readonly Run[]): FormattedText {
  const all = runsOf(runs, "write BibTeX", "runs");
  const sources = new Map<string, SourceRef>();
  for (const source of all.flatMap((run) => run.sources)) {
    if (!sources.has(source.id)) sources.set(source.id, source);
  }
  const keys = new Set<string>();
  const entries = [
    entry(keyOf("footnote", keys), [
      ["title", `${TOOL_NAME}: energy and emissions of training runs, version ${TOOL_VERSION}`],
      ["author", `The ${TOOL_NAME} contributors`],
      ["year", String(TOOL_YEAR)],
    ]),
    ...[...sources.values()].map((source) =>
      entry(keyOf(source.id, keys), [
        ["title", source.title],
        ["author", source.publisher],
        ["year", String(source.year)],
        ["url", source.url],
        ["note", source.licence === undefined ? undefined : `Licence: ${source.licence}`],
      ])
    ),
  ];
  return formattedText(entries.join("\n"));
}

function entry(
  key: string,
  fields: readonly (readonly [name: string, value: string | undefined])[],
): string {
  const lines = fields.flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (name === "url") return [`  howpublished = {\\url{${urlText(value)}}},`];
    // Double braces: no style changes capitals, and a publisher is not taken for a first and a last name.
    return [`  ${name} = ${name === "year" ? `{${value}}` : `{{${bibText(value)}}}`},`];
  });
  return [`@misc{${key},`, ...lines, "}", ""].join("\n");
}

/** LaTeX for a field: BibTeX counts braces, escaped ones too. */
function bibText(text: string): string {
  return escapeLatex(text).replaceAll("\\{", "\\textbraceleft{}").replaceAll(
    "\\}",
    "\\textbraceright{}",
  );
}

/** A key of letters, digits and hyphens that no entry before has. */
function keyOf(id: string, taken: Set<string>): string {
  const plain = id.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const base = plain === "" ? "source" : plain;
  let key = base;
  for (let n = 2; taken.has(key.toLowerCase()); n++) key = `${base}-${n}`;
  taken.add(key.toLowerCase());
  return key;
}

/** A URL for `\url`: braces and the like written as percent codes. */
function urlText(url: string): string {
  return cleanText(url).replace(
    /[\\{}^"<>`|\s]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
