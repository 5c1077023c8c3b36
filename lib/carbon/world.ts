/** The world's mean grid, for a run whose place or intensity nobody knows. */
import type { Range } from "../model.ts";

/**
 * Carbon intensity of the world's electricity in 2025, in gCO2eq/kWh. Grade: data. Source: Ember, Yearly Electricity Data, 2026; the
 * same value stands in `data/grid.json` (a test holds the two together), here it serves where no table can be loaded.
 */
export const WORLD_GRAMS_PER_KWH = 458.29;

/**
 * Error of taking the world's mean for a country nobody knows, as factors of it: 5 of 100 countries lie below, 5 above. Grade:
 * data. Source: Ember, 196 countries in 2024, each counted once, against the world's mean of that year.
 */
export const SPREAD_OF_COUNTRIES: Range = [0.07, 1.70];
