import { DAY, MINUTE, SECOND } from "../model/time.ts";

/** What vigie asks hubs for. They may grant another (WebSub §5.1). */
export const ASKED_LEASE: number = 10 * DAY;
/** One that ends sooner is not worth its renewals: the feed would be polled hardly less. */
export const SHORTEST_LEASE: number = 5 * MINUTE;
export const LONGEST_LEASE: number = 30 * DAY;

/** For how long a hub says it will keep a subscription, in milliseconds: at most 30 days, and ours when it does not. */
export function leaseOf(seconds: string | undefined): number {
  if (seconds === undefined || !/^\d+$/u.test(seconds)) return ASKED_LEASE;
  return Math.min(LONGEST_LEASE, Number(seconds) * SECOND);
}
