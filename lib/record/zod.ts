/** The one way to zod: loaded when the first record is read. */

/** zod, when the first record is read: not in the static graph. */
export async function importZod() {
  return (await import("npm:zod@^4.3.0")).z;
}

/** Its entry point. */
export type Zod = Awaited<ReturnType<typeof importZod>>;
