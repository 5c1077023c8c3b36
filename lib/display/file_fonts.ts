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

/** Upright regular faces of many scripts, where systems keep them. */
const WIDE_FONTS: readonly string[] = [
  "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
  "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
  "/usr/share/fonts/TTF/DejaVuSans.ttf",
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
  "C:\\Windows\\Fonts\\arial.ttf",
];

/**
 * Those of the machine's fonts that are to be tried first for scripts which ours does not have: the rasteriser takes any face that has a letter,
 * a bold or a slanted one too, and then draws the whole line with it.
 */
export async function wideFonts(): Promise<readonly string[]> {
  const found = await Promise.all(
    WIDE_FONTS.map((path) => Deno.stat(path).then(() => [path], () => [])),
  );
  return found.flat();
}

async function loadFontPackage(): Promise<void> {
  await loadPackage(`${FONT_PACKAGE}/package.json`, "files of figures", { type: "json" });
}
