import { pageFigure } from "../../lib/display/page_figure.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

const PARTS = {
  wide: "<svg><text>wide</text></svg>",
  narrow: "<svg><text>narrow</text></svg>",
  label: "a <figure>",
  caption: "what & how",
  image: "data:image/png;base64,AAAA",
  imageWidth: 744,
};

Deno.test("pageFigure() shows the image alone where its styles are gone, and without an image the wide drawing", () => {
  const bare = (html: string) => html.replace(/<style>.*?<\/style>/s, "");
  const withImage = bare(pageFigure(PARTS));
  assertStringIncludes(withImage, '<div class="fn-wide" style="display:none"><svg>');
  assertStringIncludes(withImage, '<div class="fn-narrow" style="display:none">');
  assertStringIncludes(withImage, 'src="data:image/png;base64,AAAA">');
  const { image: _image, ...without } = PARTS;
  assertStringIncludes(bare(pageFigure(without)), '<div class="fn-wide"><svg>');
});

Deno.test("pageFigure() shows the image with its words where drawings, styles and style attributes are stripped", () => {
  const stripped = pageFigure(PARTS)
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<svg>.*?<\/svg>/g, "")
    .replace(/ style="[^"]*"/g, "");
  assertStringIncludes(
    stripped,
    '<img alt="a &lt;figure&gt;" width="744" src="data:image/png;base64,AAAA">',
  );
  assertStringIncludes(stripped, "<figcaption>what &amp; how</figcaption>");
});

Deno.test("pageFigure() leaves out what there is none of", () => {
  const { wide, label } = PARTS;
  const html = pageFigure({ wide, label });
  assert(!/<img|<figcaption>|<div class="fn-narrow"/.test(html));
  assertEquals(html.match(/<svg/g)?.length, 1);
});
