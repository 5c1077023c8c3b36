import { swatch } from "../../lib/display/bars.ts";
import { basisCss, paintOf } from "../../lib/display/basis_look.ts";
import { coloursOf, THEMES } from "../../lib/display/theme.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

Deno.test("paintOf() gives each basis its look with a pattern only where it needs one", () => {
  const gpu = coloursOf("gpu", THEMES.light);
  const of = (basis: Parameters<typeof paintOf>[0]) =>
    paintOf(basis, gpu, { id: "p1", theme: THEMES.light });
  assertEquals(of("measured"), { fill: "#1d4e9e", stroke: "#1d4e9e" });
  assertEquals(of("modelled").fill, "url(#p1)");
  assertStringIncludes(of("modelled").pattern!, '<pattern id="p1" patternUnits="userSpaceOnUse"');
  assert(!of("modelled").pattern!.includes("patternTransform"));
  assertStringIncludes(of("default").pattern!, "<circle");
  assertEquals(of("predicted"), { fill: "none", stroke: "#1a1c20", dash: "3 2" });
});

Deno.test("swatch() of what is predicted is empty with a dashed ink outline, whatever the device", () => {
  assertStringIncludes(swatch("predicted", "cpu"), 'class="fn-swatch fn-predicted"');
  assertStringIncludes(
    basisCss(),
    ".fn-predicted{background:none;border:1px dashed var(--fn-ink)}",
  );
});
