/**
 * Two threads' monotonic clocks run alike but begin at different zeros, and `timeOrigin` is no bridge: it was the world's clock
 * when each thread began, and a kernel that has lived for days has drifted from that. So each thread notes where its zero lies
 * on the world's clock when a run begins; the difference holds for that run, whether the machine sleeps or its clock is set meanwhile.
 */

/** Where zero of this thread's `performance.now()` lies on the world's clock, in ms; good to some µs. Spins for at most a few ms. */
export function wallZeroMs(): number {
  // `Date.now()` moves once a millisecond: the instant at which it moves is known far better than its value.
  const first = Date.now();
  const giveUp = performance.now() + 5;
  for (;;) {
    const now = performance.now();
    const wall = Date.now();
    if (wall !== first || now > giveUp) return wall - now;
  }
}

/** This thread's monotonic time, in s. */
export function monotonicSeconds(): number {
  return performance.now() / 1000;
}
