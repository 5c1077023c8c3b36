import { FootnoteError } from "../../lib/errors.ts";
import { makePdf } from "../../lib/display/pdf_file.ts";
import { drawFigure } from "../../lib/display/figure.ts";
import { figurePromise } from "../../lib/display/figure_promise.ts";
import { powerChart } from "../../lib/display/power_chart.ts";
import type { Figure } from "../../lib/model.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { requires } from "../requires.ts";
import { sampleRun } from "./chart_samples.ts";
import { SHOW, withKernel } from "./fake_kernel.ts";
import { count, problemsOf, textsOf } from "./stored_charts.ts";

const RUN = sampleRun({ points: 60 });

function line(words = "energy (gCO₂eq) × − †") {
  return {
    label: "a line",
    description: "It is level.",
    caption: "One line & nothing <else>.",
    draw(drawing: Parameters<Parameters<typeof drawFigure>[0]["draw"]>[0]) {
      drawing.text(0, drawing.em, words);
      drawing.line([0, 20], [drawing.width, 20], drawing.theme.ink);
      return 30;
    },
  };
}

Deno.test("drawFigure() puts the wide and the narrow drawing on the page, the width of the output chooses", async () => {
  const { html } = await drawFigure(line());
  assertStringIncludes(html, 'width="720"');
  assertStringIncludes(html, 'width="372"');
  assertStringIncludes(html, "@container (max-width:600px)");
  assertStringIncludes(html, '[data-jp-theme-light="false"]');
  assertStringIncludes(html, 'body[data-vscode-theme-kind*="dark"]');
  assert(!html.includes("prefers-color-scheme"));
  assertStringIncludes(html, "<figcaption>One line &amp; nothing &lt;else&gt;.</figcaption>");
});

Deno.test("drawFigure() leaves the caption out where it is not wanted, and keeps it in the figure", async () => {
  const { html, caption } = await drawFigure(line(), { caption: false });
  assert(!html.includes("<figcaption>"));
  assertEquals(caption, "One line & nothing <else>.");
});

Deno.test("drawFigure() draws paper in points and gives it its millimetres", async () => {
  const { svg, html } = await drawFigure(line(), { theme: "paper", widthMm: 85 });
  // 85 mm are 240.9 pt; 30 pt and a margin of 3 pt on both sides are then 36 x 85/241 mm.
  assertStringIncludes(svg, 'width="85mm" height="12.7mm" viewBox="0 0 241 36"');
  assertStringIncludes(
    svg,
    '<rect width="241" height="36" fill="#ffffff"/><g transform="translate(3,3)">',
  );
  // The line spans what is left between the margins.
  assertStringIncludes(svg, "M0 20h235");
  assertEquals(count(html, /<svg/g), 1);
  assertEquals(problemsOf(svg), []);
});

Deno.test("drawFigure() gives a drawing that stands alone", async () => {
  const { svg } = await drawFigure(line('x="var(--fn-ink)" currentColor'));
  assertEquals(problemsOf(svg), []);
  assertEquals(textsOf(svg), ['x="var(--fn-ink)" currentColor']);
});

Deno.test("Figure shows itself as text outside a notebook, and as one line inside something else", async () => {
  const figure = await drawFigure(line());
  assertMatch(Deno.inspect(figure), /^a line\. It is level\./);
  assertMatch(Deno.inspect({ figure }), /figure: a line/);
  assert(SHOW in figure && !Object.prototype.propertyIsEnumerable.call(figure, SHOW));
});

Deno.test("figurePromise() carries the display of what it will be", async () => {
  const promise = powerChart(RUN);
  const show = (promise as unknown as Record<symbol, unknown>)[SHOW];
  assert(!Object.prototype.propertyIsEnumerable.call(promise, SHOW));
  const told = await withKernel(async (told) => {
    assertEquals(await (show as () => Promise<unknown>)(), { "text/plain": "" });
    return told;
  });
  const { svg, html } = await promise;
  assertStringIncludes(svg, "<svg");
  assertEquals(told.length, 1);
  assertStringIncludes((told[0]![1] as Record<string, string>)["text/html"]!, html.slice(0, 100));
  const failed = figurePromise(Promise.reject(new TypeError("no run")) as Promise<Figure>);
  await assertRejects(() => failed, TypeError, "no run");
});

