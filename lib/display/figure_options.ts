/** The options that every figure has. */
import { checkOptionNames, checkWord } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import type { FigureOptions } from "../model.ts";

const FIGURE_OPTIONS: readonly string[] = ["theme", "widthMm", "caption"];
/** What our own pages and tests say beside them: nobody is told of these. */
const OUR_OPTIONS: readonly string[] = ["id", "wide"];

/**
 * Refuses options of a chart that are none, and of those that every figure has the values that are none.
 * @param own Names that this chart has beside those of every figure; their values are its own to look at.
 * @throws {TypeError} Which it is, and the nearest that is one; or that the caption is neither true nor false.
 * @throws {RangeError} If the theme is none, or the width not 40 to 400 mm.
 */
export function checkFigureOptions(
  options: unknown,
  own: readonly string[],
  action: string,
): asserts options is FigureOptions {
  const known = Object.fromEntries(
    typeof options === "object" && options !== null && !Array.isArray(options)
      ? Object.entries(options).filter(([name]) => !OUR_OPTIONS.includes(name))
      : [],
  );
  checkOptionNames(
    typeof options === "object" && options !== null && !Array.isArray(options) ? known : options,
    [...own, ...FIGURE_OPTIONS],
    action,
  );
  checkValues(known);
}

function checkValues(options: FigureOptions): void {
  const { theme, widthMm, caption } = options;
  checkWord(options, "theme", ["notebook", "paper"], "draw figure");
  if (widthMm !== undefined && !(typeof widthMm === "number" && widthMm >= 40 && widthMm <= 400)) {
    throw new RangeError(
      `Cannot draw figure as "widthMm" must be a number from 40 to 400: current value is ${
        shownValue(widthMm)
      }`,
    );
  }
  if (caption !== undefined && typeof caption !== "boolean") {
    throw new TypeError(
      `Cannot draw figure as "caption" must be true or false: current value is ${
        shownValue(caption)
      }`,
    );
  }
  if (theme === "notebook" && widthMm !== undefined) {
    throw new RangeError(
      `Cannot draw figure as "widthMm" must be left out in the theme "notebook": current value is ${widthMm}`,
    );
  }
}
