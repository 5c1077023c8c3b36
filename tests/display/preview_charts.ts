/**
 * Writes the charts as pages to look at: `deno run -A tests/display/preview_charts.ts DIRECTORY [NAME...]`. A page a theme and width,
 * every drawing on it as a notebook or a paper would hold it.
 */
import type { Figure } from "../../lib/model.ts";
import { CHARTS } from "./preview_list.ts";

const [directory = "preview", ...names] = Deno.args;
await Deno.mkdir(directory, { recursive: true });
const chosen = Object.entries(CHARTS).filter(([name]) =>
  names.length === 0 || names.includes(name)
);
for (const [name, draw] of chosen) {
  const started = performance.now();
  const figure = await draw({});
  const took = performance.now() - started;
  await write(`${name}-light.html`, page(figure, "true"));
  await write(`${name}-400px.html`, page(figure, "true", "width:400px"));
  await write(`${name}-dark.html`, page(figure, "false"));
  await figure.save(`${directory}/${name}.svg`);
  for (const widthMm of [85, 180]) {
    await (await draw({ widthMm })).save(`${directory}/${name}-${widthMm}mm.svg`);
  }
  const sizes = `${figure.svg.length} characters of SVG, ${figure.html.length} of HTML`;
  Deno.stdout.writeSync(
    new TextEncoder().encode(`${name}: ${sizes}, ${took.toFixed(0)} ms\n`),
  );
}

function page(figure: Figure, light: string, style = ""): string {
  return `<!doctype html><meta charset="utf-8"><body data-jp-theme-light="${light}" style="margin:0;${style}">${figure.html}</body>`;
}

async function write(name: string, text: string): Promise<void> {
  await Deno.writeTextFile(`${directory}/${name}`, text);
}
