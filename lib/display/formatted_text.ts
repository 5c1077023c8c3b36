/** Text that shows itself as what it is: set on our own sheet, for a host's block of plain text breaks in mid-word. */
import type { FormattedText } from "../model.ts";
import { escapeHtml } from "./escape.ts";
import { attachDisplay, type Bundle } from "./jupyter.ts";
import { sheetHtml } from "./sheet.ts";

/** How text is set: sentences to be read, or source to be copied, its spaces and lines kept. */
export type TextLook = "prose" | "source";

/** Text with what a notebook shows for it beside the text itself; `shown` adds to that or takes its place. */
export function formattedText(
  text: string,
  shown: Bundle = {},
  look: TextLook = "source",
): FormattedText {
  return attachDisplay({ text, toString: () => text }, {
    bundle: () => ({ "text/html": textHtml(text, look), ...shown, "text/plain": text }),
    text: () => text,
    line: () => text.split("\n", 1)[0] ?? "",
  });
}

/** A figure and its unit: no line ends between them, and what is copied has its plain space. */
const FIGURE = /\d (?:%|[kMG]?Wh|[mk]?gCO2eq(?:\/kWh)?|GB|s|min|h)(?!\w)/g;

/** A text on its sheet. */
export function textHtml(text: string, look: TextLook): string {
  const inside = escapeHtml(text.trimEnd());
  return look === "prose"
    ? sheetHtml(
      "Text to copy",
      `<p class="fn-prose">${inside.replace(FIGURE, '<span class="fn-nowrap">$&</span>')}</p>`,
    )
    : sheetHtml("Source to copy", `<pre class="fn-source">${inside}</pre>`);
}
