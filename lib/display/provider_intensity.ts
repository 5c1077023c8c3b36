/** What a provider of intensity says of now and of the hours to come, for a chart. */
import { shownValue } from "../errors.ts";
import type { IntensityProvider } from "../model.ts";
import type { IntensityChartData, IntensityStretch } from "./intensity_steps.ts";

const HOUR = 3_600_000;
/** Hours ahead that a forecast is asked for. */
const HOURS_AHEAD = 24;

/** Asks a provider: its value of now stands for the last hour, its forecast for the next 24 hours; without one there is none. */
export async function dataOfProvider(
  provider: IntensityProvider,
  now: Date,
): Promise<IntensityChartData> {
  const value = await provider.at(now);
  if (typeof value?.intensityGramsPerKwh !== "number") {
    throw new TypeError(
      `Cannot draw intensity as at() of "of" must give a grid intensity: current value is ${
        shownValue(value)
      }`,
    );
  }
  const later = new Date(now.getTime() + HOURS_AHEAD * HOUR);
  const ahead = await provider.forecast?.(now, later) ?? [];
  const past: IntensityStretch = {
    from: new Date(now.getTime() - HOUR),
    to: now,
    intensityGramsPerKwh: value.intensityGramsPerKwh,
    range: value.range,
  };
  const forecast = ahead.map((stretch) => ({
    ...stretch,
    // An hour that has begun is forecast from now on.
    from: stretch.from < now ? now : stretch.from,
    forecast: true,
  })).filter(({ from, to }) => to > from);
  return {
    place: provider.zone,
    stretches: [past, ...forecast],
    source: [provider.name, ...(ahead.length === 0 ? ["no forecast"] : [])].join(", "),
    now: ahead.length === 0 ? undefined : now,
  };
}
