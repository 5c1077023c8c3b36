/** The promise of a figure: all that a chart needs before it draws. */
import type { Figure } from "../model.ts";
import type { Bundle } from "./jupyter.ts";

/** The promise of a figure that shows itself too, so that `powerChart(run)` without `await` still draws. */
export function figurePromise(drawing: Promise<Figure>): Promise<Figure> {
  const shown = async (): Promise<Bundle> => {
    await (await drawing).show();
    return { "text/plain": "" };
  };
  Object.defineProperty(drawing, Symbol.for("Jupyter.display"), {
    value: shown,
    enumerable: false,
    configurable: true,
  });
  return drawing;
}