Deno.test("Figure.save() writes SVG, PNG and PDF by the ending", async () => {
  const directory = await Deno.makeTempDir();
  const figure = await powerChart(RUN, { widthMm: 85 });
  for (const ending of ["svg", "png", "PDF"]) await figure.save(`${directory}/power.${ending}`);
  const head = async (name: string) =>
    new TextDecoder("latin1").decode((await Deno.readFile(`${directory}/${name}`)).subarray(0, 5));
  assertEquals(await head("power.svg"), "<svg ");
  assertEquals((await head("power.png")).slice(1, 4), "PNG");
  assertEquals(await head("power.PDF"), "%PDF-");
  await assertRejects(() => figure.save(`${directory}/power.gif`), RangeError, "must end in .svg");
  await Deno.remove(directory, { recursive: true });
});

Deno.test("Figure.png() draws text with our own font: without it the picture would be another", async () => {
  const words = await (await drawFigure(line())).png();
  const none = await (await drawFigure(line(""))).png();
  const width = new DataView(words.buffer, words.byteOffset).getUint32(16);
  // 720 px and a margin of 12 px on both sides, at a scale of 2.
  assertEquals(width, 1488);
  assert(words.length > none.length + 1000, `${words.length} and ${none.length} bytes`);
});

Deno.test("Figure.png() refuses a scale of nothing", async () => {
  const figure = await drawFigure(line());
  await assertRejects(() => figure.png({ scale: 0 }), RangeError, '"scale" must be above 0');
});

const pdftotext = requires("pdftotext", "apt-get install poppler-utils");
Deno.test({
  ...pdftotext,
  name: pdftotext.name("Figure.pdf() holds its text as text, gCO₂eq among it, in an embedded font"),
  async fn() {
    const directory = await Deno.makeTempDir();
    await (await drawFigure(line(), { widthMm: 85 })).save(`${directory}/line.pdf`);
    const run = async (program: string, ...args: string[]) => {
      const { stdout } = await new Deno.Command(program, { args }).output();
      return new TextDecoder().decode(stdout);
    };
    assertStringIncludes(
      await run(pdftotext.path, `${directory}/line.pdf`, "-"),
      "energy (gCO₂eq) × − †",
    );
    const raw = new TextDecoder("latin1").decode(await Deno.readFile(`${directory}/line.pdf`));
    assertStringIncludes(raw, "/FontFile2");
    assertStringIncludes(raw, "SourceSans3-Regular");
    assertStringIncludes(raw, "/MediaBox [0 0 241 36]");
    await Deno.remove(directory, { recursive: true });
  },
});

Deno.test({
  ...pdftotext,
  name: pdftotext.name(
    "Figure.pdf() shows boxes for letters that its font does not have, and leaves none out",
  ),
  async fn() {
    const directory = await Deno.makeTempDir();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 20" width="200" height="20">' +
      '<text x="2" y="14" font-size="12">\u2068\u05E9\u05DC\u2069 \u6A21 Zoë\u0301 CO₂</text></svg>';
    await Deno.writeFile(`${directory}/names.pdf`, await makePdf(svg, { title: "names" }));
    const { stdout } = await new Deno.Command(pdftotext.path, {
      args: [`${directory}/names.pdf`, "-"],
    }).output();
    assertStringIncludes(new TextDecoder().decode(stdout), "□□ □ Zoë");
    assertStringIncludes(new TextDecoder().decode(stdout), "CO₂");
    await Deno.remove(directory, { recursive: true });
  },
});

Deno.test("save() says which figure could not be written, and what to do", async () => {
  const figure = await powerChart(sampleRun({ points: 20 }));
  for (const path of ["no/such/folder/x.pdf", "no/such/folder/x.svg"]) {
    await assertRejects(
      () => figure.save(path),
      FootnoteError,
      `Cannot save figure "${path}". Give`,
    );
  }
});
