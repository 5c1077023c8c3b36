/** Unit factors. The only file in which 3,600,000 may stand. */

/** Joules in a kilowatt-hour: 1000 W for 3600 s, by the definition of the units. */
export const JOULES_PER_KWH = 3_600_000;
/** Seconds in an hour. */
export const SECONDS_PER_HOUR = 3600;

/** Energy in kWh of an energy in J. */
export function kwhOfJoules(energyJoules: number): number {
  return energyJoules / JOULES_PER_KWH;
}

/** Energy in J of an energy in kWh. */
export function joulesOfKwh(energyKwh: number): number {
  return energyKwh * JOULES_PER_KWH;
}

/** Energy in kWh of a power held for a time. */
export function kwhOfWatts(
  use: { readonly powerWatts: number; readonly durationSeconds: number },
): number {
  return kwhOfJoules(use.powerWatts * use.durationSeconds);
}

/** Mean power in W of an energy spread over a time; 0 where the time is 0. */
export function meanWatts(
  use: { readonly energyKwh: number; readonly durationSeconds: number },
): number {
  return use.durationSeconds > 0 ? joulesOfKwh(use.energyKwh) / use.durationSeconds : 0;
}
