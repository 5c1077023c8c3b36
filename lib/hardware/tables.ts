/** The bundled hardware tables, loaded when first asked for. */
import type { HardwareMatch } from "../model.ts";

/** How sure a figure of the tables is. */
export type Confidence = HardwareMatch["confidence"];

/** A row of `data/accelerators.json`. Powers in W of one board or chip. */
export interface AcceleratorRow {
  readonly vendor: string;
  readonly name: string;
  readonly tdpWatts?: number;
  /** A second stated figure, where sources differ. */
  readonly altTdpWatts?: number;
  /** What the figure is of: a board, a chip, a module, a whole machine at the wall, or an estimate. */
  readonly basis: string;
  readonly idleWatts?: number;
  readonly meanWatts?: number;
  readonly memoryGb?: number;
  readonly year?: number;
  /** Rows of one family differ by form or memory; the first is taken where a name does not tell. */
  readonly family?: string;
  readonly aliases?: readonly string[];
  readonly confidence: Confidence;
  readonly src: readonly string[];
}
/** The default of a family of server CPUs: medians of its parts. */
export interface CpuFamily {
  readonly id: string;
  readonly name: string;
  readonly tdpWatts: number;
  readonly threads: number;
  readonly parts: number;
  /** Whole servers at the wall, in W a thread, idle and full: another thing than the package. */
  readonly wallWattsPerThread?: readonly [idle: number, full: number];
  readonly wallSource?: string;
}
type Sparse = Readonly<Record<string, number>>;
/** `data/cpus.json`: columns, one entry a part; the sparse ones by its index. Powers in W of one package. */
export interface CpuTable {
  readonly sources: readonly string[];
  readonly confidences: readonly Confidence[];
  readonly names: readonly string[];
  readonly tdpWatts: readonly number[];
  readonly source: readonly number[];
  readonly confidence: readonly number[];
  readonly threads: Sparse;
  readonly maxTurboWatts: Sparse;
  readonly ctdpMinWatts: Sparse;
  readonly ctdpMaxWatts: Sparse;
  readonly idleWatts: Sparse;
  readonly fullWatts: Sparse;
  /** Index of the source of both. */
  readonly loadSource: Sparse;
  readonly altTdpWatts: Sparse;
  readonly families: readonly CpuFamily[];
}

/** `data/accelerators.json`. */
export async function loadAccelerators(): Promise<readonly AcceleratorRow[]> {
  return (await load<{ readonly rows: readonly AcceleratorRow[] }>("accelerators.json")).rows;
}

/** `data/cpus.json`. */
export async function loadCpus(): Promise<CpuTable> {
  return await load<CpuTable>("cpus.json");
}

/** A table by its file name. A literal path would be fetched at import where the module comes over https. */
async function load<T>(name: string): Promise<T> {
  const url = new URL(`../../data/${name}`, import.meta.url).href;
  const module = await import(url, { with: { type: "json" } }) as { readonly default: T };
  return module.default;
}
