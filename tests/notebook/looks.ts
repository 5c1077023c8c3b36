/**
 * What a browser can tell of how a page looks: pictures that are there, text that can be read, nothing cut or wider than its place.
 * `inspectPage` is sent to the page as text, so it uses nothing from outside itself.
 */
import type { Page } from "./browser.ts";

/** A picture that is visible. */
export interface Picture {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Its texts, in the order of the page. */
  readonly texts: readonly string[];
}
/** How a page looks. */
export interface Looks {
  /** Elements of ours that stand on the page. */
  readonly roots: number;
  readonly pictures: readonly Picture[];
  /** All visible text of ours. */
  readonly text: string;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

/** Looks at everything of ours on the page. */
export function looksOf(page: Page): Promise<Looks> {
  return page.evaluate<Looks>(`(${inspectPage})()`);
}

// deno-lint-ignore no-explicit-any -- the page's own globals, which Deno has no types for
declare const document: any, getComputedStyle: any, DOMPoint: any, NodeFilter: any;

function inspectPage(): Looks {
  type Colour = readonly [number, number, number, number];
  // deno-lint-ignore no-explicit-any
  type Node = any;
  const faults: string[] = [];
  const pictures: Picture[] = [];
  const roots: Node[] = [...document.querySelectorAll(".footnote")]
    .filter((one: Node) => !one.parentElement.closest(".footnote"));

  const visible = (node: Node): boolean => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && node.checkVisibility();
  };
  const colourOf = (text: string): Colour => {
    const parts = text.match(/[\d.]+/g)?.map(Number) ?? [];
    const unit = text.startsWith("color(") ? 255 : 1;
    return [(parts[0] ?? 0) * unit, (parts[1] ?? 0) * unit, (parts[2] ?? 0) * unit, parts[3] ?? 1];
  };
  const luminance = ([r, g, b]: Colour): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((one) => {
      const share = one / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a: Colour, b: Colour): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The ground under an element: the nearest ancestor that paints one, white at last. */
  const groundOf = (node: Node): Colour => {
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const ground = colourOf(style.backgroundColor);
      if (ground[3] > 0.5 && style.backgroundColor !== "transparent") return ground;
    }
    return [255, 255, 255, 1];
  };
  /** In a drawing: the last filled shape before the text that holds the middle of its box. */
  const groundInDrawing = (text: Node, svg: Node): Colour => {
    const box = text.getBoundingClientRect();
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
    let ground = groundOf(svg);
    for (const shape of svg.querySelectorAll("rect, path, circle, polygon")) {
      if (shape.closest("defs") || !(shape.compareDocumentPosition(text) & 4)) continue;
      const style = getComputedStyle(shape);
      if (style.fill === "none" || style.fill.startsWith("url")) continue;
      if (Number(style.fillOpacity) * Number(style.opacity) < 0.5) continue;
      const matrix = shape.getScreenCTM()?.inverse();
      if (!matrix) continue;
      const point = new DOMPoint(...middle).matrixTransform(matrix);
      if (shape.isPointInFill(point)) ground = colourOf(style.fill);
    }
    return ground;
  };
  /** Whether a part of ours that scrolls by itself stands around the element: a wide table may. */
  const insideScroller = (node: Node, root: Node): boolean => {
    for (let at = node; at && at !== root.parentElement; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  /** Where the text of an element has to end: the inner edge of the nearest box around it. */
  const innerRight = (node: Node): number => {
    let box = node;
    while (/^(inline|contents)$/.test(getComputedStyle(box).display)) box = box.parentElement;
    return box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight);
  };
  const say = (node: Node): string => JSON.stringify(node.textContent.trim().slice(0, 40));
  const checkContrast = (
    node: Node,
    colour: Colour,
    ground: Colour,
    pixels: number,
    bold: boolean,
  ) => {
    const least = pixels >= 24 || (bold && pixels >= 18.66) ? 3 : 4.5;
    const found = contrast(colour, ground);
    if (found < least - 0.05) {
      faults.push(
        `contrast ${found.toFixed(1)}:1 of ${say(node)} (${colour.slice(0, 3)} on ${
          ground.slice(0, 3)
        })`,
      );
    }
  };

  for (const root of roots) {
    if (!visible(root)) {
      faults.push(`an element of ours is not visible: ${say(root)}`);
      continue;
    }
    const place = root.parentElement;
    const room = place.getBoundingClientRect();
    for (const node of [root, ...root.querySelectorAll("*")]) {
      if (!visible(node) || node.closest("defs") || node.ownerSVGElement) continue;
      if (node !== root && insideScroller(node.parentElement, root)) continue;
      const box = node.getBoundingClientRect();
      if (box.right > room.right + 1 || box.left < room.left - 1) {
        faults.push(
          `<${node.localName} class="${node.getAttribute("class") ?? ""}"> ${
            say(node)
          } is wider than its place: ` +
            `${Math.round(box.left)} to ${Math.round(box.right)} in ${Math.round(room.left)} to ${
              Math.round(room.right)
            }`,
        );
      }
    }
    for (let at = root; at && at !== document.body; at = at.parentElement) {
      if (
        at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0 &&
        at.matches("[class*=utput], .footnote")
      ) {
        faults.push(
          `scrolls sideways: <${at.localName} class="${at.className}"> ${at.scrollWidth} in ${at.clientWidth} px`,
        );
      }
    }
    const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const node = words.currentNode.parentElement;
      if (words.currentNode.data.trim() === "" || node.closest("style, title, desc, defs")) {
        continue;
      }
      if (!visible(node)) continue;
      // Where spaces are kept, the one at a line's end may hang out.
      const hangs = getComputedStyle(node).whiteSpace === "pre-wrap";
      if (!node.closest("svg") && !hangs && !insideScroller(node, root)) {
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        const out = range.getBoundingClientRect().right - innerRight(node);
        if (out > 1) faults.push(`text runs ${Math.round(out)} px out of its box: ${say(node)}`);
      }
      const style = getComputedStyle(node);
      const svg = node.closest("svg");
      const bold = Number(style.fontWeight) >= 600;
      const scale = svg?.viewBox.baseVal.width
        ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
        : 1;
      const pixels = parseFloat(style.fontSize) * scale;
      if (pixels < 9.5) faults.push(`text of ${pixels.toFixed(1)} px: ${say(node)}`);
      if (svg) checkContrast(node, colourOf(style.fill), groundInDrawing(node, svg), pixels, bold);
      else checkContrast(node, colourOf(style.color), groundOf(node), pixels, bold);
    }
    for (const svg of root.querySelectorAll("svg")) {
      if (!visible(svg)) continue;
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].filter(visible);
      for (const text of texts) {
        const box = text.getBoundingClientRect();
        const out = Math.max(
          frame.left - box.left,
          box.right - frame.right,
          frame.top - box.top,
          box.bottom - frame.bottom,
        );
        if (out > 2) faults.push(`text is cut by ${Math.round(out)} px: ${say(text)}`);
      }
      pictures.push({
        label: svg.getAttribute("aria-label") ?? "",
        width: frame.width,
        height: frame.height,
        texts: texts.map((one: Node) => one.textContent.trim()),
      });
    }
  }
  const text = roots.filter(visible).map((one) => one.innerText).join("\n");
  return { roots: roots.length, pictures, text, faults: [...new Set(faults)] };
}
