/** The power limit that a device reports beside the one that the table has: boards are sold with several, and owners lower them. */
import type { HardwareMatch, Note } from "../model.ts";
import { findAccelerator } from "./find_accelerator.ts";

/** Limits that differ by no more than this are one: of the same board drivers report some W more or less. Grade: judgement. */
const SAME_SHARE = 0.05;

/** Owners raise and lower limits by less than this many times: beyond it a unit was mistaken. Grade: judgement. */
const UNLIKELY_TIMES = 10;

/** A reported limit, and what the table says of the device. */
export interface ReportedLimit {
  /** As the device reports it, in W. */
  readonly limitWatts: number;
  /** The table's figure for its name, in W; absent where the table does not know it. */
  readonly tableWatts?: number;
  /** Whether one of the table's figures is within 5 % of it; absent where the table has none, or does not know which of several it is. */
  readonly usual?: boolean;
}

/** Holds the limit of an accelerator, in W, against the table's by its reported name. A table that cannot be loaded knows nothing. */
export async function holdLimit(reportedName: string, limitWatts: number): Promise<ReportedLimit> {
  const match = await findAccelerator(reportedName).catch(() => undefined);
  const tableWatts = match?.tdpWatts;
  if (match === undefined || tableWatts === undefined) return { limitWatts };
  return { limitWatts, tableWatts, ...usualOf(match, limitWatts) };
}

/** "limit 500 W (table: 700 W)", "limit 700 W, as in the table", "limit 320 W". */
export function limitWords({ limitWatts, tableWatts }: ReportedLimit): string {
  const watts = (value: number) => `${Number(value.toPrecision(4))} W`;
  const own = `limit ${watts(limitWatts)}`;
  if (tableWatts === undefined) return own;
  return watts(limitWatts) === watts(tableWatts)
    ? `${own}, as in the table`
    : `${own} (table: ${watts(tableWatts)})`;
}

/**
 * A note where a limit cannot be that of its device: likely mW or kW. None where the table does not know the device.
 * @param device What the note is on.
 */
export function limitSlipNotes(
  { limitWatts, tableWatts }: {
    readonly limitWatts: number;
    readonly tableWatts?: number | undefined;
  },
  device: string,
): Note[] {
  if (tableWatts === undefined) return [];
  const times = limitWatts / tableWatts;
  if (times <= UNLIKELY_TIMES && times >= 1 / UNLIKELY_TIMES) return [];
  const meant = Number((times > 1 ? limitWatts / 1000 : limitWatts * 1000).toPrecision(6));
  return [{
    code: "limit-unlikely",
    device,
    message: `A limit of ${limitWatts} W is ${
      Number(times.toPrecision(2))
    } times the table's ${tableWatts} W: is it in ${times > 1 ? "mW" : "kW"}?`,
    hint: `limitWatts: ${meant}`,
  }];
}

function usualOf(match: HardwareMatch, limitWatts: number): { readonly usual?: boolean } {
  const known = [match.tdpWatts, match.otherTdpWatts].filter((watts) => watts !== undefined);
  const near = known.some((watts) => Math.abs(limitWatts / watts - 1) <= SAME_SHARE);
  // Where the name does not tell the form, another figure may be its own.
  return near ? { usual: true } : match.confidence === "default" ? {} : { usual: false };
}
