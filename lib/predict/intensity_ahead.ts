/** The grid's intensity over a window that has not come yet. */
import type { Range } from "../model.ts";

/**
 * Mean carbon intensity over a window ahead, in gCO2eq/kWh, with its 90 % interval. Times are seconds of the run's own clock.
 * A forecast plugs in here; its mean has to be weighted by the time in the window.
 */
export type IntensityAhead = (
  window: { readonly fromSeconds: number; readonly toSeconds: number },
) => { readonly intensityGramsPerKwh: number; readonly range: Range };
