import { shownValue } from "../errors.ts";
import type { HardwareMatch } from "../model.ts";
import { type AcceleratorRow, loadAccelerators } from "./tables.ts";

interface Wanted {
  readonly words: readonly string[];
  readonly memoryGb: number | undefined;
}
interface Entry extends Wanted {
  readonly row: AcceleratorRow;
}
let entries: Promise<readonly Entry[]> | undefined;

/** Makers and lines that do not tell one part from another. */
const FILLER = new Set(
  "nvidia amd intel google amazon aws meta apple corporation geforce radeon tesla instinct graphics gpu accelerator cloud chip card"
    .split(" "),
);
/** Words that a name may have or lack beside the model number: form and series, never a variant of another power. */
const SOFT =
  /^(?:rtx|gtx|rx|sxm\d?|pcie|oam|generation|edition|workstation|hbm\d?e?|gddr\d?x?|dgxs)$/;

/**
 * The row of an accelerator by the name that NVML, `nvidia-smi`, `rocm-smi`, `sysctl` or a user gives it, with its powers in W of one board
 * or chip. A limit that the device itself reports goes before `tdpWatts`: boards of one name are sold with several.
 *
 * Words must be equal ("L4" is not "L40", "4070" is not "4070 Ti"); memory tells variants apart. Where a name does not tell the form
 * ("A100 80GB"), the usual one is taken with the confidence `default`. Laptop parts have no row: their power is set by the maker of the laptop.
 *
 * Sources: Epoch AI, Machine Learning Hardware, 2026 (CC BY 4.0), makers' pages and specification tables, see `data/sources.json`.
 * @param options.limitWatts The limit that the device itself reports, in W: it goes before the table's figure, and `why` shows both.
 * @throws {TypeError} If the name is no text, or an option is unknown.
 * @throws {RangeError} If the limit is not finite and above 0.
 * @example A board as its driver names it
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { findAccelerator } from "@footnote/footnote";
 * const found = await findAccelerator("NVIDIA H100 80GB HBM3");
 * strictEqual(found?.tdpWatts, 700);
 * const limited = await findAccelerator("NVIDIA H100 80GB HBM3", { limitWatts: 500 });
 * strictEqual(limited?.tdpWatts, 500);
 * ```
 */
export async function findAccelerator(
  reportedName: string,
  options: { readonly limitWatts?: number | undefined } = {},
): Promise<HardwareMatch | undefined> {
  checkOptions(options);
  const { limitWatts } = options;
  if (limitWatts !== undefined && !(Number.isFinite(limitWatts) && limitWatts > 0)) {
    throw new RangeError(
      `Cannot find accelerator as "limitWatts" must be finite and > 0: current value is ${
        shownValue(limitWatts)
      }`,
    );
  }
  const match = await matchByName(reportedName);
  return match === undefined || limitWatts === undefined ? match : limitedTo(limitWatts, match);
}

function checkOptions(options: unknown): void {
  const action = "Cannot find accelerator as";
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `${action} "options" must be an object: current value is ${shownValue(options)}`,
    );
  }
  const strange = Object.keys(options).find((name) => name !== "limitWatts");
  if (strange === undefined) return;
  throw new TypeError(`${action} "${strange}" is no option, there is limitWatts`);
}

/** The device knows its own limit better than a table: boards of one name are sold with several, and owners lower them. */
function limitedTo(limitWatts: number, match: HardwareMatch): HardwareMatch {
  const { name, tdpWatts, ...rest } = match;
  const table = tdpWatts === undefined ? "the table has none" : `the table's is ${tdpWatts} W`;
  return {
    name,
    tdpWatts: limitWatts,
    ...(tdpWatts === undefined ? {} : { tableTdpWatts: tdpWatts }),
    ...rest,
    confidence: "device",
    why: `${match.why}; the device reports a limit of ${limitWatts} W, ${table}`,
  };
}

async function matchByName(reportedName: string): Promise<HardwareMatch | undefined> {
  if (typeof reportedName !== "string") {
    throw new TypeError(
      `Cannot find accelerator as "reportedName" must be text: current value is ${
        shownValue(reportedName)
      }`,
    );
  }
  const wanted = wordsOf(reportedName.slice(0, 200));
  if (wanted.words.length === 0 || wanted.words.every((word) => SOFT.test(word))) return undefined;
  const all = await acceleratorEntries();
  const exact = fitting(all, wanted, (entry) => sameWords(entry.words, wanted.words));
  if (exact.length > 0) return choose(exact, wanted, "its whole name is in the table");
  const close = fitting(all, wanted, (entry) => differBySoftWords(entry.words, wanted.words));
  return choose(close, wanted, `"${wanted.words.join(" ")}" is its model number`);
}

