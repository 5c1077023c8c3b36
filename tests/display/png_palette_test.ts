import { inflateSync } from "node:zlib";
import { encodePalettePng } from "../../lib/display/png_palette.ts";
import { assertEquals, assertLessOrEqual } from "../assert.ts";

/** Chunks of a PNG by their type. */
function chunksOf(png: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const type = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    chunks.set(type, png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

Deno.test("encodePalettePng() keeps the colours and places of a picture of four pixels", () => {
  // White, red, white, white: index 0 is the more frequent one.
  const white = [255, 255, 255, 255];
  const bytes = new Uint8Array([...white, 255, 0, 0, 255, ...white, ...white]);
  const chunks = chunksOf(encodePalettePng({ width: 2, height: 2, bytes }));
  assertEquals([...chunks.keys()], ["IHDR", "PLTE", "IDAT", "IEND"]);
  assertEquals([...chunks.get("IHDR")!], [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assertEquals([...chunks.get("PLTE")!], [255, 255, 255, 255, 0, 0]);
  // A row begins with its filter, none.
  assertEquals([...inflateSync(chunks.get("IDAT")!)], [0, 0, 1, 0, 0, 0]);
});

Deno.test("encodePalettePng() gives rare colours the nearest of the 256 frequent ones", () => {
  // 300 greys and blues, the last 44 of which are one step of blue beside a frequent one.
  const colour = (i: number) => i < 256 ? [i, i, i, 255] : [i - 256, i - 256, i - 255, 255];
  const pixels = Array.from({ length: 556 }, (_, i) => colour(i < 512 ? i % 256 : i - 256)).flat();
  const chunks = chunksOf(
    encodePalettePng({ width: 556, height: 1, bytes: new Uint8Array(pixels) }),
  );
  assertEquals(chunks.get("PLTE")!.length, 3 * 256);
  const indices = inflateSync(chunks.get("IDAT")!).subarray(1);
  for (let i = 512; i < 556; i++) {
    const grey = chunks.get("PLTE")![3 * indices[i]!]!;
    assertLessOrEqual(Math.abs(grey - (i - 512)), 1);
  }
});
