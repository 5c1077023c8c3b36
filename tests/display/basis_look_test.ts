import { swatch } from "../../lib/display/bars.ts";
import { kindStyle, paintOf } from "../../lib/display/basis_look.ts";
import { coloursOf, THEMES } from "../../lib/display/theme.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

Deno.test("paintOf() gives each basis its look in its device's colour, with a pattern only where it needs one", () => {
  const gpu = coloursOf("gpu", THEMES.light);
  const of = (basis: Parameters<typeof paintOf>[0]) =>
    paintOf(basis, gpu, { id: "p1", theme: THEMES.light });
  assertEquals(of("measured"), { fill: "#1d4e9e", stroke: "#1d4e9e" });
  assertEquals(of("modelled").fill, "url(#p1)");
  assertStringIncludes(of("modelled").pattern!, '<pattern id="p1" patternUnits="userSpaceOnUse"');
  assert(!of("modelled").pattern!.includes("patternTransform"));
  assertStringIncludes(of("default").pattern!, "<circle");
  // A quarter of #1d4e9e and three of #ffffff: 29 / 4 + 191.25 = 198.5, 78 / 4 + 191.25 = 210.75, 158 / 4 + 191.25 = 230.75.
  assertEquals(of("predicted"), { fill: "#c7d3e7", stroke: "#1d4e9e", dash: "3 2" });
});

Deno.test("kindStyle() and swatch() fill what is predicted faintly, in its device's colour", () => {
  assertEquals(kindStyle("cpu", "measured"), "--fn-fill:var(--fn-cpu);--fn-line:var(--fn-cpu)");
  const predicted = "--fn-fill:var(--fn-predicted-cpu);--fn-line:var(--fn-cpu)";
  assertEquals(kindStyle("cpu", "predicted"), predicted);
  assertStringIncludes(swatch("predicted", "cpu"), `style="${predicted}"`);
  assert(!swatch("predicted").includes("style="));
});
