/** The font of files that leave the page: Source Sans 3 (Adobe, SIL Open Font License 1.1), from its package. */
import { loadPackage } from "./load_package.ts";

const FONT_PACKAGE: string = "npm:@expo-google-fonts/source-sans-3@^0.4.1";

/** Paths of the two weights that drawings use. */
export interface FontFiles {
  readonly regular: string;
  readonly semibold: string;
}

/**
 * Where the font lies on this machine; fetched at first use.
 *
 * @throws {PackageError} If the package cannot be loaded here.
 */
export async function fontFiles(): Promise<FontFiles> {
  const { fileURLToPath } = await import("node:url");
  // The whole package is fetched for its description, then its files can be named.
  await loadFontPackage();
  const path = (file: string) => fileURLToPath(import.meta.resolve(`${FONT_PACKAGE}/${file}`));
  return {
    regular: path("400Regular/SourceSans3_400Regular.ttf"),
    semibold: path("600SemiBold/SourceSans3_600SemiBold.ttf"),
  };
}

async function loadFontPackage(): Promise<void> {
  await loadPackage(`${FONT_PACKAGE}/package.json`, "files of figures", { type: "json" });
}
