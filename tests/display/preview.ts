/** Draws every card, line and table in light and dark into one page: `deno run -A tests/display/preview.ts page.html`. */
import { PAGES } from "./preview_pages.ts";

const only = Deno.args.slice(1).filter((word) => !word.startsWith("--"));
const bare = Deno.args.includes("--no-styles");
const some = PAGES.filter(([name]) =>
  only.length === 0 || only.some((word) => name.startsWith(word))
);
const page = (light: boolean) =>
  `<div data-jp-theme-light="${light}" style="flex:1;min-width:0;padding:16px;background:${
    light ? "#fff" : "#111"
  }">${some.map(([, html]) => `<div style="margin-bottom:24px">${html}</div>`).join("")}</div>`;
const body = bare
  ? page(true).replace(/<style>.*?<\/style>/gs, "").replace(/ style="[^"]*"/g, "")
  : Deno.args.includes("--dark")
  ? page(false)
  : page(true);
await Deno.writeTextFile(
  Deno.args[0] ?? "preview.html",
  `<!doctype html><meta charset="utf-8"><title>Preview</title><body style="margin:0;--jp-content-font-family:'Liberation Sans'">${body}`,
);
