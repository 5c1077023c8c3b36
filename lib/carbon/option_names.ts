/** Names of options that nobody has: a slip of the keyboard must not pass as the default. */
import { shownValue } from "../errors.ts";
import { nearestText } from "./nearest.ts";

/**
 * Refuses options that are no object, or of a name that is none of those known.
 * @param action What cannot be done, for the message: "look up intensity".
 * @throws {TypeError} Which option is none, and the nearest that is one.
 */
export function checkOptionNames(
  options: unknown,
  names: readonly string[],
  action: string,
): asserts options is object {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot ${action} as "options" must be an object: current value is ${shownValue(options)}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const near = nearestText(name, names) || `, there are ${names.join(", ")}`;
    throw new TypeError(`Cannot ${action} as "${name}" is no option${near}`);
  }
}
