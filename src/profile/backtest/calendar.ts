import { DAY, toDay } from "../../model/time.ts";

/** The days from one to another, both included; `YYYY-MM-DD` in UTC. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY) days.push(toDay(at));
  return days;
}

/** The day so many days before another. */
export function daysBefore(day: string, count: number): string {
  return toDay(Date.parse(day) - count * DAY);
}
