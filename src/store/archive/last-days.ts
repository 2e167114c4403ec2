import { DAY, toDay } from "../../model/time.ts";

/** Of days `YYYY-MM-DD` in order, those of the last `count` days of the calendar up to the newest; all without a count. */
export function lastDays(days: readonly string[], count?: number): readonly string[] {
  const newest = days.at(-1);
  if (count === undefined || newest === undefined) return days;
  const first = toDay(Date.parse(newest) - (count - 1) * DAY);
  return days.filter((day) => day >= first);
}
