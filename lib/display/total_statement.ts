/** Many runs in sentences. */
import type { Footprint, GridIntensity, Note, Run, Total } from "../model.ts";
import { listed } from "./device_words.ts";
import { limitText } from "./limit_words.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { figureText } from "./numbers.ts";
import { placeText } from "./run_statement.ts";
import {
  boundaryText,
  hasModelledRest,
  innerBoundary,
  obtainedWords,
  referenceWords,
  scopeOf,
  type Statement,
  TOOL,
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
    : `${usedText(total)}, ${over}`;
  return [
    [
      "Energy and emissions",
      `${countText(total)}${datesText(runs)} ${cost}.${moreText(total, runs)}`,
    ],
    ...(nothing ? [] : [
      ...obtainedWords(runs.flatMap(({ parts }) => parts)),
      ["Boundary", boundsText(total, runs)] as const,
      ["Grid", gridText(total, runs)] as const,
      ...referenceWords(total, reference),
    ]),
    TOOL,
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
  return [
    ...(nothing > 0 && nothing < runs.length
      ? [
        ` ${nothing} of them measured nothing and ${
          nothing === 1 ? "adds" : "add"
        } nothing to the sum.`,
      ]
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

function gridText({ intensityGramsPerKwh }: Sum, runs: readonly Run[]): string {
  const places = [...new Set(runs.map(({ place }) => placeText({ ...place, how: "given" })))];
  const guessed = runs.filter(({ place }) => place.how === "guessed").length;
  const named = places.slice(0, PLACES_NAMED);
  const left = places.length - named.length;
  const at = `at ${figureText("intensity", intensityGramsPerKwh).short} on average`;
  const end = "Emissions are operational and location-based";
  if (places.length === 0) return `${end}, ${at}.`;
  return `Electricity was drawn ${
    listed([...named, ...(left > 0 ? [`at ${left} more places`] : [])])
  }${
    guessed === 0
      ? ""
      : guessed === runs.length
      ? ", guessed from the time zone"
      : `, guessed from the time zone for ${guessed} of the runs`
  }, ${at}. ${end}.`;
}
