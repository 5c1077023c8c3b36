/** One look that does not wait. */
import type { PowerSource, Reading } from "../model.ts";

/**
 * A reading taken here and now, its time the middle of the look, in s of the clock that is handed in. None from a source that has to be awaited or
 * that fails: an ordinary pass says what is wrong with it.
 */
export function readAtOnce(source: PowerSource, nowSeconds: () => number): Reading | undefined {
  const before = nowSeconds();
  try {
    const reading = source.read();
    if (!(reading instanceof Promise)) {
      return { ...reading, atSeconds: (before + nowSeconds()) / 2 };
    }
    reading.catch(() => {});
  } catch {
    // As above.
  }
  return undefined;
}
