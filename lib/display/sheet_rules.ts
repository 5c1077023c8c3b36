/** The style rules of a sheet, for every width and for narrower ones. */
import { CODE_FONT_FAMILY } from "./theme.ts";

/** A selector under the root class, and what it sets. */
export type Rule = readonly [selector: string, body: string];

/** The rules of every width. */
export const RULES: readonly Rule[] = [
  [
    ".fn-sheet",
    "position:relative;border-top:2px solid var(--fn-ink);border-bottom:1px solid var(--fn-ink);" +
    "padding:12px 16px 16px",
  ],
  [".fn-line", "margin:0;padding:4px 0"],
  [".fn-sheet p", "margin:12px 0 0"],
  [
    ".fn-head",
    "display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;align-items:baseline",
  ],
  [".fn-sheet .fn-head p", "margin:0"],
  // A status that does not fit beside the name goes on as a whole; so does its error.
  [".fn-head .fn-bad,.fn-head .fn-warn", "margin-right:6px;display:inline-block"],
  // The call of a note stands at its status, and keeps the distance in its stead.
  [".fn-head strong + sup", "margin:0 6px 0 -5px"],
  [".fn-head .fn-warn + .fn-muted,.fn-head .fn-bad + .fn-muted", "display:inline-block"],
  [".fn-head strong,.fn-name", "font-weight:600"],
  [".fn-name", "font-size:16px;margin-right:8px"],
  ["strong,b,th.fn-name,.fn-strong", "font-weight:600"],
  [".fn-muted,.fn-muted a", "color:var(--fn-muted)"],
  [".fn-muted strong", "color:var(--fn-ink)"],
  [".fn-warn", "color:var(--fn-warn)"],
  [".fn-bad", "color:var(--fn-bad)"],
  [
    "sup",
    "font-size:11px;line-height:0;vertical-align:super;margin-left:1px;color:var(--fn-muted)",
  ],
  [
    "code",
    `font:12.5px/1.4 ${CODE_FONT_FAMILY};background:var(--fn-code);color:var(--fn-ink);border:0;` +
    "border-radius:3px;padding:1px 5px;white-space:pre-wrap;overflow-wrap:anywhere",
  ],
  // A host may float the terms of a list beside what they name.
  ["dt,dd", "float:none;clear:none;width:auto;display:block"],
  // The large figures.
  [
    ".fn-figures",
    "display:grid;grid-template-columns:repeat(2,minmax(min-content,1fr)) minmax(170px,1fr);gap:28px;margin:12px 0 0;padding:0",
  ],
  [".fn-figures dt", "color:var(--fn-muted);font-weight:400;font-size:13px;margin:0;padding:0"],
  [".fn-figures dd", "margin:0;padding:0;color:var(--fn-muted);font-size:13px"],
  [".fn-figures dd strong:not(.fn-warn)", "color:var(--fn-ink)"],
  [
    ".fn-figures .fn-hero",
    "font-size:28px;line-height:1.2;font-weight:600;color:var(--fn-ink);white-space:nowrap",
  ],
  [".fn-figures .fn-hero small", "font-size:16px;font-weight:600"],
  [".fn-strip", "display:block;position:relative;height:10px;margin:6px 0 4px;max-width:280px"],
  [".fn-used", "position:absolute;left:0;top:3px;height:4px;background:var(--fn-bar)"],
  // Line and caps over a halo of the surface, in one element: it has to read on any fill.
  [
    ".fn-whisker",
    "position:absolute;top:0;bottom:0;margin:0 -2px;min-width:4px;background:" +
    "linear-gradient(var(--fn-ink),var(--fn-ink)) 1px 50%/2px calc(100% - 2px) no-repeat," +
    "linear-gradient(var(--fn-ink),var(--fn-ink)) calc(100% - 1px) 50%/2px calc(100% - 2px) no-repeat," +
    "linear-gradient(var(--fn-ink),var(--fn-ink)) 50% 50%/calc(100% - 2px) 2px no-repeat," +
    "linear-gradient(var(--fn-surface),var(--fn-surface)) 0 50%/4px 100% no-repeat," +
    "linear-gradient(var(--fn-surface),var(--fn-surface)) 100% 50%/4px 100% no-repeat," +
    "linear-gradient(var(--fn-surface),var(--fn-surface)) 50% 50%/100% 4px no-repeat",
  ],
  [
    ".fn-dot",
    "position:absolute;top:50%;width:8px;height:8px;margin:-4px 0 0 -4px;border-radius:50%;" +
    "background:var(--fn-ink)",
  ],
  [
    ".fn-swatch",
    "display:inline-block;box-sizing:border-box;width:14px;height:9px;margin-right:5px;vertical-align:0",
  ],
  // Tables.
  [
    "table",
    "width:100%;border-collapse:collapse;border:0;margin:12px 0 0;font-size:13px;table-layout:auto;color:inherit",
  ],
  [".fn-sheet > table:first-child", "margin-top:0"],
  ["thead,thead tr", "border:0;background:none"],
  ["tbody tr:nth-child(n),tbody tr:nth-child(n):hover", "background:none;border:0"],
  [
    "th,td",
    "border:0;border-top:1px solid var(--fn-grid);padding:5px 8px 5px 0;text-align:left;vertical-align:middle;" +
    "font-weight:400;background:none;max-width:none;white-space:normal;color:inherit",
  ],
  ["thead th", "border-top:0;color:var(--fn-muted);vertical-align:bottom;padding-top:0"],
  ["tr > :last-child", "padding-right:0"],
  [".fn-right", "text-align:right;white-space:nowrap"],
  [".fn-nowrap", "white-space:nowrap"],
  [".fn-brackets", "display:none"],
  [".fn-strongrule th,.fn-strongrule td", "border-top-color:var(--fn-ink)"],
  [".fn-barcell", "width:21%;min-width:90px"],
  [".fn-bar", "display:block;position:relative;height:13px"],
  [".fn-fill", "position:absolute;left:0;top:0;bottom:0;box-sizing:border-box"],
  [".fn-bar .fn-whisker", "top:1px;bottom:1px"],
  [".fn-scroll", "overflow-x:auto"],
  [".fn-receipt .fn-width", "width:11%;min-width:70px"],
  [".fn-receipt .fn-operator", "float:left;min-width:14px;margin-right:6px"],
  [".fn-doctor .fn-width", "width:9%;min-width:60px"],
  [".fn-doctor .fn-reader code", "white-space:nowrap"],
  [".fn-doctor .fn-open:not(:empty)", "min-width:110px"],
  [".fn-doctor .fn-range", "padding-left:4px"],
  // Text to be copied: prose in the page's face, source in that of code; both break between words.
  [".fn-sheet .fn-prose", "margin:0;max-width:46em;overflow-wrap:break-word"],
  [
    ".fn-sheet .fn-source",
    `font:12.5px/1.5 ${CODE_FONT_FAMILY};margin:0;padding:0;border:0;background:none;color:inherit;` +
    "white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere",
  ],
  // Notes.
  ["footer", "margin-top:16px;font-size:13px"],
  [
    "footer::before",
    'content:"";display:block;width:96px;border-top:1px solid var(--fn-faint);margin-bottom:6px',
  ],
  [".fn-notes", "list-style:none;margin:0;padding:0"],
  [".fn-notes li", "margin:0;padding:0 0 2px 16px;position:relative;color:var(--fn-muted)"],
  [".fn-notes li strong", "color:var(--fn-ink)"],
  [
    ".fn-notes li::before",
    "content:counter(list-item);position:absolute;left:0;top:0;font-size:10.5px;line-height:1.3",
  ],
  ["details", "margin:6px 0 0;font-size:13px"],
  ["summary", "color:var(--fn-muted);cursor:pointer"],
  ["summary:focus-visible", "outline:2px solid var(--fn-ink);outline-offset:2px"],
  // The live line.
  [".fn-sheet.fn-live", "border-bottom-color:var(--fn-grid);padding-bottom:10px"],
  [".fn-track", "display:block;position:relative;height:12px;margin:8px 0 0"],
  [".fn-track .fn-used", "top:0;height:12px"],
  [
    ".fn-outline",
    "position:absolute;left:0;top:0;bottom:0;box-sizing:border-box;border:1px dashed var(--fn-ink)",
  ],
  [".fn-outline.fn-pale", "border-color:var(--fn-quiet)"],
  [
    ".fn-limit",
    "position:absolute;top:-4px;bottom:-4px;width:2px;margin-left:-1px;background:var(--fn-ink)",
  ],
  [
    ".fn-labels",
    "display:block;position:relative;height:18px;font-size:12px;color:var(--fn-muted);white-space:nowrap;overflow:hidden",
  ],
  [".fn-labels span", "position:absolute;top:1px"],
  [".fn-labels .fn-middle", "transform:translateX(-50%);color:var(--fn-ink)"],
  [
    ".fn-now",
    "display:grid;grid-template-columns:minmax(min-content,22fr) minmax(min-content,23fr) minmax(min-content,55fr);gap:0 12px;margin:6px 0 0;padding:0",
  ],
  [".fn-now dt", "color:var(--fn-muted);font-size:12.5px;font-weight:400;margin:0"],
  [".fn-now dd", "margin:0;white-space:nowrap;line-height:22px;min-height:22px;color:inherit"],
  [".fn-now strong", "font-size:15px"],
  [".fn-spark", "vertical-align:-4px;margin-left:6px;overflow:visible"],
  [".fn-sheet .fn-budget", "margin:6px 0 0;min-height:21px"],
];

