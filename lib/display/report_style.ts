/** Styles of a report, beside those of cards and tables. */
import { ROOT_CLASS, THEMES, VARIABLES } from "./theme.ts";

/** A page of its own may follow the reader's desktop; print is light. */
export function reportCss(): string {
  const page = `.${ROOT_CLASS}.fn-report`;
  // Several times over, for the rules of cards weigh as much against those of a host.
  const root = `${`.${ROOT_CLASS}`.repeat(7)}.fn-report`;
  const dark = (Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]).map((token) =>
    `${VARIABLES[token].slice(4, -1)}:${THEMES.dark[token]}`
  );
  return [
    "body{margin:0}",
    `${root}{max-width:1232px;margin:0 auto;padding:24px;border-top:0;box-sizing:border-box}`,
    `${root} header{border-top:2px solid var(--fn-ink);padding-top:8px}`,
    `${root} h1{font-size:26px;line-height:1.2;font-weight:600;margin:8px 0 4px;overflow-wrap:anywhere}`,
    `${root} h2{font-size:15px;font-weight:600;margin:28px 0 8px}`,
    `${root} header p{margin:0}`,
    `${root} .fn-totals{grid-template-columns:minmax(0,1.6fr) minmax(0,1.6fr);grid-auto-columns:minmax(0,1fr);grid-auto-flow:column;margin-top:20px}`,
    `${root} .fn-totals dd>span{display:block}`,
    `${root} .fn-whatif{border-top:1px solid var(--fn-grid);border-bottom:1px solid var(--fn-grid);padding:12px 0;margin:20px 0 0}`,
    `${root} .fn-whatif output span{color:var(--fn-muted)}`,
    `${root} select,${root} input{font:inherit;color:inherit;background:var(--fn-surface);border:1px solid var(--fn-faint);border-radius:3px;padding:2px 6px;max-width:100%}`,
    `${root} .fn-columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:0 28px}`,
    `${root} .fn-columns section{min-width:0}`,
    // Three: a tall one beside two.
    `${root} .fn-columns section:first-child:nth-last-child(3){grid-row:span 2}`,
    `${root} .fn-columns section:nth-child(2):nth-last-child(2){align-self:start}`,
    `${root} .fn-drawing{padding-left:0;padding-right:0}`,
    `${root} .fn-bar-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 16px}`,
    `${root} .fn-bar-head p{margin:0;color:var(--fn-muted)}`,
    `${root} .fn-bar-head output{margin-right:8px}`,
    `${root} .fn-bar{display:block;min-width:90px}`,
    `${root} .fn-bar .fn-fill{--fn-fill:var(--fn-bar);--fn-line:var(--fn-bar)}`,
    `${root} table{margin-top:4px}`,
    `${root} thead th,${root} thead td{border-top:0}`,
    `${root} thead button{all:unset;cursor:pointer;color:var(--fn-muted);white-space:nowrap}`,
    `${root} thead button:hover{color:var(--fn-ink)}`,
    `${root} thead button:focus-visible,${root} select:focus-visible,${root} input:focus-visible,${root} .fn-long:focus-visible{outline:2px solid var(--fn-ink);outline-offset:2px}`,
    `${root} th[aria-sort=descending] button::after{content:" \\25BC"}`,
    `${root} th[aria-sort=ascending] button::after{content:" \\25B2"}`,
    `${root} .fn-number{text-align:right}`,
    `${root} .fn-number + :not(.fn-number){padding-left:16px}`,
    // An interval stays in one piece, on the figure's line or below it.
    `${root} .fn-none,${root} td .fn-muted{color:var(--fn-muted);white-space:nowrap}`,
    `${root} tbody th{font-weight:600;overflow-wrap:anywhere}`,
    `${root} tbody th .fn-bad,${root} tbody th .fn-warn{font-weight:400}`,
    `${root} tr[hidden]{display:none}`,
    `${root} .fn-all>.fn-muted{margin:8px 0 0;font-size:12.5px}`,
    // A box that the keyboard can scroll; the heads stay.
    `${root} .fn-long{max-height:70vh;overflow-y:auto;border-bottom:1px solid var(--fn-grid)}`,
    `${root} .fn-long thead th,${root} .fn-long thead td{position:sticky;top:0;z-index:1;background:var(--fn-surface);box-shadow:0 1px var(--fn-grid)}`,
    `${root} .fn-notes li{overflow-wrap:anywhere}`,
    `@container (max-width:800px){${root} .fn-bar{min-width:60px}}`,
    `@container (max-width:700px){${root} .fn-totals{grid-template-columns:repeat(2,minmax(0,1fr));grid-auto-flow:row}`,
    `${root} .fn-wide-only{display:none}`,
    `${root} td .fn-muted{display:block}}`,
    `@container (max-width:420px){${root} .fn-totals{gap:12px 16px}${root} th,${root} td{padding-right:4px}${root} td .fn-muted{font-size:11px}${root} .fn-none{white-space:normal}}`,
    // Figures bring the light tokens with them, further down the page: stronger than those.
    `@media screen and (prefers-color-scheme:dark){${page},${page} .${ROOT_CLASS}{${
      dark.join(";")
    };color-scheme:dark}body{background:${THEMES.dark.surface}}}`,
    `@media print{@page{margin:14mm}${root}{padding:0;zoom:0.8}${root} select,${root} .fn-bar-head p{display:none}` +
    `${root} .fn-chosen{display:inline;font-weight:600}${root} .fn-long{max-height:none;overflow:visible}${root} .fn-long thead th{position:static}` +
    `${root} .fn-columns section,${root} tr{break-inside:avoid}${root} h2{break-after:avoid}${root} thead{display:table-header-group}${root} .fn-columns{grid-template-columns:1fr 1fr}${root} h2{margin-top:16px}` +
    // Rows of their own height, that a page may end between.
    `${root} .fn-columns section:first-child:nth-last-child(3){grid-row:auto}${root} .fn-columns section:nth-child(3):last-child{grid-column:1/-1}` +
    `${root} footer{break-inside:avoid}${root} .fn-bar{min-width:56px}${root} table{font-size:12px}}`,
  ].join("\n");
}
