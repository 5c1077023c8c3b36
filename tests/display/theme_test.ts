import { sheetCss } from "../../lib/display/sheet.ts";
import { basisCss } from "../../lib/display/basis_look.ts";
import { coloursOf, themeCss, THEMES, VARIABLES } from "../../lib/display/theme.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

/** Contrast of two colours by WCAG 2.2: (L1 + 0.05) / (L2 + 0.05). */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

Deno.test("every text colour stands 4.5:1 on the surface, on code and on its device", () => {
  for (const theme of Object.values(THEMES)) {
    for (const token of ["ink", "muted", "faint", "bad", "warn"] as const) {
      assert(contrast(theme[token], theme.surface) >= 4.5, token);
    }
    assert(contrast(theme.ink, theme.code) >= 4.5);
    for (const kind of ["gpu", "cpu", "memory", "rest"] as const) {
      const { fill, text } = coloursOf(kind, theme);
      assert(contrast(text, fill) >= 4.5, `${kind} ${contrast(text, fill)}`);
    }
  }
  // black on white is 21:1 by the definition
  assertEquals(contrast("#000000", "#ffffff"), 21);
});

Deno.test("themeCss() has light by default and dark where the host says so, never by the desktop", () => {
  const css = themeCss();
  assertStringIncludes(css, ".footnote{--fn-surface:#ffffff;--fn-ink:#1a1c20");
  assertStringIncludes(css, '[data-jp-theme-light="false"] .footnote');
  assertStringIncludes(css, 'body[data-vscode-theme-kind*="dark"] .footnote');
  // Printed in light tokens wherever it is dark on a screen.
  assertEquals(
    css.split('body[data-vscode-theme-kind="vscode-high-contrast"] .footnote').length,
    3,
  );
  assert(!css.includes("prefers-color-scheme"));
  assertEquals(VARIABLES.onGpu, "var(--fn-on-gpu)");
});

Deno.test("every colour that the style rules use is a token", () => {
  const css = sheetCss() + basisCss();
  const defined = new Set([...themeCss().matchAll(/(--fn-[\w-]+):/g)].map(([, name]) => name));
  // set by the element itself
  for (const own of ["--fn-fill", "--fn-line"]) defined.add(own);
  for (const [, name] of css.matchAll(/var\((--fn-[\w-]+)/g)) assert(defined.has(name), name);
});

Deno.test("every style rule stays under the root class", () => {
  for (const [, selector] of sheetCss().matchAll(/(?:^|[}{\n])([^@{}\n][^{}]*)\{/g)) {
    for (const one of selector!.split(",")) assertStringIncludes(one, ".footnote");
  }
});

Deno.test("sheetCss() of a page has the rules that the page has elements for, and no others", () => {
  const css = sheetCss('<section class="fn-sheet"><p>x</p></section>');
  assertStringIncludes(css, ".footnote.footnote .fn-sheet{");
  assertStringIncludes(css, ".footnote.footnote .fn-sheet p{");
  assert(!css.includes(".fn-devices"));
  assert(!css.includes("table{"));
  assert(css.length < sheetCss().length / 2);
  const table = sheetCss('<table class="fn-devices"><tbody><tr><td></td></tr></tbody></table>');
  assertStringIncludes(table, ".fn-devices tbody tr:nth-child(n),");
});