/** A table of runs needs more room than a card: its ranges go under the numbers earlier. */
export const RUNS_PX = 860;
/** For tables of runs up to `RUNS_PX`. */
export const RUNS_RULES: readonly Rule[] = [
  [".fn-runs .fn-right .fn-muted", "display:block"],
  [".fn-runs thead th", "white-space:normal"],
];

/** Three things side by side, as the live line has them, and sources behind their basis need this much room. */
export const MIDDLE_PX = 800;
/** Up to `MIDDLE_PX`. */
export const MIDDLE_RULES: readonly Rule[] = [
  [".fn-now", "grid-template-columns:repeat(2,minmax(min-content,1fr));gap:4px 12px"],
  [".fn-now .fn-whole", "grid-column:1/-1"],
  [".fn-devices .fn-longer", "white-space:normal"],
];

/** On a phone the prediction takes two lines: they are kept free before it is known. */
export const SMALL_PX = 420;
/** Up to `SMALL_PX`. */
export const SMALL_RULES: readonly Rule[] = [
  [".fn-now", "grid-template-columns:minmax(min-content,2fr) minmax(min-content,3fr);gap:4px 8px"],
  [".fn-now dd", "white-space:normal"],
  [".fn-now .fn-whole dd", "min-height:44px"],
  [".fn-now .fn-then", "display:block"],
  [".fn-devices .fn-barcell", "width:41%"],
  [".fn-devices .fn-known", "margin-left:calc(41% + 10px)"],
  [".fn-now .fn-then > span:first-child", "display:none"],
  [".fn-now .fn-spark", "width:56px;height:10.5px;vertical-align:0"],
];

