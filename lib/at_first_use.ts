/** Our own files that load at first use: unlike what is imported at the start, they may have changed until then. */
import { firstLine, FootnoteError } from "./errors.ts";

/**
 * What was imported at first use.
 *
 * @param loading The `import("./…")` itself: written out where it is needed, its file is fetched together with all others.
 * @throws {FootnoteError} If it cannot be had; files that were replaced below a running program are the likely cause.
 */
export async function atFirstUse<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    const hint =
      "If its files were updated since it was imported, restart the kernel or the program";
    throw new FootnoteError(`Cannot load a part of Footnote (${firstLine(cause)})`, {
      cause,
      hint,
    });
  }
}
