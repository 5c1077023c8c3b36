import { gridSource } from "../carbon/known_sources.ts";
import { yearlyFactor } from "../carbon/yearly_factor.ts";
import { nearestOptionText } from "../nearest.ts";
import { findPlace } from "../carbon/place.ts";
import { showingWhatIf } from "../display/showing_others.ts";
import { refusePromise } from "../arguments.ts";
import { shownValue } from "../errors.ts";
import { timesRange, weakestBasis } from "../interval.ts";
import type {
  Basis,
  Estimate,
  Footprint,
  Note,
  Place,
  Range,
  Run,
  Total,
  WhatIf,
} from "../model.ts";
import { type GridMeaning, gridOf, placeOf, remember } from "./remembered.ts";

type WhatIfChange = Parameters<typeof whatIf>[1];

/** The intensity on the other side. */
interface OtherGrid {
  readonly value: number;
  /** Error as factors. */
  readonly range: Range;
  readonly basis: Basis;
  readonly place: Place | undefined;
  readonly notes: readonly Note[];
  readonly meaning: GridMeaning;
  /** Place and year: "Estonia, 2025". */
  readonly title?: string;
  /** What a statement says of it. */
  readonly told: Parameters<typeof showingWhatIf>[3];
}

/**
 * The same energy under another grid, year or PUE: energy in kWh, emissions in gCO2eq. The machine's energy and its error stay; the answer
 * can be asked again. What stands on another basis or boundary than before is said in a note.
 *
 * @param change.zone Another place, as `findZone()` takes it.
 * @param change.year Another year of the grid.
 * @param change.pue Another building.
 * @param change.intensityGramsPerKwh Another intensity, in gCO2eq/kWh.
 * @param change.startedAt Another start, ISO 8601: its year's grid is taken. A yearly mean is the same at all hours: "at night" needs a provider of
 * hourly values.
 * @throws {TypeError} If nothing changes, or an option is unknown.
 * @throws {RangeError} If a zone or year is in no table, or a figure is out of its range.
 * @example The same job on a grid of 10 g/kWh
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { estimate, whatIf } from "@footnote/footnote";
 * const here = await estimate({ powerWatts: 1000, hours: 1, intensityGramsPerKwh: 400 });
 * const there = await whatIf(here, { intensityGramsPerKwh: 10 });
 * ok(Math.abs(there.emissionsGrams - 10) < 1e-9);
 * ```
 */
export async function whatIf(
  of: Run | Estimate | Total | WhatIf,
  change: {
    readonly zone?: string | undefined;
    readonly year?: number | undefined;
    readonly pue?: number | undefined;
    readonly intensityGramsPerKwh?: number | undefined;
    readonly startedAt?: string | undefined;
  },
): Promise<WhatIf> {
  checkChange(of, change);
  const pue = change.pue ?? of.pue;
  const scale = pue / of.pue;
  const energyKwh = of.energyKwh * scale;
  const energyRange: Range = [of.ranges.energyKwh[0] * scale, of.ranges.energyKwh[1] * scale];
  const grid = await otherGrid(of, change);
  const emissions = grid === undefined
    ? {
      value: of.emissionsGrams * scale,
      range: [of.ranges.emissionsGrams[0] * scale, of.ranges.emissionsGrams[1] * scale] as const,
    }
    : timesRange(energyKwh, energyRange, [{ factor: grid.value, range: grid.range }]);
  const boundary = change.pue === undefined ? of.boundary : "facility";
  const footprint: Footprint = {
    durationSeconds: of.durationSeconds,
    energyKwh,
    emissionsGrams: emissions.value,
    ranges: { energyKwh: energyRange, emissionsGrams: emissions.range },
    basis: {
      energyKwh: of.basis.energyKwh,
      emissionsGrams: grid === undefined
        ? of.basis.emissionsGrams
        : weakestBasis(of.basis.energyKwh, grid.basis),
    },
    boundary,
  };
  const result: WhatIf = {
    ...footprint,
    pue,
    intensityGramsPerKwh: grid?.value ?? of.intensityGramsPerKwh,
    notes: [
      ...(grid === undefined ? [] : unlikeGrids(gridOf(of), grid.meaning)),
      ...(grid?.notes ?? []),
      ...(boundary === of.boundary ? [] : [{
        code: "boundary-changed",
        message: `The two sides are of unlike boundaries: before ${BOUNDARIES[of.boundary]}, now ${
          BOUNDARIES[boundary]
        }`,
        hint: `compare with whatIf(run, { pue: ${pue} }) on both sides`,
      }]),
    ],
  };
  remember(result, {
    place: grid?.place ?? placeOf(of),
    grid: grid === undefined ? gridOf(of) : grid.meaning,
  });
  return showingWhatIf(result, grid?.title, of, grid?.told);
}

const BOUNDARIES: Readonly<Record<Footprint["boundary"], string>> = {
  device: "the devices alone",
  node: "the whole machine",
  facility: "with the building's share",
};

