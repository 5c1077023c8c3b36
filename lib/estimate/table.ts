/** A table of `data/` by its file name. A literal path would be fetched at import where the module comes over https. */
export async function loadEstimateTable<T>(name: string): Promise<T> {
  const url = new URL(`../../data/${name}`, import.meta.url).href;
  const module = await import(url, { with: { type: "json" } }) as { readonly default: T };
  return module.default;
}
