/** The kernel's sensors (hwmon): chips by name, and their counters and gauges as readings. */
import type { Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { isDenied, isNotCapable, listNames, numberOf, tryNumber, tryText } from "./sysfs.ts";

/** A chip and the PCI device it sits on, where it does. */
export interface Chip {
  readonly path: string;
  readonly name: string;
  /** Product number of the PCI device: "0x740c". */
  readonly product?: string;
  /** Its address, which orders devices as their drivers do: "0000:0a:00.0". */
  readonly address?: string;
}

/** Chips with a name that the test takes, ordered by bus address. */
export function listChips(root: string, isWanted: (name: string) => boolean): readonly Chip[] {
  const folder = `${root}/sys/class/hwmon`;
  const chips: Chip[] = [];
  for (const entry of listNames(folder)) {
    const path = `${folder}/${entry}`;
    const name = tryText(`${path}/name`);
    if (name === undefined || !isWanted(name)) continue;
    const product = tryText(`${path}/device/device`);
    const address = /^PCI_SLOT_NAME=(.*)$/m.exec(tryText(`${path}/device/uevent`) ?? "")?.[1];
    chips.push({
      path,
      name,
      ...(product === undefined ? {} : { product }),
      ...(address === undefined ? {} : { address }),
    });
  }
  const address = (chip: typeof chips[number]) => chip.address ?? "";
  return chips.sort((a, b) => Number(address(a) > address(b)) - Number(address(a) < address(b)));
}

/** A counter of energy in µJ (`energy1_input`) as a reading; what fails is a gap. */
export function readEnergy(path: string): Reading {
  return readFile(path, (atSeconds, microjoules) => ({
    kind: "counter",
    atSeconds,
    energyJoules: microjoules / 1e6,
  }));
}

/** A gauge of power in µW (`power1_average`, `power1_input`) as a reading; what fails is a gap. */
export function readPower(path: string): Reading {
  return readFile(path, (atSeconds, microwatts) => ({
    kind: "gauge",
    atSeconds,
    powerWatts: microwatts / 1e6,
  }));
}

/** A chip's power limit in W; undefined where none is set. */
export function limitOf(chip: Chip, files: readonly string[]): number | undefined {
  for (const file of files) {
    const microwatts = tryNumber(`${chip.path}/${file}`) ?? 0;
    if (microwatts > 0) return microwatts / 1e6;
  }
  return undefined;
}

function readFile(path: string, of: (atSeconds: number, value: number) => Reading): Reading {
  const atSeconds = performance.now() / 1000;
  try {
    const value = numberOf(Deno.readTextFileSync(path));
    return value === undefined
      ? { kind: "gap", atSeconds, why: "the sensor says nothing" }
      : of(atSeconds, value);
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    const why = isDenied(thrown) ? "the sensor is closed to this user" : firstLine(thrown);
    return { kind: "gap", atSeconds, why };
  }
}
