/** Which checks a record gets: the full ones by zod, or the essentials by hand. */
import { firstLine } from "../errors.ts";
import { checkByHand } from "./check_by_hand.ts";
import type { RecordChecks } from "./problem.ts";
import { checksOf } from "./schema.ts";
import { importZod } from "./zod.ts";

/** The checks; where zod cannot be loaded (a `package.json` above the notebook keeps it away) those of the essentials, with a note. */
export async function loadChecks(loadZod: typeof importZod = importZod): Promise<RecordChecks> {
  try {
    return checksOf(await loadZod());
  } catch (error) {
    return {
      ...checkByHand,
      note: {
        code: "record-essentials-checked",
        message:
          `Records were checked in their essentials only, as the package zod could not be loaded: ${
            // Its first sentence: what follows speaks of other cures.
            firstLine(error).split(". ", 1)[0]}`,
        hint: 'put a deno.json with { "nodeModulesDir": "none" } beside the notebook',
      },
    };
  }
}
