/** Small files of the kernel's trees, and what it means when they cannot be read. */

/** Where a fake machine lies; "" is the machine itself. */
export interface TreeOptions {
  /** Folder that stands for "/"; the machine's own. */
  readonly root?: string | undefined;
}

/** Whether access was refused: by the kernel (`PermissionDenied`), or by Deno (`NotCapable`). */
export function isDenied(thrown: unknown): boolean {
  return thrown instanceof Deno.errors.PermissionDenied || isNotCapable(thrown);
}

/** Whether Deno itself was started without the permission that is needed. */
export function isNotCapable(thrown: unknown): boolean {
  return thrown instanceof Deno.errors.NotCapable;
}

/**
 * A small file's text, trimmed; undefined where it is not there or has nothing to say.
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function tryText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path).trim();
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return undefined;
  }
}

/**
 * A small file's number; undefined where it is not there or holds none.
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function tryNumber(path: string): number | undefined {
  return numberOf(tryText(path));
}

/** The number that a text is; undefined where it is empty or not one. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Names in a folder, sorted as people count ("hwmon2" before "hwmon10"); none where it is not there.
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function listNames(path: string): readonly string[] {
  try {
    return [...Deno.readDirSync(path)].map((entry) => entry.name).sort(asPeopleCount);
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return [];
  }
}

/** The kernel's names are plain letters and digits: a collator of the language would cost 4 MB for them. */
function asPeopleCount(one: string, other: string): number {
  const a: readonly string[] = one.match(/\d+|\D+/g) ?? [];
  const b: readonly string[] = other.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? "", b[index] ?? ""];
    const difference = Number(left) - Number(right);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** An environment variable; undefined where it is not set or may not be read. */
export function environment(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch {
    return undefined; // no permission: as if it were not set
  }
}
