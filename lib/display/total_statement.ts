/** Many runs in sentences. */
import type { Footprint, GridIntensity, IntensityPoint, Note, Run, Total } from "../model.ts";
import { listed } from "./device_words.ts";
import { isPredicted } from "./is_predicted.ts";
import { limitText } from "./limit_words.ts";
import { machineText } from "./machine_words.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { figureText } from "./numbers.ts";
import { isGuess, isLost, placeText } from "./place_words.ts";
import { citationOf } from "./run_statement.ts";
import {
  boundaryText,
  hasModelledRest,
  innerBoundary,
  obtainedWords,
  referenceWords,
  scopeOf,
  type Statement,
  toolWords,
  usedText,
} from "./statement_words.ts";
import { dateText, durationText } from "./times.ts";

/** A sum of runs: that of `totalOf()`, or one that has no mean PUE. */
export interface Sum extends Footprint, Pick<Total, "counts" | "intensityGramsPerKwh"> {
  readonly pue?: number | undefined;
  readonly notes: readonly Note[];
}

/** So many places are named. */
const PLACES_NAMED = 5;

/** Many runs in sentences: how each ended, when and where they ran, and what their sum is of. `runs` where they are at hand. */
export function wordsOfTotal(
  total: Sum,
  runs: readonly Run[] = [],
  reference?: GridIntensity,
): Statement {
  const nothing = measuredNothing(total);
  const over = `over ${durationText(total.durationSeconds)} in all`;
  const cost = nothing
    ? `ran ${over}; energy and emissions were not measured`
    : `${usedText(total, verbsOf(total, runs))}, ${over}`;
  return [
    [
      "Energy and emissions",
      `${countText(total)}${datesText(runs)} ${cost}.${moreText(total, runs)}`,
    ],
    ...hardwareWords(runs),
    ...(nothing ? [] : [
      ...obtainedWords(runs.flatMap(({ parts }) => parts)),
      ["Boundary", boundsText(total, runs)] as const,
      ["Grid", runsGridText(total, runs)] as const,
      ...referenceWords(total, reference),
    ]),
    toolWords(runs),
  ];
}

/** What was predicted of some runs was not used yet, as far as anybody knows. */
function verbsOf({ basis }: Sum, runs: readonly Run[]): readonly [string, string] {
  if (basis.energyKwh !== "predicted") return ["used", "emitted"];
  return [
    runs.some((run) => !isPredicted(run)) ? "used or are predicted to use" : "are predicted to use",
    runs.some((run) => !isPredicted(run)) ? "emitted or are to emit" : "to emit",
  ];
}

function countText({ counts }: Sum): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  const all = some.reduce((sum, [, count]) => sum + count, 0);
  const of = some.map(([status, count]) => `${count} ${status}`).join(", ");
  return `${all} ${all === 1 ? "run" : "runs"}${of === "" ? "" : ` (${of})`}`;
}

/** " on 24 Nov 2026", " from 2 Nov 2026 to 16 Nov 2026". */
function datesText(runs: readonly Run[]): string {
  const starts = runs.map(({ startedAt }) => startedAt).sort();
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return "";
  const [from, to] = [dateText(first), dateText(last)];
  return from === to ? ` on ${from}` : ` from ${from} to ${to}`;
}

/** What a reader of the sum must know of single runs. */
function moreText({ notes }: Sum, runs: readonly Run[]): string {
  const nothing = runs.filter(measuredNothing).length;
  const predicted = runs.filter(isPredicted).length;
  return [
    ...(nothing > 0 && nothing < runs.length
      ? [
        ` ${nothing} of them measured nothing and ${
          nothing === 1 ? "adds" : "add"
        } nothing to the sum.`,
      ]
      : []),
    ...(predicted > 0
      ? [` ${predicted} of them ${predicted === 1 ? "is" : "are"} as predicted, and not measured.`]
      : []),
    ...limitSentences(runs),
    ...(notes.some(({ code }) => code === "runs-overlap")
      ? [" Time in which two runs measured one machine is counted once."]
      : []),
  ].join("");
}

/** " 2 of them ran under a power limit of 500 W (default 700 W)." */
function limitSentences(runs: readonly Run[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { notes } of runs) {
    for (const limit of new Set(notes.flatMap((note) => limitText(note) ?? []))) {
      counts.set(limit, (counts.get(limit) ?? 0) + 1);
    }
  }
  return [...counts].map(([limit, count]) =>
    ` ${count === runs.length ? "All" : count} of them ran under a power limit of ${limit}.`
  );
}

