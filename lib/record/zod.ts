/** The one way to zod: loaded when the first record is read. */

/** Not a literal in the import itself: that would be fetched with this package, before any record is read. */
const ZOD: string = "npm:zod@^4.3.0";

/** zod, when the first record is read: not in the static graph. */
export async function importZod(): Promise<typeof import("npm:zod@^4.3.0").z> {
  return (await import(ZOD)).z;
}

/** Its entry point. */
export type Zod = Awaited<ReturnType<typeof importZod>>;
