/** What a reader may take to be in an estimate and is not, as a footnote of its receipt. */
import { isDataCentreBoard } from "../carbon/data_centre_board.ts";
import type { EstimateJob, Note, Part } from "../model.ts";

/** From so many accelerators on it is a node of eight. */
const NODE = 8;

/**
 * Parts that nobody named, and what is in no part: fans, board and power supply, with how much more the wall would be for a machine such as this.
 *
 * Source of the factors: the models of the rest of a machine, `hardware/power_models.ts` (server 1.1 to 1.5, grade judgement; desktop 1.25 to 2.3, grade
 * data; node of eight GPUs 1.3 to 1.65, grade literature).
 */
export function absentNotes(
  { accelerator, count = 1, powerWatts }: EstimateJob,
  parts: readonly Part[],
  isFacility: boolean,
): Note[] {
  const accelerated = parts.some(({ kind }) => kind === "gpu");
  const parted = [
    ...(parts.some(({ kind }) => kind === "cpu") ? [] : ["CPU"]),
    ...(parts.some(({ kind }) => kind === "memory") ? [] : ["memory"]),
  ];
  // A PUE is of all that the machine takes: what of that is not in it is said all the same.
  const absent = [...parted, ...(isFacility ? [] : ["fans", "board", "power supply"])];
  if (absent.length === 0) return [];
  if (powerWatts !== undefined && accelerator === undefined && parts.length === 1) {
    return isFacility ? [] : [{
      code: "rest-missing",
      message: "Nothing beside the power given is in it",
      hint: "estimate({ powerWatts: 900, … }) with the watts of a meter at the wall counts all",
    }];
  }
  const last = absent.at(-1)!;
  const listed = absent.length === 1 ? last : `${absent.slice(0, -1).join(", ")} and ${last}`;
  const boards = parts.filter(({ kind }) => kind === "gpu").map(({ name }) => name);
  const wall = isFacility ? "" : wallText(accelerated ? [accelerator ?? "", ...boards] : [], count);
  const adds = [
    ...(parted.includes("CPU") ? ['cpu: "EPYC 7763"'] : []),
    ...(parted.includes("memory") ? ["memoryGb: 512"] : []),
  ].join(", ");
  return [{
    code: isFacility ? "parts-absent" : "rest-missing",
    message: `${listed.charAt(0).toUpperCase()}${listed.slice(1)} ${
      absent.length === 1 && last !== "fans" ? "is" : "are"
    } not in it${wall}`,
    hint: adds === ""
      ? "estimate({ powerWatts: 900, … }) with the watts of a meter at the wall counts them"
      : `estimate({ ${adds}, … }) counts ${parted.join(" and ")}${
        isFacility
          ? ""
          : "; estimate({ powerWatts: 900, … }) with the watts of a meter at the wall counts all"
      }`,
  }];
}

/** How much more the wall is, where there is evidence for such a machine; of servers with a few accelerators, and of desktops with several, there is none. */
function wallText(boards: readonly string[], count: number): string {
  if (boards.length === 0) {
    return ": the wall is about 1.1 to 1.5 times this on a server, 1.25 to 2.3 on a desktop";
  }
  if (boards.some(isDataCentreBoard)) {
    return count >= NODE
      ? ": the wall of a node of eight GPUs is about 1.3 to 1.65 times its GPUs"
      : "";
  }
  return count === 1 ? ": the wall is about 1.25 to 2.3 times this on a desktop with one GPU" : "";
}
