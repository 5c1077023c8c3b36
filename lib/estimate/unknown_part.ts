import { foldName, nearestText } from "../nearest.ts";
import { shownValue } from "../errors.ts";
import { loadAccelerators, loadCpus } from "../hardware/tables.ts";

/** Short names that reports use most; also the examples where nothing comes near. */
const USUAL = {
  accelerator: ["H100", "A100 80GB", "V100", "L4", "T4", "MI300X", "TPU v4", "M2 Max"],
  cpu: ["EPYC 7763", "Xeon Platinum 8480+", "Core i9-13900K"],
} as const;

const LAPTOP = /\b(?:laptop|mobile|max-q)\b/i;

/** The error of a name that no table has; it names the nearest of the tables, with and without what stands before the model. */
export async function unknownPart(option: keyof typeof USUAL, name: string): Promise<RangeError> {
  const usual = USUAL[option];
  const names = option === "cpu"
    ? (await loadCpus()).names
    : (await loadAccelerators()).flatMap((row) => [row.name, ...(row.aliases ?? [])]);
  const longer = names.filter((each) => ` ${foldName(each)} `.includes(` ${foldName(name)} `));
  const near = LAPTOP.test(name)
    ? " (the power of a laptop's part is set by who makes the laptop)"
    : longer.length > 0
    ? ` (which: ${longer.slice(0, 4).map((each) => `"${each}"`).join(", ")}?)`
    : nearestText(name, [...new Set([...usual, ...names.flatMap(endings)])]) ||
      ` (for example: ${usual.slice(0, 3).map((each) => `"${each}"`).join(", ")})`;
  const given = option === "cpu" ? `"powerWatts" given` : `its "limitWatts" or "powerWatts" given`;
  return new RangeError(
    `Cannot estimate as "${option}" must be a part of the tables, or ${given}: current value is ${
      shownValue(name)
    }${near}`,
  );
}

/** "GeForce RTX 4090", "RTX 4090": as people shorten a name; a number alone suggests nothing. */
function endings(name: string): string[] {
  const words = name.split(" ");
  return words.map((_, index) => words.slice(index).join(" ")).filter((text) =>
    /\d/.test(text) && /[a-z]/i.test(text)
  );
}
