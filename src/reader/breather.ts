/** So long, in milliseconds, the process may be had without letting others in. */
const LONGEST_HOLD = 10;

/**
 * A function to await between pieces of synchronous work: it lets timers and sockets have their turn when nobody has
 * let them for 10 ms, and returns at once otherwise.
 */
export function createBreather(): () => Promise<void> {
  let heldSince = performance.now();
  return async () => {
    if (performance.now() - heldSince < LONGEST_HOLD) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    heldSince = performance.now();
  };
}
