/** Charts against stored drawings, geometry rounded to whole units, text to the letter. */
import { roundNumbers } from "../../lib/display/compact_path.ts";
import type { FigureOptions } from "../../lib/model.ts";
import { assertEquals } from "../assert.ts";

/** Options with a fixed id in the ids of patterns, so that a drawing is the same every time. */
export function fixed<const T extends object = FigureOptions>(options: T = {} as T): T {
  return { ...options, id: "test" };
}

const FOLDER = new URL("../fixtures/charts/", import.meta.url);

/** Attributes in which figures may be rounded; text between tags never is. */
const GEOMETRY = /\b(d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform|viewBox)="([^"]*)"/g;

/** A drawing one element a line, its geometry in whole units. */
export function roughly(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) => {
    const rounded = tag.replace(
      GEOMETRY,
      (_, name, value) => `${name}="${roundNumbers(value, 0)}"`,
    );
    return `\n${rounded}`;
  }).trim();
}

/**
 * Compares a drawing with the stored one of that name. With FOOTNOTE_STORE_CHARTS=1 in the environment it is stored instead: look at it
 * before you commit it.
 */
export async function assertStored(name: string, svg: string): Promise<void> {
  const file = new URL(`${name}.svg`, FOLDER);
  if (Deno.env.get("FOOTNOTE_STORE_CHARTS") === "1") {
    await Deno.mkdir(FOLDER, { recursive: true });
    await Deno.writeTextFile(file, `${svg}\n`);
  }
  assertEquals(roughly(svg).split("\n"), roughly(await Deno.readTextFile(file)).split("\n"));
}

/** What must hold of every drawing: it parses as XML does, no figure is missing, nothing leans on the page, no pattern is lost or shared. */
export function problemsOf(svg: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [tag, end, name, closed] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end === "/") {
      if (open.pop() !== name) problems.push(`closes out of order: ${tag}`);
    } else if (closed !== "/") open.push(name!);
    if (
      /="[^"]*\b(NaN|undefined|Infinity|null)\b[^"]*"/.test(tag.replace(/aria-label="[^"]*"/, ""))
    ) {
      problems.push(`not a figure: ${tag}`);
    }
  }
  if (open.length > 0) problems.push(`left open: ${open}`);
  const ids = [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
  if (new Set(ids).size < ids.length) problems.push(`an id twice: ${ids}`);
  for (const [, id] of svg.matchAll(/url\(#([^)]*)\)/g)) {
    if (!ids.includes(id!)) problems.push(`no pattern ${id}`);
  }
  if (!/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /.test(svg)) problems.push("no namespace");
  if (/="[^"]*(currentColor|var\(--)/.test(svg.replace(/ aria-label="[^"]*"/, ""))) {
    problems.push("leans on a page");
  }
  if (!/role="img" aria-label="[^"]+"/.test(svg)) problems.push("no name for readers");
  if (!/<title>[^<]+<\/title><desc>[^<]+<\/desc>/.test(svg)) problems.push("no description");
  return problems;
}

/** The texts of a drawing, in order, without marks of their looks. */
export function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inside]) =>
    inside!.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll(
      "&gt;",
      ">",
    ).replaceAll("&#39;", "'").replaceAll("&quot;", '"')
  );
}

/** How often something occurs. */
export function count(svg: string, what: RegExp): number {
  return [...svg.matchAll(what)].length;
}
