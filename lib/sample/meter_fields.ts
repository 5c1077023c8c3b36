/** Where each number of a meter's state lies: the state is a row of numbers, so that it can lie in shared memory. */

/** Numbers a meter's state takes. */
export const METER_FIELDS = 26;

/** What the last good reading was: 0 none, 1 counter, 2 instant gauge, 3 mean gauge. */
export const BASE = 0;
/** Time of the last good reading, s. */
export const AT = 1;
/** Its joules or watts. */
export const VALUE = 2;
/** Energy since the start, J. */
export const JOULES = 3;
/** Energy at the low end of the readings' own ranges, J. */
export const LOW = 4;
/** Energy at their high end, J. */
export const HIGH = 5;
/** Time without energy, s. */
export const MISSING = 6;
/** Mean power of the last stretch, W. */
export const WATTS = 7;
/** Highest mean power of a stretch, W. */
export const PEAK = 8;
/** 1 after a reading that gave nothing. */
export const IN_GAP = 9;
/** What went wrong first: index into TROUBLES. */
export const TROUBLE = 10;
/** When that was, s. */
export const TROUBLE_AT = 11;
/** Readings in a row that were not believed. */
export const STRIKES = 12;
/** The device's limit, W, or 0 where it is unknown. */
export const LIMIT = 13;
/** Stretches of known power so far. */
export const STRETCHES = 14;
/** An instant at which the counter ticked, s. */
export const TICK_AT = 15;
/** Its period, s, or 0 where it ticks too quickly to matter. */
export const TICK_PERIOD = 16;
/** End of the run, s, or 0 while it is not known. */
export const END = 17;
/** Time over which the period was seen. */
export const TICK_SPAN = 18;
/** Time of the first failed reading since the last good one, s, or 0. */
export const FAILED_AT = 19;
/** 1 while the counter stands still: a flag of its own, since only the first trouble is remembered. */
export const STILL = 20;
/** Power above which a reading is not believed, W. */
export const MOST = 21;
/** Sum of the squares of the stretches' lengths, s². */
export const SQUARES = 22;
/** Sum of the stretches' lengths, s. */
export const KNOWN = 23;
/** Lowest and highest reading of an instant gauge, W: a mean between two hides how far they lie apart. */
export const LOWEST = 24;
export const HIGHEST = 25;
