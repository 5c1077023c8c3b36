import {
  cleanText,
  cutMiddle,
  escapeHtml,
  escapeLatex,
  escapeMarkdown,
  userHtml,
} from "../../lib/display/escape.ts";
import { assert, assertEquals } from "../assert.ts";

Deno.test("escapeHtml() leaves nothing that opens a tag, an attribute or an entity", () => {
  assertEquals(
    escapeHtml(`<b a="1" b='2'>&amp;`),
    "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;",
  );
});

Deno.test("cleanText() takes out what a terminal would obey", () => {
  assertEquals(cleanText("a\u001b[31mred\u001b[0m b"), "ared b");
  assertEquals(cleanText("a\u001b]0;title\u0007b"), "ab");
  assertEquals(cleanText("one\r\ntwo\tthree"), "one two three");
  assertEquals(cleanText("bell\u0007 null\u0000 c1\u009b2J"), "bell null c12J");
  assertEquals(cleanText("turn\u202eed"), "turned");
  assertEquals(cleanText("half \ud800"), "half \ufffd");
});

Deno.test("escapeLatex() writes every sign of LaTeX out", () => {
  assertEquals(
    escapeLatex("\\input{x} $1 & #2 50% a_b^c~"),
    "\\textbackslash{}input\\{x\\} \\$1 \\& \\#2 50\\% a\\_b\\textasciicircum{}c\\textasciitilde{}",
  );
  assertEquals(escapeLatex("140\u202FgCO₂eq"), "140\\,gCO\\textsubscript{2}eq");
});

Deno.test("escapeMarkdown() writes marks out and lets no HTML through", () => {
  assertEquals(
    escapeMarkdown("*a* [b](c) `d` <e> x_y"),
    "\\*a\\* \\[b\\](c) \\`d\\` &lt;e&gt; x\\_y",
  );
});

Deno.test("cutMiddle() keeps both ends, counted as a reader counts", () => {
  assertEquals(cutMiddle("abcdefghij", 7), "abc…hij");
  assertEquals(cutMiddle("abcdefghij", 10), "abcdefghij");
  assertEquals(cutMiddle("abc", 1), "…");
  assertEquals(cutMiddle("abc", 0), "");
  assertEquals(cutMiddle("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3), "👩‍👩‍👧‍👦…👩‍👩‍👧‍👦");
});

Deno.test("userHtml() sets a name apart and keeps the whole in its title", () => {
  assertEquals(userHtml("a<b"), "<bdi>a&lt;b</bdi>");
  const long = "x".repeat(40) + '"';
  assert(userHtml(long).startsWith(`<bdi title="${"x".repeat(40)}&quot;">`));
});

Deno.test("escapeLatex() raises the digits that its fonts lack", () => {
  assertEquals(
    escapeLatex("1.3 × 10¹⁴ and 3 × 10²³"),
    "1.3 $\\times$ 10\\textsuperscript{14} and 3 $\\times$ 10\\textsuperscript{23}",
  );
});
