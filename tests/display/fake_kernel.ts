/** A kernel that only notes what it is told. */

/** The symbol under which a kernel looks for how a result shows itself. */
export const SHOW = Symbol.for("Jupyter.display");

/** What a kernel is told while `work` runs; the real one is absent under `deno test`. */
export async function withKernel<T>(
  work: (told: unknown[][]) => Promise<T> | T,
): Promise<T> {
  const told: unknown[][] = [];
  const kernel = {
    display: (...words: unknown[]) => Promise.resolve(void told.push(["display", ...words])),
    broadcast: (...words: unknown[]) => Promise.resolve(void told.push(["broadcast", ...words])),
  };
  // `Deno.jupyter` itself cannot be set: for a while the global is an heir of it that has another.
  const real = Deno;
  const heir = Object.create(real, { jupyter: { value: kernel } });
  const put = (value: unknown) =>
    Object.defineProperty(globalThis, "Deno", { value, configurable: true, enumerable: false });
  put(heir);
  try {
    return await work(told);
  } finally {
    put(real);
  }
}
