/** PNG with at most 256 colours: a third of the size, for pictures that are stored inside a notebook. */
import { crc32, deflateSync } from "node:zlib";

/** Pixels of a picture, four bytes each: red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

const MOST_COLOURS = 256;

/**
 * An opaque picture as PNG with a palette of its most frequent colours; rarer ones, those of smoothed edges, take the nearest of them.
 *
 * Format: PNG, third edition (W3C, 2025): colour type 3, no filter.
 */
export function encodePalettePng({ width, height, bytes }: Pixels): Uint8Array {
  const colours = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
  const palette = sorted.slice(0, MOST_COLOURS);
  const index = new Map(
    sorted.map((colour, i) => [colour, i < MOST_COLOURS ? i : nearest(palette, colour)]),
  );
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0, at = 0; y < height; y++) {
    const row = y * (width + 1) + 1;
    for (let x = 0; x < width; x++, at++) rows[row + x] = index.get(colours[at]!)!;
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 3, 0, 0, 0], 8);
  const table = new Uint8Array(palette.length * 3);
  palette.forEach((colour, i) => table.set(channelsOf(colour), 3 * i));
  return joined([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Whether the lowest byte of a word is the first of its four. */
const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function channelsOf(colour: number): readonly [number, number, number] {
  return LITTLE
    ? [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255]
    : [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255];
}

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channelsOf(colour);
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < palette.length; i++) {
    const [r, g, b] = channelsOf(palette[i]!);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [least, best] = [distance, i];
  }
  return best;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(data.length + 12);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(type), 4);
  whole.set(data, 8);
  view.setUint32(data.length + 8, crc32(whole.subarray(4, data.length + 8)));
  return whole;
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
