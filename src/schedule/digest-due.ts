import { type DigestSchedule, WEEKDAYS } from "../model/digest.ts";
import { DAY, type Instant } from "../model/time.ts";

/**
 * The newest digest period that has begun for a reader: the local date, `YYYY-MM-DD`, of the last scheduled day on
 * which the local clock has reached `at`. A digest is due when this is later than the last period opened.
 *
 * It never computes "the next run": comparing local dates and local times of day cannot skip or repeat a day when
 * clocks change, when the process slept, or when `at` falls into an hour that does not exist.
 */
export function newestPeriod(schedule: DigestSchedule, timezone: string, now: Instant): string {
  const local = localTime(timezone, now);
  let date = local.time >= schedule.at ? local.date : dayBefore(local.date);
  for (let back = 0; back < 7 && !schedule.days.includes(weekdayOf(date)); back += 1) date = dayBefore(date);
  return date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(timezone: string, now: Instant): { readonly date: string; readonly time: string } {
  let format = formats.get(timezone);
  if (format === undefined) {
    // The Swedish locale writes `2026-03-29 02:30`.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "short" });
    formats.set(timezone, format);
  }
  const [date = "", time = ""] = format.format(now).split(" ");
  return { date, time };
}

function dayBefore(date: string): string {
  return new Date(new Date(`${date}T00:00:00Z`).getTime() - DAY).toISOString().slice(0, 10);
}

function weekdayOf(date: string): DigestSchedule["days"][number] {
  // getUTCDay counts from Sunday, WEEKDAYS from Monday.
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? "mon";
}
