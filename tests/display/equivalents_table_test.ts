import { equivalentsSheet, showingEquivalents } from "../../lib/display/equivalents_table.ts";
import type { Equivalent } from "../../lib/model.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";

const LIST: readonly Equivalent[] = [
  {
    id: "phone",
    label: "phone charges",
    amount: 81.6543,
    unit: "",
    from: "energy",
    source: "EPA",
    year: 2024,
  },
  {
    id: "car-km-eu",
    label: "km in a new European car",
    amount: 1.3083,
    unit: "km",
    from: "emissions",
    source: "EEA <b>",
    year: 2023,
  },
  {
    id: "flight",
    label: "seats from Copenhagen to London",
    amount: 0.00123,
    unit: "seats",
    from: "emissions",
    source: "DEFRA",
    year: 2024,
  },
];

Deno.test("showingEquivalents() is a small table in rounded numbers, and plain data all the same", () => {
  const shown = showingEquivalents([...LIST]);
  assertEquals(Deno.inspect(shown).split("\n"), [
    "as much as                              of         by",
    "82 phone charges                        energy     EPA, 2024",
    "1.3 km in a new European car            emissions  EEA <b>, 2023",
    "0.0012 seats from Copenhagen to London  emissions  DEFRA, 2024",
  ]);
  assertEquals(JSON.stringify(shown), JSON.stringify(LIST));
  assertEquals([...shown], [...LIST]);
  assertEquals(Deno.inspect({ shown }), "{ shown: 3 equivalents }");
});

Deno.test("equivalentsSheet() escapes what it is given, and says where there is none", () => {
  const { html } = equivalentsSheet(LIST);
  assertStringIncludes(html, "<strong>82</strong> <bdi>phone charges</bdi>");
  assertStringIncludes(html, "EEA &lt;b&gt;, 2023");
  assertEquals(equivalentsSheet([]).text, "No equivalents.");
  assertStringIncludes(equivalentsSheet([{ ...LIST[0]!, amount: 0 }]).text, "\n0 phone charges");
});

Deno.test("equivalentsSheet() in LaTeX is a table of escaped cells", () => {
  const { latex } = equivalentsSheet(LIST);
  assertStringIncludes(latex, "as much as & of & by \\tabularnewline");
  assertStringIncludes(
    latex,
    "\\raggedright \\textbf{1.3} km in a new European car & emissions & \\raggedright EEA \\textless{}b\\textgreater{}, 2023 \\tabularnewline",
  );
  assertStringIncludes(equivalentsSheet([]).latex, "No equivalents.");
});
