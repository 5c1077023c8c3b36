/** Text that shows itself as what it is. */
import type { FormattedText } from "../model.ts";
import { attachDisplay, type Bundle } from "./jupyter.ts";

/** Text with what a notebook shows for it beside the text itself: nothing more for plain text and LaTeX, which are to be copied. */
export function formattedText(text: string, shown: Bundle = {}): FormattedText {
  return attachDisplay({ text, toString: () => text }, {
    bundle: () => ({ ...shown, "text/plain": text }),
    text: () => text,
    line: () => text.split("\n", 1)[0] ?? "",
  });
}
