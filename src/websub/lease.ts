import { DAY, HOUR, SECOND } from "../model/time.ts";

/** What vigie asks hubs for. They may grant another (WebSub §5.1). */
export const ASKED_LEASE: number = 10 * DAY;
const SHORTEST_LEASE = HOUR;
export const LONGEST_LEASE: number = 30 * DAY;

/** For how long a hub says it will keep a subscription, in milliseconds: absurd values are clamped, none means ours. */
export function leaseOf(seconds: string | undefined): number {
  if (seconds === undefined || !/^\d+$/u.test(seconds)) return ASKED_LEASE;
  return Math.min(LONGEST_LEASE, Math.max(SHORTEST_LEASE, Number(seconds) * SECOND));
}
