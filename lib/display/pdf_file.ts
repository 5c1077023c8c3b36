/** A drawing as PDF: vector, with the font embedded and its text selectable. */
import { FootnoteError } from "../errors.ts";
import { fontFiles } from "./file_fonts.ts";
import { loadPackage } from "./load_package.ts";

interface PdfDocument {
  registerFont(name: string, path: string): void;
  /** Takes a registered font; its letters are then known at `_font`. */
  font(name: string): PdfDocument;
  readonly _font?: { readonly font?: { hasGlyphForCodePoint?(codePoint: number): boolean } };
  on(event: "data", listener: (bytes: Uint8Array) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  end(): void;
}
type PdfKit = new (
  options: { size: [number, number]; margin: number; info: Readonly<Record<string, string>> },
) => PdfDocument;
type SvgToPdf = (
  document: PdfDocument,
  svg: string,
  x: number,
  y: number,
  options: {
    readonly assumePt: boolean;
    readonly width: number;
    readonly height: number;
    fontCallback(family: string, bold: boolean): string;
  },
) => void;

/** Points in a px of CSS: 72 and 96 to the inch. */
const POINTS_PER_PX = 0.75;

/**
 * A drawing that stands alone as PDF of its own size: millimetres as they are, px of CSS at 96 to the inch. Letters that its font does not have
 * (Hebrew, Arabic, Chinese …) are boxes: SVG and PNG take them from the fonts of the system.
 *
 * @throws {PackageError} If one of the packages cannot be loaded here.
 */
export async function makePdf(svg: string, { title }: { title: string }): Promise<Uint8Array> {
  const purpose = "PDF files";
  const [{ default: Pdf }, { default: draw }, fonts] = await Promise.all([
    loadPackage<{ default: PdfKit }>("npm:pdfkit@^0.17.2", purpose),
    loadPackage<{ default: SvgToPdf }>("npm:svg-to-pdfkit@^0.1.8", purpose),
    fontFiles(),
  ]);
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const unit = /<svg[^>]*? width="[\d.]+mm"/.test(svg) ? 1 : POINTS_PER_PX;
  const size: [number, number] = [Number(width) * unit, Number(height) * unit];
  // Its own width and height would be read as px and cut: the page gives the size.
  const bare = svg.replace(/(<svg[^>]*?) width="[^"]*" height="[^"]*"/, "$1");
  try {
    return await new Promise((resolve, reject) => {
      const document = new Pdf({ size, margin: 0, info: { Title: title, Creator: "Footnote" } });
      const pieces: Uint8Array[] = [];
      document.on("data", (bytes) => pieces.push(bytes));
      document.on("error", reject);
      document.on("end", () => resolve(joined(pieces)));
      document.registerFont("regular", fonts.regular);
      document.registerFont("semibold", fonts.semibold);
      const letters = document.font("regular")._font?.font;
      draw(document, withSeenLetters(bare, letters), 0, 0, {
        assumePt: true,
        width: size[0],
        height: size[1],
        fontCallback: (_family, bold) => bold ? "semibold" : "regular",
      });
      document.end();
    });
  } catch (cause) {
    throw new FootnoteError("Cannot draw PDF of figure", { cause });
  }
}

/** A box stands for what the font has no letter for: left out, a name in another script would be gone without a word. */
const BOXES = ["\u25A1", "?"];

function withSeenLetters(
  svg: string,
  letters: { hasGlyphForCodePoint?(codePoint: number): boolean } | undefined,
): string {
  const has = (letter: string) => letters?.hasGlyphForCodePoint?.(letter.codePointAt(0)!) ?? true;
  const box = BOXES.find(has) ?? "?";
  return svg.replace(
    /[\u0080-\u{10FFFF}]/gu,
    // Marks that join letters or turn the line are none themselves.
    (letter) => has(letter) ? letter : /[\p{M}\p{Cf}]/u.test(letter) ? "" : box,
  );
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
