/** Styles of a report, beside those of cards and tables. */
import { ROOT_CLASS, THEMES, VARIABLES } from "./theme.ts";

/** A page of its own may follow the reader's desktop; print is light. */
export function reportCss(): string {
  const root = `.${ROOT_CLASS}.fn-report`;
  const dark = (Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]).map((token) =>
    `${VARIABLES[token].slice(4, -1)}:${THEMES.dark[token]}`
  );
  return [
    "body{margin:0}",
    `${root}{max-width:1232px;margin:0 auto;padding:24px;border-top:0;box-sizing:border-box}`,
    `${root} header{border-top:2px solid var(--fn-ink);padding-top:8px}`,
    `${root} h1{font-size:26px;line-height:1.2;font-weight:600;margin:8px 0 4px;overflow-wrap:anywhere}`,
    `${root} h2{font-size:15px;font-weight:600;margin:28px 0 8px}`,
    `${root} .fn-totals{grid-template-columns:minmax(0,1.6fr) minmax(0,1.6fr) minmax(0,1fr) minmax(0,1fr);margin-top:20px}`,
    `${root} .fn-totals dd>span{display:block}`,
    `${root} .fn-whatif{border-top:1px solid var(--fn-grid);border-bottom:1px solid var(--fn-grid);padding:12px 0;margin:20px 0 0}`,
    `${root} .fn-whatif output{font-weight:600}`,
    `${root} select,${root} input{font:inherit;color:inherit;background:var(--fn-surface);border:1px solid var(--fn-faint);border-radius:3px;padding:2px 6px;max-width:100%}`,
    `${root} .fn-columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:0 28px}`,
    `${root} .fn-columns section{min-width:0}`,
    // Three: a tall one beside two.
    `${root} .fn-columns section:first-child:nth-last-child(3){grid-row:span 2}`,
    `${root} .fn-drawing{padding-left:0;padding-right:0}`,
    `${root} .fn-bar-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 16px}`,
    `${root} .fn-bar-head label{color:var(--fn-muted)}`,
    `${root} .fn-bar{display:block;min-width:90px}`,
    `${root} .fn-bar .fn-fill{--fn-fill:var(--fn-bar);--fn-line:var(--fn-bar)}`,
    `${root} thead button{all:unset;cursor:pointer;color:var(--fn-muted)}`,
    `${root} thead button:focus-visible,${root} select:focus-visible,${root} input:focus-visible{outline:2px solid var(--fn-ink);outline-offset:2px}`,
    `${root} th[aria-sort=descending] button::after{content:" \\25BC"}`,
    `${root} th[aria-sort=ascending] button::after{content:" \\25B2"}`,
    `${root} .fn-number{text-align:right}`,
    `${root} tbody th{font-weight:600}`,
    `${root} tr[hidden]{display:none}`,
    `@container (max-width:700px){${root} .fn-totals{grid-template-columns:repeat(2,minmax(0,1fr))}`,
    `${root} .fn-wide-only{display:none}`,
    `${root} td .fn-muted{display:block;white-space:nowrap}}`,
    // Figures bring the light tokens with them, further down the page: stronger than those.
    `@media screen and (prefers-color-scheme:dark){${root},${root} .${ROOT_CLASS}{${
      dark.join(";")
    };color-scheme:dark}body{background:${THEMES.dark.surface}}}`,
    `@media print{@page{margin:14mm}${root}{padding:0;zoom:0.8}${root} td .fn-muted{white-space:nowrap}${root} select,${root} input,${root} label{border:0;appearance:none}${root} select{field-sizing:content;padding:0;font-weight:600}` +
    `${root} .fn-bar-head label{display:none}${root} section,${root} tr{break-inside:avoid}${root} .fn-columns{grid-template-columns:1fr 1fr}${root} h2{margin-top:16px}}`,
  ].join("\n");
}
