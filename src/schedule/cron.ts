import { schedule } from "node-cron";

/** A running heartbeat; `stop` lets no further beat begin. */
export interface Heartbeat {
  stop(): Promise<void>;
}

/**
 * Calls `beat` at every match of a node-cron expression, read in UTC. A beat that comes late or is missed costs
 * nothing: what is due is computed from stored state at the next one.
 */
export function startHeartbeat(expression: string, beat: () => Promise<void>): Heartbeat {
  const task = schedule(expression, beat, { timezone: "UTC", noOverlap: true });
  return {
    async stop() {
      await task.destroy();
    },
  };
}
