/**
 * The page that cards, tables and lines are set on: booktabs rules, no boxes. Self-contained HTML with its own styles; the rules
 * of a host page (JupyterLab styles every table in an output) are outweighed, and with all styles stripped it reads from the top.
 */
import { cleanText, escapeHtml } from "./escape.ts";
import {
  MIDDLE_PX,
  MIDDLE_RULES,
  NARROW_PX,
  NARROW_RULES,
  type Rule,
  RULES,
  RUNS_PX,
  RUNS_RULES,
  SMALL_PX,
  SMALL_RULES,
} from "./sheet_rules.ts";
import { basisCss } from "./basis_look.ts";
import { FONT_FAMILY, ROOT_CLASS, themeCss } from "./theme.ts";

/** Something on a sheet of its own, `label` naming it for those who hear the page; with a class more where its rules differ. */
export function sheetHtml(label: string, content: string, extraClass = ""): string {
  const classes = `fn-sheet ${extraClass}`.trim();
  return rooted(
    `<section class="${classes}" aria-label="${escapeHtml(cleanText(label))}">${content}</section>`,
  );
}

/** One line without a sheet around it. */
export function lineHtml(content: string): string {
  return rooted(`<p class="fn-line">${content}</p>`);
}

function rooted(page: string): string {
  return `<div class="${ROOT_CLASS}"><style>${sheetCss(page, true)}</style>${page}</div>`;
}

/**
 * The style rules on their tokens: all, or those that a page has an element for. A notebook keeps them with every output; `hosted` where it
 * stands in one.
 */
export function sheetCss(page?: string, hosted = false): string {
  // On a page of our own the order of rules is enough, and the page's own rules come after them.
  const scoped = (rules: readonly Rule[], more = 0) =>
    scopedRules(rules, page, page === undefined ? 2 : 3 + more, hosted);
  return [
    themeCss(),
    `.${ROOT_CLASS}{container-type:inline-size;background:var(--fn-surface);color:var(--fn-ink);` +
    `font:14px/1.5 ${FONT_FAMILY};font-variant-numeric:tabular-nums;text-align:left;` +
    `forced-color-adjust:none;print-color-adjust:exact;-webkit-print-color-adjust:exact}`,
    scoped(RULES),
    basisCss(),
    `@container (max-width:${RUNS_PX}px){${scoped(RUNS_RULES, 1)}}`,
    `@container (max-width:${MIDDLE_PX}px){${scoped(MIDDLE_RULES, 1)}}`,
    `@container (max-width:${NARROW_PX}px){${scoped(NARROW_RULES, 2)}}`,
    `@container (max-width:${SMALL_PX}px){${scoped(SMALL_RULES, 3)}}`,
  ].join("\n");
}

/**
 * Every selector under the root class, several times over: a host's
 * `.container .output tbody tr:nth-child(odd)` must not win. Nor must the
 * rules of a later output, which has its own: what is said for narrow pages weighs more.
 */
function scopedRules(
  rules: readonly Rule[],
  page: string | undefined,
  weight: number,
  hosted: boolean,
): string {
  const root = `.${ROOT_CLASS}`.repeat(weight);
  return rules.flatMap(([selector, body]) => {
    const parts = selector.split(",").map((part) => part.trim())
      .filter((part) => page === undefined || isIn(page, part));
    return parts.length === 0
      ? []
      : [`${parts.map((part) => `${root} ${part}`).join(",")}{${hosted ? insistent(body) : body}}`];
  }).join("\n");
}

/** VS Code takes all borders from tables and sets them left, `!important`: where weight does not help, ours must be so too. */
function insistent(body: string): string {
  return body.replace(
    /(?<=^|;)(border(?:-(?:top|bottom))?(?:-color)?|text-align):[^;]+/g,
    "$&!important",
  );
}

/** Whether a page has every class and every element that a selector names. */
function isIn(page: string, selector: string): boolean {
  const names = selector.replace(/\([^)]*\)/g, "").match(/\.fn-[\w-]+|(?<![\w.:-])[a-z]+/g) ?? [];
  return names.every((name) =>
    name.startsWith(".") ? page.includes(name.slice(1)) : page.includes(`<${name}`)
  );
}
