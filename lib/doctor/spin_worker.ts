/** A thread that computes for the seconds it is told. */

/** The part of a worker's scope that is used here. */
const scope = globalThis as unknown as {
  onmessage: ((event: { readonly data: number }) => void) | null;
  close(): void;
};
/** Sums between two looks at the clock. */
const SUMS = 100_000;

scope.onmessage = ({ data: seconds }) => {
  const until = performance.now() + 1000 * seconds;
  let value = 1;
  while (performance.now() < until) {
    for (let index = 0; index < SUMS; index++) value = value * 1.000001 + Math.sqrt(value) % 1;
    if (!Number.isFinite(value)) value = 1;
  }
  scope.close();
};
