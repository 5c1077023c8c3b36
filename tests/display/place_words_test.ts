import { placePieces } from "../../lib/display/run_words.ts";
import { textOf } from "../../lib/display/rich_text.ts";
import { runsSheet } from "../../lib/display/runs_table.ts";
import { statement } from "../../lib/display/statement.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { modelCard } from "../../lib/runs/model_card.ts";
import type { Place, Run } from "../../lib/model.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const DENMARK: Place = {
  zone: "DK",
  name: "capital region, Denmark",
  how: "guessed",
  namedBy: "CodeCarbon",
};
const TOWN: Place = {
  zone: "WORLD",
  name: "Copenhagen",
  how: "guessed",
  namedBy: "Carbontracker",
};
const NAMELESS: Place = { ...TOWN, name: "not known" };

/** A run out of another tool's file: its grid's figure is that file's, 121 gCO2eq/kWh. */
function imported(place: Place): Run {
  const source = place.namedBy!.toLowerCase();
  return {
    ...samples.MEASURED_RUN,
    place,
    intensityGramsPerKwh: 121,
    intensities: [{
      atSeconds: 0,
      intensityGramsPerKwh: 121,
      range: [109, 133],
      basis: "measured",
      source,
    }],
    sources: [{ id: source, title: "log", publisher: "Anthony and others", year: 2020 }],
    notes: [],
  };
}

Deno.test("statement() tells a place of another tool's file as that file's", () => {
  assertStringIncludes(
    statement(imported(DENMARK)).text,
    "drawn in capital region, Denmark (DK), as CodeCarbon’s file names it, at 121 gCO2eq/kWh, that file’s own figure (Anthony and others, 2020).",
  );
  assertStringIncludes(
    statement(imported(TOWN)).text,
    "drawn in Copenhagen, as Carbontracker’s file names it, at 121 gCO2eq/kWh, that file’s own figure",
  );
  assertStringIncludes(
    statement(imported(NAMELESS)).text,
    "drawn at a place that Carbontracker’s file does not name, at 121 gCO2eq/kWh, that file’s own figure",
  );
  // A code that the name ends with already is not said twice.
  const full = { ...TOWN, zone: "DK", name: "Copenhagen, Capital Region, DK" };
  assertStringIncludes(
    statement(imported(full)).text,
    "drawn in Copenhagen, Capital Region, DK, as Carbontracker’s file names it",
  );
});

Deno.test("statement() of several runs counts no place of another tool's file as guessed here", () => {
  const { text } = statement([imported(DENMARK), imported(TOWN), samples.MEASURED_RUN]);
  assertStringIncludes(text, "as CodeCarbon’s file names it");
  assertStringIncludes(
    text,
    "in Copenhagen, as Carbontracker’s file names it, and in Denmark (DK), guessed",
  );
  assertStringIncludes(text, "guessed from the time zone for 1 of the runs");
  assert(!/time zone|world/.test(statement([imported(TOWN), imported(NAMELESS)]).text));
});

Deno.test("card, table and model card do not call a place of another tool's file guessed", () => {
  const line = (place: Place) => textOf(placePieces(imported(place)));
  assertStringIncludes(line(DENMARK), "capital region, Denmark (DK), named by CodeCarbon’s file");
  assertStringIncludes(line(TOWN), "Copenhagen, named by Carbontracker’s file");
  assertStringIncludes(line(NAMELESS), "Place unknown, not named in Carbontracker’s file");
  for (const place of [DENMARK, TOWN, NAMELESS]) {
    const run = imported(place);
    const { html, text } = runsSheet([run]);
    for (const shown of [html, text, runCard(run).text, String(modelCard(run).text)]) {
      assertEquals(/guessed|WORLD/.exec(shown)?.[0], undefined, shown);
    }
  }
  assertStringIncludes(runsSheet([imported(TOWN)]).text, "Copenhagen");
});
