/** Plot's elements as text: without its styles, with rounded geometry. */
import { compactPath, roundNumbers } from "./compact_path.ts";
import type { DrawnNode } from "./plot.ts";
import { escapeXml } from "./svg_text.ts";

const GEOMETRY = new Set(
  "x y x1 x2 y1 y2 cx cy r rx ry dx dy width height transform points".split(" "),
);

/** An element and what is in it. Plot's `<style>`, classes and names for readers are left out: the root says it all. */
export function serializeSvg(node: DrawnNode, decimals: number): string {
  if (node.nodeType === 3) return escapeXml(node.nodeValue ?? "");
  const name = node.localName;
  if (node.nodeType !== 1 || name === undefined || name === "style") return "";
  let attributes = "";
  for (const { name: key, value } of node.attributes ?? []) {
    if (key === "class" || key.startsWith("aria-")) continue;
    const text = key === "d"
      ? compactPath(value, decimals)
      : GEOMETRY.has(key) && !value.endsWith("em")
      ? roundNumbers(value, decimals)
      : value;
    attributes += ` ${key}="${escapeXml(text)}"`;
  }
  let inside = "";
  for (const child of node.childNodes) inside += serializeSvg(child, decimals);
  return inside === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside}</${name}>`;
}
