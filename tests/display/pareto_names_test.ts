import type { Drawing, Panel } from "../../lib/display/drawing.ts";
import { drawNames, type PricedPoint } from "../../lib/display/pareto_names.ts";
import { assert, assertEquals } from "../assert.ts";
import { randomFrom } from "./chart_samples.ts";

const EM = 10;

/** A drawing that only keeps what is written: half an em a letter. */
function drawn(points: readonly PricedPoint[], edge: number, front: readonly PricedPoint[]) {
  const texts: { x: number; y: number; width: number; height: number; name: string }[] = [];
  const drawing = {
    em: EM,
    width: 200,
    theme: { ink: "", muted: "" },
    textWidth: (text: string) => 0.5 * EM * text.length,
    text(x: number, y: number, name: string, { anchor }: { anchor: string }) {
      const width = 0.5 * EM * name.length;
      const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
      texts.push({ x: left, y: y - 0.7 * EM, width, height: 0.7 * EM, name });
    },
  } as unknown as Drawing;
  const panel = {
    left: 20,
    right: 200,
    top: 14,
    bottom: 150,
    toX: (cost: number) => 20 + 180 * cost,
    toY: (quality: number) => 150 - 136 * quality,
  } as unknown as Panel;
  const beaten = points.filter((point) => !front.includes(point));
  drawNames(drawing, panel, { points: front, edge }, beaten);
  return texts;
}

Deno.test("drawNames() writes no name across the front, nor across where it begins", () => {
  const random = randomFrom(7);
  let written = 0;
  for (let turn = 0; turn < 300; turn++) {
    const points = Array.from({ length: 6 }, (_, i): PricedPoint => {
      const cost = random();
      return { name: `run-${i}-of-it`, cost, quality: random(), range: [cost, cost] };
    });
    const higher = turn % 2 === 0;
    const beats = (a: PricedPoint, b: PricedPoint) =>
      a.cost < b.cost && (higher ? a.quality > b.quality : a.quality < b.quality);
    const front = points.filter((point) => !points.some((other) => beats(other, point)))
      .toSorted((a, b) => b.cost - a.cost);
    const edge = higher ? 150 : 14;
    const corners = front.toReversed().reduce<[number, number][]>((line, { cost, quality }) => {
      const [x, y] = [20 + 180 * cost, 150 - 136 * quality];
      return [...line, [x, line.at(-1)?.[1] ?? edge], [x, y]];
    }, []);
    corners.push([200, corners.at(-1)![1]]);
    for (const { x, y, width, height, name } of drawn(points, edge, front)) {
      written++;
      corners.slice(1).forEach(([toX, toY], i) => {
        const [fromX, fromY] = corners[i]!;
        const across = Math.min(fromX, toX) < x + width && x < Math.max(fromX, toX) + 1e-9 &&
          Math.min(fromY, toY) < y + height && y < Math.max(fromY, toY) + 1e-9;
        assert(!across, `turn ${turn}: ${name}`);
      });
    }
  }
  assertEquals(written > 1000, true);
});
