/** Rows of what reads the machine as a whole: offered, used only where named. */
import { batterySources } from "../probe/battery.ts";
import { psysSources } from "../probe/psys.ts";
import { RAPL_HINT } from "../probe/rapl.ts";
import { wallErrors } from "../probe/wall.ts";
import { findAcpiMeter } from "../probe/wall_meters.ts";
import { commandIn } from "./closed_rows.ts";
import { factorsOf, type Row } from "./device_rows.ts";
import { readHere } from "../sample/lanes.ts";

/** Rows of meters inside the machine; where there is none the way to a meter outside. */
export async function wholeRows(root: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  if (findAcpiMeter(root) !== undefined) {
    rows.push({
      device: "wall",
      source: "acpi",
      state: "open",
      says: "ACPI power meter: counted where it is named",
      relativeRange: factorsOf(wallErrors.acpi),
      command: 'track({ sources: [wallSource({ kind: "acpi" })] }, …)',
    });
  }
  const offered = [...await psysSources({ root }), ...await batterySources({ root })];
  for (const source of offered) {
    const reading = await readHere(source);
    const battery = source.source === "battery";
    rows.push({
      device: "wall",
      source: source.source,
      state: reading.kind === "gap" ? "closed" : "open",
      says: battery
        ? "battery gauge, while nothing charges it: counted where it is named"
        : "counter of the platform: a whole by itself, never added to packages",
      ...(source.uncertainty === undefined ? {} : { relativeRange: factorsOf(source.uncertainty) }),
      ...(!battery && reading.kind === "gap" ? { command: commandIn(RAPL_HINT) } : {}),
    });
  }
  if (rows.length === 0) {
    rows.push({
      device: "wall",
      source: "meter",
      state: "absent",
      says: "fans, board and power supply are in no sensor",
      command: "A smart plug or wattmeter: `calibrate({ readings })`, or `wallSource()`",
    });
  }
  return rows;
}
