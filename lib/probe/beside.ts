/** A source of the whole machine under another name, so that it can be read beside the same device's share. */
import type { PowerSource, SourceDescription } from "../model.ts";
import { described } from "./described.ts";

/** What to open, and what to put before its devices' names. */
export interface BesideOptions {
  readonly inner: SourceDescription;
  readonly prefix: string;
}

/** The same source by its new name; it has nothing more to say, its notes are the share's already. */
export function besideSource(source: PowerSource, options: BesideOptions): PowerSource {
  const { notes: _, ...silent } = source;
  return described({ ...silent, device: `${options.prefix}${source.device}` }, {
    module: import.meta.url,
    name: "besideSources",
    options,
  });
}

/** Opens the inner sources from their description, each by its new name. */
export async function besideSources(options: BesideOptions): Promise<PowerSource[]> {
  const { module, name, options: innerOptions } = options.inner;
  const sources = await (await import(module))[name](innerOptions) as PowerSource[];
  return sources.map((source) => besideSource(source, options));
}
