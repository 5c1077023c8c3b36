/** Observable Plot without a browser: the library, and a document to draw in. */
import { loadPackage } from "./load_package.ts";

/** The library as a type; nothing is loaded by it. */
export type PlotLibrary = typeof import("npm:@observablehq/plot@^0.6.17");

/** A node of a drawing, as far as we look at it. */
export interface DrawnNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly nodeValue?: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<DrawnNode>;
}

/** What drawing needs. */
export interface PlotKit {
  readonly Plot: PlotLibrary;
  readonly document: unknown;
}

/**
 * Observable Plot and an empty document of linkedom.
 *
 * @throws {PackageError} If one of the two packages cannot be loaded here.
 */
export async function loadPlot(): Promise<PlotKit> {
  const [Plot, dom] = await Promise.all([
    loadPackage<PlotLibrary>("npm:@observablehq/plot@^0.6.17", "charts"),
    loadPackage<{ parseHTML(html: string): { document: unknown } }>(
      "npm:linkedom@^0.18",
      "charts",
    ),
  ]);
  return { Plot, document: dom.parseHTML("<!doctype html><html><body></body></html>").document };
}
