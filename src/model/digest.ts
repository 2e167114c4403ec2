import { type Instant, wasSetBack } from "./time.ts";

/** Days of the week as the configuration writes them. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** When a reader wants the digest: a local time of day, on these days. */
export interface DigestSchedule {
  /** `HH:MM`, 24 hours, in the reader's zone. */
  readonly at: string;
  readonly days: readonly Weekday[];
}

/** What is remembered per reader of a digest: the last period that was opened, so none opens twice. */
export interface DigestLedgerEntry {
  /** `destination/address`. */
  readonly key: string;
  /** Local date `YYYY-MM-DD`. */
  readonly lastPeriod: string;
  /** When that period was opened: the next digest covers what came since. */
  readonly openedAt: Instant;
}

/**
 * Whether the digest of a period, a local date `YYYY-MM-DD`, was opened, or a later one. What was opened under a clock
 * that has been set back since says nothing: by the clock that is right now, that period is yet to come.
 */
export function isOpened(period: string, last: DigestLedgerEntry, now: Instant): boolean {
  return last.lastPeriod >= period && !wasSetBack(last.openedAt, now);
}
