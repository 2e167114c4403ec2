/** Milliseconds since 1970-01-01T00:00:00Z. Every stored or computed point in time has this type. */
export type Instant = number;

export const SECOND: number = 1000;
export const MINUTE: number = 60 * SECOND;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

/** The day in UTC: `2026-03-29`. */
export function toDay(instant: Instant): string {
  return toIso(instant).slice(0, 10);
}

/** The ISO 8601 form in UTC without milliseconds: `2026-03-29T01:00:00Z`. */
export function toIso(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Clocks are put right by seconds all the time; one that says so much less than before was set back. */
const SETTING = MINUTE;

/** Whether something that has happened happens, by the clock, only later: what was planned by that clock is void. */
export function wasSetBack(happenedAt: Instant, now: Instant): boolean {
  return happenedAt - now > SETTING;
}
