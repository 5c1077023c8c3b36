import { pageFigure } from "../../lib/display/page_figure.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

const PARTS = {
  wide: "<svg><text>wide</text></svg>",
  narrow: "<svg><text>narrow</text></svg>",
  label: "a <figure>",
  caption: "what & how",
  image: "data:image/png;base64,AAAA",
};

Deno.test("pageFigure() shows the wide drawing where styles are gone, and neither the narrow one nor the image twice", () => {
  const bare = pageFigure(PARTS).replace(/<style>.*?<\/style>/s, "");
  assertStringIncludes(bare, '<div class="fn-wide"><svg>');
  assertStringIncludes(bare, '<div class="fn-narrow" style="display:none">');
  assertStringIncludes(bare, 'src="data:image/png;base64,AAAA" style="display:none"');
});

Deno.test("pageFigure() shows the image with its words where drawings, styles and style attributes are stripped", () => {
  const stripped = pageFigure(PARTS)
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<svg>.*?<\/svg>/g, "")
    .replace(/ style="[^"]*"/g, "");
  assertStringIncludes(stripped, '<img alt="a &lt;figure&gt;" src="data:image/png;base64,AAAA">');
  assertStringIncludes(stripped, "<figcaption>what &amp; how</figcaption>");
});

Deno.test("pageFigure() leaves out what there is none of", () => {
  const { wide, label } = PARTS;
  const html = pageFigure({ wide, label });
  assert(!/<img|<figcaption>|<div class="fn-narrow"/.test(html));
  assertEquals(html.match(/<svg/g)?.length, 1);
});
