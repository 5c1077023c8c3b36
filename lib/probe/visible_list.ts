/** Lists of visible devices in the environment, as ROCm and oneAPI write them. */

/**
 * The items that a list of numbers or names lets this process use, in the list's order; all where there is no list, none where it is empty.
 * An entry that names nothing ends the list.
 */
export function visibleItems<T>(
  items: readonly T[],
  list: string | undefined,
  isNamed: (item: T, entry: string) => boolean = () => false,
): readonly T[] {
  if (list === undefined) return items;
  const chosen: T[] = [];
  for (const entry of list.split(",").map((text) => text.trim())) {
    const number = /^(\d+)(?:\.\d+)?$/.exec(entry)?.[1]; // "0.1" is a part of 0
    const item = number === undefined
      ? items.find((one) => isNamed(one, entry))
      : items[Number(number)];
    if (item === undefined) break;
    if (!chosen.includes(item)) chosen.push(item);
  }
  return chosen;
}
