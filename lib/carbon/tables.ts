/** The bundled grid tables, loaded when first asked for; the runtime keeps a loaded module, so a second look is free. */

/** A country or a group of countries with its yearly means, in gCO2eq/kWh. */
export interface GridRow {
  readonly code: string;
  readonly iso3?: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly intensityGramsPerKwh: Readonly<Record<string, number>>;
}
/** `data/grid.json`: what the head says holds for every row. */
export interface GridTable {
  readonly emissionScope: "life-cycle" | "direct";
  readonly accounting: "generation" | "consumption";
  readonly src: string;
  readonly source: string;
  readonly rows: readonly GridRow[];
}
/** A subregion of a country's grid. */
export interface GridRegionRow {
  readonly code: string;
  readonly country: string;
  readonly name: string;
  readonly where: string;
  readonly intensityGramsPerKwh: Readonly<Record<string, number>>;
}
/** A cloud region: with the provider's own yearly means, else with the grid it draws from. */
export interface CloudRegionRow {
  readonly provider: string;
  readonly region: string;
  readonly location: string;
  readonly country: string;
  readonly grid?: string;
  readonly intensityGramsPerKwh?: Readonly<Record<string, number>>;
}
/** `data/grid_regions.json`, `data/cloud_regions.json`: what the head says holds for every row. */
export interface RegionTable<Row> extends Omit<GridTable, "rows" | "src"> {
  readonly rows: readonly Row[];
}
/** `data/time_zones.json`: the country of each time zone name. */
export interface TimeZoneTable {
  readonly zones: Readonly<Record<string, string>>;
}
/** A row of `data/sources.json`. */
export interface SourceRow {
  readonly id: string;
  /** What a figure says of it: "Ember". */
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly year: number;
  readonly url?: string;
  readonly licence: string;
  readonly bibtex: string;
}

/** A table of `data/` by its file name. A literal path would be fetched at import where the module comes over https. */
export async function loadTable<T>(name: string): Promise<T> {
  const url = new URL(`../../data/${name}`, import.meta.url).href;
  const module = await import(url, { with: { type: "json" } }) as { readonly default: T };
  return module.default;
}
