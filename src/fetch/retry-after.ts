import { DAY, type Instant, MINUTE, SECOND } from "../model/time.ts";
import { parseHttpDate } from "./http-date.ts";

const SHORTEST_MS = MINUTE;
// Longer than any maintenance, and far below 2^31 ms, beyond which a timer fires at once.
const LONGEST_MS = 7 * DAY;

/**
 * How long a host asks to be left alone: Retry-After in seconds or as an HTTP date (RFC 9110 §10.2.3), in
 * milliseconds from `now`, between 1 minute and 7 days. Undefined when absent or unreadable.
 */
export function retryAfterMs(header: string | undefined, now: Instant): number | undefined {
  if (header === undefined) return undefined;
  const wanted = /^\d+$/u.test(header) ? Number(header) * SECOND : msUntil(header, now);
  return wanted === undefined ? undefined : Math.min(Math.max(wanted, SHORTEST_MS), LONGEST_MS);
}

function msUntil(date: string, now: Instant): number | undefined {
  const at = parseHttpDate(date, now);
  return at === undefined ? undefined : at - now;
}
