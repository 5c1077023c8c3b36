/** The options that every figure has. */
import { checkOptionNames } from "../arguments.ts";

const FIGURE_OPTIONS: readonly string[] = ["theme", "widthMm", "caption"];
/** What our own pages and tests say beside them: nobody is told of these. */
const OUR_OPTIONS: readonly string[] = ["id", "wide"];

/**
 * Refuses options of a chart that are none.
 * @param own Names that this chart has beside those of every figure.
 * @throws {TypeError} Which it is, and the nearest that is one.
 */
export function checkFigureOptions(
  options: unknown,
  own: readonly string[],
  action: string,
): void {
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
}
