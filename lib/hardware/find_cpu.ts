import { shownValue } from "../errors.ts";
import type { HardwareMatch } from "../model.ts";
import { normalizeCpuName } from "./cpu_name.ts";
import { type CpuTable, loadCpus } from "./tables.ts";

interface CpuIndex {
  readonly table: CpuTable;
  readonly byKey: ReadonlyMap<string, number>;
  /** Parts by each of their model tokens: numbers and the names of Apple's chips. */
  readonly byModel: ReadonlyMap<string, readonly number[]>;
  readonly tokens: readonly (readonly string[])[];
}
let index: Promise<CpuIndex> | undefined;

/** Words a user leaves out; they tell a line apart, never a part. */
const LINE =
  /^(?:xeon|core|ryzen|epyc|apple|platinum|gold|silver|bronze|ultra|threadripper|i[3579]|e[357]|[3579])$/;
/** A token that names one part or few: a number of three digits and more, or an Apple chip. */
const MODEL = /\d{3}|\d[a-z]\d{2}|^m\d+$/;

/**
 * The row of a CPU by the name that `/proc/cpuinfo`, `sysctl` or a user gives it, with its powers in W of one package.
 *
 * Words must be equal, also in the model number: nothing is taken for its neighbour. A server part that no catalogue has gets its
 * family's middle with the confidence `default`; anything else unknown is `undefined`.
 *
 * Sources: Intel and AMD catalogues and CodeCarbon's list (MIT) of 2025, see `data/sources.json`.
 * @throws {TypeError} If the name is no text.
 * @example A server part as Linux reports it
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { findCpu } from "@footnote/footnote";
 * const found = await findCpu("Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz");
 * strictEqual(found?.tdpWatts, 205);
 * ```
 */
export async function findCpu(reportedName: string): Promise<HardwareMatch | undefined> {
  if (typeof reportedName !== "string") {
    throw new TypeError(
      `Cannot find CPU as "reportedName" must be text: current value is ${
        shownValue(reportedName)
      }`,
    );
  }
  // What stands in parentheses beside (R) and (TM) is the hypervisor's: "Xeon Processor (Skylake, IBRS)".
  const plain = reportedName.slice(0, 200).replace(/\((?!(?:r|tm|c)\))[^)]*\)/gi, " ");
  const { tokens } = normalizeCpuName(plain);
  if (tokens.length === 0) return undefined;
  const cpus = await cpuIndex();
  const exact = cpus.byKey.get(tokens.join(" "));
  if (exact !== undefined) return partMatch(cpus.table, exact, "its whole name is in the table");
  const named = byModelToken(cpus, tokens);
  if (named !== undefined) {
    return partMatch(cpus.table, named, `"${tokens.join(" ")}" names this part alone`);
  }
  return familyMatch(cpus.table, tokens);
}

/** The one part that has all these words and beyond them only those of its line. */
function byModelToken(cpus: CpuIndex, tokens: readonly string[]): number | undefined {
  const model = tokens.find((token) => MODEL.test(token));
  if (model === undefined) return undefined;
  const fits = (cpus.byModel.get(model) ?? []).filter((part) => {
    const own = cpus.tokens[part]!;
    return tokens.every((token) => own.includes(token)) &&
      own.every((token) => tokens.includes(token) || LINE.test(token));
  });
  return fits.length === 1 ? fits[0] : undefined;
}

function partMatch(table: CpuTable, part: number, how: string): HardwareMatch {
  const optional = (name: "threads" | "maxTurboWatts" | "idleWatts" | "fullWatts") => {
    const value = table[name][part];
    return value === undefined ? {} : { [name]: value };
  };
  const alt = table.altTdpWatts[part];
  const load = table.loadSource[part];
  const [low, high] = [table.ctdpMinWatts[part], table.ctdpMaxWatts[part]];
  return {
    name: table.names[part]!,
    tdpWatts: table.tdpWatts[part]!,
    ...(alt === undefined ? {} : { otherTdpWatts: alt }),
    ...optional("maxTurboWatts"),
    ...optional("idleWatts"),
    ...optional("fullWatts"),
    ...optional("threads"),
    confidence: table.confidences[table.confidence[part]!]!,
    why: how + (alt === undefined ? "" : `; another source says ${alt} W`) +
      (low === undefined || high === undefined
        ? ""
        : `; its makers set it from ${low} to ${high} W`) +
      (load === undefined
        ? ""
        : `; by its counter ${table.idleWatts[part]} W at rest and ${
          table.fullWatts[part]
        } W at full load`),
    source: [...new Set([table.source[part]!, ...load === undefined ? [] : [load]])]
      .map((id) => table.sources[id]!).join("; "),
  };
}

const EPYC_NAMES: Readonly<Record<string, string>> = {
  naples: "1",
  rome: "2",
  milan: "3",
  genoa: "4",
  bergamo: "4",
  turin: "5",
};

/** The middle of a server family, for a part that no catalogue has: those that clouds have made for themselves. */
function familyMatch(table: CpuTable, tokens: readonly string[]): HardwareMatch | undefined {
  const id = familyOf(tokens);
  const family = table.families.find((each) => each.id === id);
  if (family === undefined) return undefined;
  const { wallWattsPerThread: wall } = family;
  return {
    name: `${family.name} (middle of ${family.parts} parts)`,
    tdpWatts: family.tdpWatts,
    threads: family.threads,
    confidence: "default",
    why:
      `no catalogue has "${
        tokens.join(" ")
      }": the middle part of its family, from 0.63 to 1.55 times that` + (wall === undefined
        ? ""
        : `; whole servers with such parts take ${wall[0]} to ${
          wall[1]
        } W a thread at the wall, idle to full`),
    source: family.wallSource === undefined ? "footnote" : `footnote; ${family.wallSource}`,
  };
}

function familyOf([line, second]: readonly string[]): string | undefined {
  if (line === "epyc") {
    const named = second === undefined ? undefined : EPYC_NAMES[second];
    const generation = named ?? /^[79][\da-z]\d(\d)[a-z]{0,2}$/.exec(second ?? "")?.[1];
    return generation === undefined || generation < "1" || generation > "5"
      ? "epyc"
      : `epyc ${generation}`;
  }
  if (line !== "xeon") return undefined;
  if (second === undefined) return "xeon";
  if (/^(?:platinum|gold|silver|e5)$/.test(second)) return `xeon ${second}`;
  return /^6\d{3}[pe]/.test(second) ? "xeon 6" : "xeon";
}

function cpuIndex(): Promise<CpuIndex> {
  index ??= loadCpus().then(indexOf).catch((error) => {
    index = undefined; // a table that could not be fetched may be there next time
    throw error;
  });
  return index;
}

function indexOf(table: CpuTable): CpuIndex {
  const byKey = new Map<string, number>();
  const byModel = new Map<string, number[]>();
  const tokens = table.names.map((name) => normalizeCpuName(name).tokens);
  for (const [part, words] of tokens.entries()) {
    byKey.set(words.join(" "), part);
    for (const word of words.filter((each) => MODEL.test(each))) {
      byModel.set(word, [...byModel.get(word) ?? [], part]);
    }
  }
  return { table, byKey, byModel, tokens };
}
