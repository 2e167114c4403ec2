/** For how many milliseconds work may have the event loop to itself: timers and sockets wait so long, and one piece. */
const LONGEST_HOLD = 10;

const AT_ONCE = Promise.resolve();

/**
 * A function to await between pieces of synchronous work: it lets timers and sockets have their turn when they had none
 * for 10 ms, and resolves at once otherwise. Whoever waits goes on in the order of coming, one in each turn of the
 * loop: thirty polls that went on together would be one long hold again.
 */
export function createBreather(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let heldSince = performance.now();
  const turn = (): void => {
    heldSince = performance.now();
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(turn);
  };
  return () => {
    if (performance.now() - heldSince < LONGEST_HOLD) return AT_ONCE;
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(turn);
    });
  };
}
