import { schedule } from "node-cron";

/** A running heartbeat; `stop` lets no further beat begin. */
export interface Heartbeat {
  stop(): Promise<void>;
}

/** node-cron would write to the console that a beat was late or met a busy one, which is as it should be. */
const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Calls `beat` at every match of a node-cron expression, read in UTC. A beat that comes late or is missed costs
 * nothing: what is due is computed from stored state at the next one.
 */
export function startHeartbeat(expression: string, beat: () => Promise<void>): Heartbeat {
  const task = schedule(expression, beat, { timezone: "UTC", noOverlap: true, logger: SILENT });
  return {
    async stop() {
      await task.destroy();
    },
  };
}
