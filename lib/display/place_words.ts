/** Where a run drew its electricity, in words: how that is known is said with it, and of another tool's file that it is that file's word. */
import type { Place, Run } from "../model.ts";

/** What stands for a place that another tool's file leaves out. */
const UNNAMED = "not known";

/** Whether a place is known by nothing, so that the world's mean stands for it; a file that has its own figure is another matter. */
export function isLost({ zone, how, namedBy }: Place): boolean {
  return zone === "WORLD" && how === "guessed" && namedBy === undefined;
}

/** Whether a place was guessed here, from the time zone of this machine: what another tool's file names was not. */
export function isGuess({ how, namedBy }: Place): boolean {
  return how === "guessed" && namedBy === undefined;
}

/** "Denmark (DK)"; of a town in another tool's file the town alone, for its grid is not told; empty where nothing is known. */
export function placeName({ zone, name, namedBy }: Place): string {
  if (namedBy !== undefined && zone === "WORLD") return name === UNNAMED ? "" : name;
  // "Copenhagen, Capital Region, DK" has it already.
  return name === "" || name === zone
    ? zone
    : name.endsWith(`, ${zone}`)
    ? name
    : `${name} (${zone})`;
}

/** "DK", for a column of a table; of a town in another tool's file the town. */
export function placeCode(place: Place): string {
  return place.namedBy !== undefined && place.zone === "WORLD"
    ? placeName(place) || UNNAMED
    : place.zone;
}

const HOW_WORDS: Readonly<Record<Place["how"], string>> = {
  given: "",
  environment: "",
  cloud: ", by the cloud\u2019s own metadata",
  guessed: ", guessed from the time zone",
};

/** "in Denmark (DK), guessed from the time zone"; "in Copenhagen, as Carbontracker's file names it". */
export function placeText(place: Place): string {
  if (isLost(place)) {
    return "at a place that is not known, for which the world\u2019s grids stand";
  }
  const named = placeName(place);
  if (place.namedBy !== undefined) {
    return named === ""
      ? `at a place that ${place.namedBy}\u2019s file does not name`
      : `in ${named}, as ${place.namedBy}\u2019s file names it`;
  }
  return `${named === "" ? "at a place that is not known" : `in ${named}`}${HOW_WORDS[place.how]}`;
}

/** Whether the figure of the grid is that of the file which names the place, and of none of our tables. */
export function hasOwnIntensity({ place, intensities }: Run): boolean {
  return place.namedBy !== undefined && intensities[0]?.source === place.namedBy.toLowerCase();
}
