import { schedule } from "node-cron";
import { SECOND } from "../model/time.ts";

/** A running heartbeat; `stop` lets no further beat begin. */
export interface Heartbeat {
  stop(): Promise<void>;
}

/** node-cron would write to the console that a beat was late, which is as it should be. */
const SILENT = { info() {}, warn() {}, error() {}, debug() {} };
const WATCH_EVERY = SECOND;
/** Between two looks the wall clock may go on by this much more or less than it should. */
const TOLERANCE = 5 * SECOND;

/**
 * Calls `beat` at every match of a node-cron expression, read in UTC. A beat that comes late or is missed costs
 * nothing: what is due is computed from stored state at the next one.
 *
 * When the wall clock jumps, because it was set or the machine slept, there is a beat at once and node-cron begins
 * anew: set back by an hour it would stand still for an hour, and set forward it would count every match in between. The
 * same happens when the expression is another one.
 */
export function startHeartbeat(expression: () => string, beat: () => void): Heartbeat {
  let followed = expression();
  const begin = (): ReturnType<typeof schedule> =>
    schedule(followed, beat, {
      timezone: "UTC",
      logger: SILENT,
      missedExecutionTolerance: 2 * TOLERANCE,
    });
  let task = begin();
  let lookedAt = Date.now();
  const watch = setInterval(() => {
    const now = Date.now();
    const jumped = Math.abs(now - lookedAt - WATCH_EVERY) > TOLERANCE;
    lookedAt = now;
    if (!jumped && expression() === followed) return;
    followed = expression();
    void task.destroy();
    task = begin();
    beat();
  }, WATCH_EVERY);
  return {
    async stop() {
      clearInterval(watch);
      await task.destroy();
    },
  };
}