async function otherGrid(
  of: Run | Estimate | Total | WhatIf,
  change: WhatIfChange,
): Promise<OtherGrid | undefined> {
  const { zone, year, intensityGramsPerKwh, startedAt } = change;
  if (intensityGramsPerKwh !== undefined) {
    return {
      value: intensityGramsPerKwh,
      range: [1, 1],
      basis: "modelled",
      place: undefined,
      notes: [],
      meaning: { basis: "modelled" },
      told: "given",
    };
  }
  if (zone === undefined && year === undefined && startedAt === undefined) return undefined;
  const place = zone === undefined ? placeOf(of) : (await findPlace({ zone })).place;
  if (place === undefined) {
    throw new TypeError(
      `Cannot ask what if as "zone" must be given: this result does not say its place`,
    );
  }
  const at = startedAt ?? (year === undefined && "startedAt" in of ? of.startedAt : undefined);
  const { grid, factor, range } = await yearlyFactor(place.zone, of.durationSeconds, {
    year,
    at: at === undefined ? undefined : new Date(at),
  });
  const basis = place.zone === "WORLD" || place.how === "guessed" ? "default" : "modelled";
  return {
    value: factor,
    range,
    basis,
    place,
    title: `${place.name}, ${grid.year}`,
    told: { place, mean: grid, source: gridSource(grid.source) },
    meaning: { basis, emissionScope: grid.emissionScope, accounting: grid.accounting },
    notes: [
      ...(startedAt === undefined ? [] : [{
        code: "yearly-mean",
        message:
          `The grid's figure is the mean of ${grid.year}: it is the same at all hours of the day`,
        hint: "hand in the intensity of that hour: whatIf(run, { intensityGramsPerKwh: … })",
      }]),
    ],
  };
}

/** Says where the two sides' grid figures mean unlike things, or are known in unlike ways. */
function unlikeGrids(before: GridMeaning | undefined, now: GridMeaning): Note[] {
  if (before === undefined) return [];
  const unknown = (before.emissionScope === undefined) !== (now.emissionScope === undefined);
  const differ = (name: "emissionScope" | "accounting") =>
    !unknown && before[name] !== undefined && now[name] !== undefined && before[name] !== now[name];
  return [
    ...(differ("emissionScope")
      ? [{
        code: "emission-scopes-differ",
        message:
          `The two grid figures are of unlike scope (${before.emissionScope} before, ${now.emissionScope} now): life-cycle ones read about 1.1 to 1.8 times direct ones`,
        hint: "compare countries with countries",
      }]
      : []),
    ...(differ("accounting")
      ? [{
        code: "accountings-differ",
        message:
          `The two grid figures are accounted for differently (${before.accounting} before, ${now.accounting} now): of what a country makes, or of what it uses`,
        hint: "compare countries with countries",
      }]
      : []),
    ...(unknown
      ? [{
        code: "emission-scope-unknown",
        message: before.emissionScope === undefined
          ? `The intensity before was given by hand and says no scope, that of now is ${now.emissionScope}: one may count what the other leaves out`
          : `The intensity of now is given by hand and says no scope, that before was ${before.emissionScope}: one may count what the other leaves out`,
        hint: "name a zone on both sides",
      }]
      : []),
    ...(before.basis === now.basis ? [] : [{
      code: "bases-differ",
      message: `The two grid figures are known in unlike ways: before ${BASES[before.basis]}, now ${
        BASES[now.basis]
      }`,
    }]),
  ];
}

const BASES: Readonly<Record<Basis, string>> = {
  measured: "the hour's own value (measured)",
  modelled: "a figure given or a yearly mean (modelled)",
  default: "a guessed place or the world's mean (default)",
  predicted: "a forecast (predicted)",
};

/** What each change must be: its type, and what is wanted of it where it is not that. */
const CHANGES: Readonly<
  Record<
    keyof WhatIfChange,
    readonly [type: "string" | "number", wanted: (value: unknown) => string | undefined]
  >
> = {
  zone: ["string", (value) => value === "" ? "a name" : undefined],
  year: ["number", (value) => Number.isInteger(value) ? undefined : "a whole year"],
  pue: ["number", (value) => isFrom(1, value) ? undefined : `from 1 to ${MOST}`],
  intensityGramsPerKwh: ["number", (value) => isFrom(0, value) ? undefined : `from 0 to ${MOST}`],
  startedAt: [
    "string",
    (value) => Number.isNaN(Date.parse(value as string)) ? "an ISO 8601 date" : undefined,
  ],
};
/** Above it a figure is no amount of anything, and its products are no numbers. */
const MOST = 1e36;

function checkChange(of: Run | Estimate | Total | WhatIf, change: WhatIfChange): void {
  refusePromise(of, "ask what if", "of", "a run, an estimate or a total");
  for (const name of ["energyKwh", "emissionsGrams", "pue"] as const) {
    const value = of?.[name];
    if (!(typeof value === "number" && value >= 0 && value <= MOST ** 6)) {
      throw new TypeError(
        `Cannot ask what if as "${name}" must be a figure of a run, an estimate or a total: current value is ${
          shownValue(of?.[name])
        }`,
      );
    }
  }
  if (change !== undefined && (typeof change !== "object" || Array.isArray(change))) {
    throw new TypeError(
      `Cannot ask what if as the change must be an object: current value is ${shownValue(change)}`,
    );
  }
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    throw new TypeError(
      `Cannot ask what if as one of ${Object.keys(CHANGES).join(", ")} must be given`,
    );
  }
  for (const [name, value] of given) {
    if (!Object.hasOwn(CHANGES, name)) {
      throw new TypeError(
        `Cannot ask what if as "${name}" is no option${
          nearestOptionText(name, Object.keys(CHANGES))
        }`,
      );
    }
    const [type, wantedOf] = CHANGES[name as keyof WhatIfChange];
    const wrong = (wanted: string) =>
      `Cannot ask what if as "${name}" must be ${wanted}: current value is ${shownValue(value)}`;
    const found: string = typeof value;
    if (found !== type) throw new TypeError(wrong(type === "string" ? "text" : "a number"));
    const wanted = wantedOf(value);
    if (wanted !== undefined) throw new RangeError(wrong(wanted));
  }
}

function isFrom(low: number, value: unknown): boolean {
  return typeof value === "number" && value >= low && value <= MOST;
}
