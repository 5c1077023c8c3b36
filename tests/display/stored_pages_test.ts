import { doctorTable } from "../../lib/display/doctor_table.ts";
import { liveHtml, summaryLine } from "../../lib/display/live_line.ts";
import { receipt } from "../../lib/display/receipt.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { assertEquals } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const FOLDER = new URL("../fixtures/pages/", import.meta.url);
const timeZone = "UTC";

/** A page one element a line, without the style rules, which `theme_test.ts` looks at. */
function lines(html: string): readonly string[] {
  return html.replace(/<style>.*?<\/style>/gs, "").replace(/>(?=<)/g, ">\n").trim().split("\n");
}

/**
 * Compares a page with the stored one of that name. With FOOTNOTE_STORE_PAGES=1 in the environment it is stored instead: look at it
 * before you commit it.
 */
async function assertStored(name: string, html: string): Promise<void> {
  const file = new URL(`${name}.html`, FOLDER);
  if (Deno.env.get("FOOTNOTE_STORE_PAGES") === "1") {
    await Deno.mkdir(FOLDER, { recursive: true });
    await Deno.writeTextFile(file, `${lines(html).join("\n")}\n`);
  }
  assertEquals(lines(html), lines(await Deno.readTextFile(file)));
}

const PAGES: readonly (readonly [name: string, html: string])[] = [
  [
    "card_measured",
    runCard(samples.MEASURED_RUN, { timeZone, equivalents: samples.EQUIVALENTS }).html,
  ],
  ["card_modelled", runCard(samples.MODELLED_RUN, { timeZone }).html],
  ["card_failed", runCard(samples.FAILED_RUN, { timeZone }).html],
  ["card_interrupted", runCard(samples.INTERRUPTED_RUN, { timeZone }).html],
  ["card_node", runCard(samples.NODE_RUN, { timeZone }).html],
  ["card_hostile", runCard(samples.HOSTILE_RUN, { timeZone }).html],
  ["live_within", liveHtml(samples.LIVE_STATES[1]!)],
  ["live_past", liveHtml(samples.LIVE_STATES[2]!)],
  ["summary", summaryLine(samples.MEASURED_RUN).html],
  ["doctor", doctorTable(samples.DIAGNOSIS).html],
  ["receipt", receipt(samples.ESTIMATE, { title: "8 × A100, 72 h" }).html],
];

for (const [name, html] of PAGES) {
  Deno.test(`the page "${name}" is the stored one`, async () => {
    await assertStored(name, html);
  });
}