/** So many kinds of machine are named. */
const MACHINES_NAMED = 3;

/** What they ran on, and for how many hours of their devices; nothing where no run says. */
function hardwareWords(runs: readonly Run[]): Statement {
  const machines = [...new Set(runs.map(({ machine }) => machineText(machine)))]
    .filter((text) => text !== "");
  if (machines.length === 0) return [];
  const left = machines.length - MACHINES_NAMED;
  const named = [
    ...machines.slice(0, MACHINES_NAMED),
    ...(left > 0 ? [`${left} more ${left === 1 ? "kind" : "kinds"} of machine`] : []),
  ];
  const unsaid = runs.filter(({ machine }) => machineText(machine) === "").length;
  const rest = unsaid === 0 ? "" : ` (of ${unsaid} it is not known)`;
  return [["Hardware", `The runs ran on ${named.join("; on ")}${rest}.`]];
}

function boundsText(total: Sum, runs: readonly Run[]): string {
  const { boundary, pue, notes } = total;
  const mixed = new Set(runs.map((run) => run.boundary)).size > 1 ||
    notes.some(({ code }) => code === "boundaries-differ");
  const scopes = [...new Set(runs.map(scopeOf))];
  const inner = runs.length > 0 && runs.every((run) => innerBoundary(run) === "node")
    ? "node"
    : "device";
  const modelled = runs.filter(hasModelledRest).length;
  const said = boundaryText({
    boundary,
    parts: runs.flatMap(({ parts }) => parts),
    inner,
    modelledRest: modelled === 0 ? false : modelled === runs.length ? true : "some",
    pue: mixed ? undefined : pue,
    scope: scopes.length === 1 ? scopes[0] : undefined,
  });
  const whose = scopes.length > 1 ? " Not all runs count the same programs." : "";
  return `${said}${
    mixed
      ? " The runs are not all of one boundary, so that PUE is taken off those that had it."
      : ""
  }${whose}`;
}

/** Where many runs drew their electricity, at what intensity on average, and whose figures these are. */
export function runsGridText(
  { intensityGramsPerKwh }: Pick<Sum, "intensityGramsPerKwh">,
  runs: readonly Run[],
): string {
  // A guess is counted below; that nothing is known of a place its own words say.
  const places = [
    ...new Set(
      runs.map(({ place }) => placeText(isLost(place) ? place : { ...place, how: "given" })),
    ),
  ];
  const guessed = runs.filter(({ place }) => isGuess(place) && !isLost(place)).length;
  const named = places.slice(0, PLACES_NAMED);
  const left = places.length - named.length;
  const years = [...new Set(runs.flatMap(({ intensities }) => intensities[0]?.year ?? []))].sort();
  const mean = years.length === 0 ? "" : `, means of ${listed(years.map(String))}`;
  // Where figures mean unlike things no one word is true of all.
  const shared = (word: (point: IntensityPoint) => string | undefined) => {
    const words = new Set(runs.map(({ intensities: [first] }) => first && word(first)));
    const [only] = words;
    return words.size === 1 && only !== undefined ? `, ${only}` : "";
  };
  const kind = shared(({ emissionScope }) => emissionScope) +
    shared(({ accounting }) => accounting && `${accounting}-based`);
  const from = [...new Set(runs.map(citationOf))].filter((one) => one !== "");
  const at = `at ${figureText("intensity", intensityGramsPerKwh).short} on average${mean}${kind}${
    from.length === 0 ? "" : ` (${from.join("; ")})`
  }`;
  const end = "Emissions are operational and location-based";
  if (places.length === 0) return `${end}, ${at}.`;
  return `Electricity was drawn ${
    placesText([
      ...named,
      ...(left > 0 ? [`at ${left} more ${left === 1 ? "place" : "places"}`] : []),
    ])
  }${
    guessed === 0
      ? ""
      : guessed === runs.length
      ? ", guessed from the time zone"
      : `, guessed from the time zone for ${guessed} of the runs`
  }, ${at}. ${end}.`;
}

/** Places in a row; where one of them has a comma of its own each ends with one. */
function placesText(places: readonly string[]): string {
  if (places.length < 2 || !places.some((place) => place.includes(", "))) return listed(places);
  return `${places.slice(0, -1).join(", ")}, and ${places.at(-1)}`;
}