/** Up to this width, in px, the narrow layout stands: 46 font sizes. */
export const NARROW_PX = 644;

/** Up to `NARROW_PX`. */
export const NARROW_RULES: readonly Rule[] = [
  [".fn-live .fn-head", "display:block"],
  [".fn-sheet .fn-budget", "min-height:42px"],
  [".fn-figures", "grid-template-columns:repeat(2,minmax(min-content,1fr));gap:12px 20px"],
  [
    ".fn-figures .fn-wide",
    "grid-column:1/-1;display:flex;flex-wrap:wrap;gap:0 12px;align-items:baseline",
  ],
  [".fn-figures .fn-wide .fn-hero", "font-size:20px"],
  [".fn-figures .fn-wide .fn-hero small", "font-size:14px"],
  [".fn-figures .fn-wide .fn-strip", "display:none"],
  [
    ".fn-devices thead",
    "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden",
  ],
  // Bar and basis lie in one row over all columns: bars share a scale whatever the widths of the figures above.
  [
    ".fn-devices tbody tr:nth-child(n),.fn-devices tbody tr:nth-child(n):hover",
    "display:grid;grid-template-columns:minmax(min-content,1fr) auto minmax(46px,auto);gap:2px 10px;" +
    "border-top:1px solid var(--fn-grid);padding:6px 0",
  ],
  [".fn-devices th,.fn-devices td", "border:0;padding:0;display:block;width:auto;min-width:0"],
  // A run in three lines: its name and how it ended, its two figures, what else is known of it.
  [
    ".fn-listed thead",
    "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden",
  ],
  [
    ".fn-listed tbody tr:nth-child(n),.fn-listed tbody tr:nth-child(n):hover",
    "display:flex;flex-wrap:wrap;gap:0 12px;align-items:baseline;border-top:1px solid var(--fn-grid);padding:6px 0",
  ],
  [".fn-listed tbody th,.fn-listed tbody td", "border:0;padding:0;display:block;width:auto"],
  [".fn-listed tbody th", "flex:1 1 50%"],
  // Figures of unlike width share their line; the rest of it is too short for what comes in the third.
  [".fn-listed .fn-figure", "flex:1 1 calc(50% - 20px)"],
  [".fn-listed th + td + td + .fn-figure", "text-align:left"],
  [".fn-listed .fn-figure .fn-muted", "display:inline"],
  [".fn-listed .fn-beside", "order:1;color:var(--fn-muted)"],
  [".fn-listed .fn-beside:empty", "display:none"],
  [".fn-brackets", "display:inline"],
  [
    ".fn-doctor thead",
    "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden",
  ],
  [
    ".fn-doctor tbody tr:nth-child(n),.fn-doctor tbody tr:nth-child(n):hover",
    "display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline;border-top:1px solid var(--fn-grid);padding:6px 0",
  ],
  [".fn-doctor tbody th,.fn-doctor tbody td", "border:0;padding:0;display:block;width:auto"],
  [".fn-doctor .fn-width,.fn-receipt .fn-width,.fn-receipt .fn-index", "display:none"],
  [
    ".fn-receipt thead",
    "position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden",
  ],
  [
    ".fn-receipt tbody tr:nth-child(n),.fn-receipt tbody tr:nth-child(n):hover",
    "display:grid;grid-template-columns:1fr auto;gap:0 10px;border-top:1px solid var(--fn-grid);padding:6px 0",
  ],
  [".fn-receipt tbody tr.fn-strongrule:nth-child(n)", "border-top-color:var(--fn-ink)"],
  [".fn-receipt tbody th,.fn-receipt tbody td", "border:0;padding:0;display:block;width:auto"],
  [".fn-receipt .fn-label", "order:1"],
  [".fn-receipt .fn-result", "order:2"],
  [".fn-receipt .fn-sum", "order:3"],
  [".fn-receipt .fn-between", "order:4"],
  [".fn-receipt .fn-basis", "order:6;text-align:right"],
  [".fn-receipt .fn-from", "order:5"],
  [".fn-doctor .fn-range", "margin-left:auto;order:1"],
  [".fn-doctor .fn-says,.fn-doctor .fn-open:not(:empty)", "flex-basis:100%;order:2"],
  [".fn-doctor .fn-open:empty", "display:none"],
  [".fn-devices .fn-model", "display:none"],
  [".fn-devices .fn-barcell", "grid-area:2/1/3/-1;width:44%;align-self:center"],
  [".fn-devices .fn-energy", "grid-area:1/2;white-space:normal"],
  [".fn-devices .fn-mean", "grid-area:1/3"],
  [".fn-devices .fn-known", "grid-area:2/1/3/-1;margin-left:calc(44% + 12px)"],
  [".fn-devices .fn-known .fn-muted", "white-space:normal"],
  [".fn-devices .fn-swatch", "display:none"],
];