/** Entries that pass, of the memory asked for where there is one of it. */
function fitting(
  all: readonly Entry[],
  wanted: Wanted,
  test: (entry: Entry) => boolean,
): readonly Entry[] {
  const fits = all.filter(test);
  const sameMemory = fits.filter(({ memoryGb }) => memoryGb === wanted.memoryGb);
  const open = fits.filter(({ memoryGb }) => memoryGb === undefined);
  if (wanted.memoryGb === undefined) return fits;
  return sameMemory.length > 0 ? sameMemory : open.length > 0 ? open : fits;
}

function choose(fits: readonly Entry[], wanted: Wanted, how: string): HardwareMatch | undefined {
  const rows = [...new Set(fits.map(({ row }) => row))];
  const [row, ...others] = rows;
  if (row === undefined) return undefined;
  if (others.length === 0) return matchOf(row, how, wanted, row.confidence);
  if (row.family === undefined || others.some(({ family }) => family !== row.family)) {
    return undefined;
  }
  const watts = others.map(({ name, tdpWatts }) => `${name} ${tdpWatts} W`).join(", ");
  return matchOf(
    row,
    `the name does not tell which ${row.family}: the usual one is taken, others are ${watts}`,
    wanted,
    "default",
  );
}

function matchOf(
  row: AcceleratorRow,
  how: string,
  wanted: Wanted,
  confidence: HardwareMatch["confidence"],
): HardwareMatch {
  const { name, tdpWatts, altTdpWatts, idleWatts, memoryGb, basis, meanWatts } = row;
  const more = [
    ...(tdpWatts === undefined ? ["its maker states no power"] : []),
    ...(altTdpWatts === undefined ? [] : [`another source says ${altTdpWatts} W`]),
    ...(meanWatts === undefined ? [] : [`mean in service ${meanWatts} W`]),
    ...(basis === "wall_max" ? ["the whole machine at the wall, at most"] : []),
    ...(basis === "estimate" ? ["the power is an estimate"] : []),
    ...(basis === "module_max" ? ["the whole module, at most"] : []),
    ...(wanted.memoryGb !== undefined && memoryGb !== undefined && memoryGb !== wanted.memoryGb
      ? [`the table's has ${memoryGb} GB`]
      : []),
  ];
  return {
    name: row.vendor === "NVIDIA" || row.vendor === "Apple" ? name : `${row.vendor} ${name}`,
    ...(tdpWatts === undefined ? {} : { tdpWatts }),
    ...(altTdpWatts === undefined ? {} : { otherTdpWatts: altTdpWatts }),
    ...(idleWatts === undefined ? {} : { idleWatts }),
    ...(memoryGb === undefined ? {} : { memoryGb }),
    confidence,
    why: [how, ...more].join("; "),
    source: row.src.join("; "),
  };
}

/** Words of a name in small letters, without makers; memory apart; "rtx4090" and "3080ti" taken apart. */
function wordsOf(name: string): Wanted {
  let memoryGb: number | undefined;
  const words: string[] = [];
  const plain = name.normalize("NFKC").toLowerCase().replace(/®|™|\((?:r|tm)\)/g, " ")
    .replace(/\bmax-q\b/g, "maxq").replace(/\b(\d+) (gi?b)\b/g, "$1$2");
  for (const word of plain.split(/[\s\-_/,()]+/)) {
    const memory = /^(\d+)gi?b?$/.exec(word);
    if (memory !== null) memoryGb = Number(memory[1]);
    else words.push(...parted(word));
  }
  return { words: words.filter((word) => word !== "" && !FILLER.has(word)), memoryGb };
}

function parted(word: string): string[] {
  const series = /^(rtx|gtx|rx)(\d.*)$/.exec(word);
  if (series !== null) return [series[1]!, ...parted(series[2]!)];
  const variant = /^(\d{3,4})(ti|super|xt|xtx|gre)$/.exec(word);
  return variant === null ? [word] : [variant[1]!, variant[2]!];
}

function sameWords(own: readonly string[], wanted: readonly string[]): boolean {
  return own.length === wanted.length && own.every((word) => wanted.includes(word));
}

function differBySoftWords(own: readonly string[], wanted: readonly string[]): boolean {
  return own.every((word) => wanted.includes(word) || SOFT.test(word)) &&
    wanted.every((word) => own.includes(word) || SOFT.test(word) && !contradicts(word, own));
}

/** A form that a name states beside another form, or a series of another part. */
function contradicts(word: string, own: readonly string[]): boolean {
  const kinds = [/^(?:sxm\d?|pcie|oam|dgxs)$/, /^(?:rtx|gtx|rx)$/];
  return kinds.some((kind) => kind.test(word) && own.some((each) => kind.test(each)));
}

function acceleratorEntries(): Promise<readonly Entry[]> {
  entries ??= loadAccelerators().then((rows) =>
    rows.flatMap((row) =>
      [row.name, ...row.aliases ?? []].map((name) => {
        const { words, memoryGb } = wordsOf(name);
        const own = memoryGb ?? row.memoryGb;
        return { row, words, memoryGb: own };
      })
    )
  ).catch((error) => {
    entries = undefined; // a table that could not be fetched may be there next time
    throw error;
  });
  return entries;
}
