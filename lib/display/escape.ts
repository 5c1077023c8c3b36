/** Users' text made harmless: names, errors and metrics may hold anything, and go into HTML, LaTeX, Markdown and terminals. */

/**
 * Text without what a terminal or a page would obey: control characters and escape sequences go, line ends become spaces,
 * half characters become U+FFFD, and marks that turn the direction of what follows are left out.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    // deno-lint-ignore no-control-regex
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g, "")
    .replace(/[\r\n\t\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, "");
}

/** Text for HTML, between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "{\\char34}",
  "₂": "\\textsubscript{2}",
  "\u202F": "\\,",
  "\u2212": "$-$",
  "×": "$\\times$",
  "÷": "$\\div$",
  "±": "$\\pm$",
  "·": "\\textperiodcentered{}",
  "…": "\\ldots{}",
};

/** Of these, fonts of LaTeX have 1 to 3 at best. */
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Text for LaTeX: nothing in it is obeyed, and signs become commands that need no package and no font encoding. */
export function escapeLatex(text: string): string {
  return cleanText(text).replace(
    /[\\{}$&#%_^~<>|"₂\u202F\u2212×÷±·…]/g,
    (sign) => LATEX[sign] ?? sign,
  ).replace(
    /[⁰¹²³⁴-⁹]+/g,
    (digits) => `\\textsuperscript{${[...digits].map((digit) => RAISED.indexOf(digit)).join("")}}`,
  );
}

/** Text for Markdown, inside a line: marks are written out, and HTML is not let through. */
export function escapeMarkdown(text: string): string {
  return cleanText(text)
    .replace(/[\\`*_{}[\]#!|~$]/g, (sign) => `\\${sign}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Number of characters as a reader counts them. */
export function lengthOf(text: string): number {
  return charactersOf(text).length;
}

/** Text cut in the middle to so many characters, "resnet50-…-lr-0.001"; whole where it fits. */
export function cutMiddle(text: string, limit = 28): string {
  const characters = charactersOf(text);
  if (characters.length <= limit) return text;
  if (limit <= 1) return limit < 1 ? "" : "…";
  const tail = Math.floor((limit - 1) / 2);
  const head = limit - 1 - tail;
  const end = tail === 0 ? "" : characters.slice(-tail).join("");
  return `${characters.slice(0, head).join("")}…${end}`;
}

/**
 * A user's text for a page: cleaned, cut in the middle at 28 characters with the whole in `title`, and set apart so that its
 * direction turns nothing around it.
 */
export function userHtml(text: string, limit = 28): string {
  const clean = cleanText(text);
  const short = cutMiddle(clean, limit);
  const title = short === clean ? "" : ` title="${escapeHtml(clean)}"`;
  return `<bdi${title}>${escapeHtml(short)}</bdi>`;
}

function charactersOf(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}
