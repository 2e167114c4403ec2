/** For how many milliseconds work may have the event loop to itself: timers and sockets wait so long, and one piece. */
const LONGEST_HOLD = 10;

const AT_ONCE = Promise.resolve();

/**
 * A function to await between pieces of synchronous work: it lets timers and sockets have their turn when they had none
 * for 10 ms, and resolves at once otherwise. Those who wait go on one in each turn of the loop, since thirty polls that
 * went on together would be one long hold again; and the last first: what is in hand is ended before more is taken up,
 * or thirty documents would grow old in memory together.
 */
export function createBreather(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let heldSince = performance.now();
  const turn = (): void => {
    heldSince = performance.now();
    waiting.pop()?.();
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
