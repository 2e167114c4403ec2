import type { FeedHints } from "../../model/feed.ts";
import { DAY, HOUR, MINUTE } from "../../model/time.ts";
import { childNamed, childrenNamed, type Element, firstText, textOf } from "../markup/element.ts";

const NUMBER = /^\d{1,9}$/;
/** RSS 1.0 module Syndication. */
const PERIODS: ReadonlyMap<string, number> = new Map([
  ["hourly", HOUR],
  ["daily", DAY],
  ["weekly", 7 * DAY],
  ["monthly", 30 * DAY],
  ["yearly", 365 * DAY],
]);
const DAYS: ReadonlyMap<string, number> = new Map(
  ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"].map((day, index) => [
    day,
    index,
  ]),
);

/**
 * When a publisher wishes to be asked, by the head of the feed: `ttl` (RSS 2.0, minutes), `sy:updatePeriod` and
 * `sy:updateFrequency`, `skipHours` and `skipDays` (GMT). At most once a day is believed; what cannot be read is absent.
 */
export function hintsIn(header: Element): FeedHints | undefined {
  const everyMs = Math.min(DAY, Math.max(timeToLive(header), updatePeriod(header)));
  const skipHours = listed(header, "skiphours", "hour", hourOf);
  const skipDays = listed(header, "skipdays", "day", (day) => DAYS.get(day));
  if (everyMs === 0 && skipHours.length + skipDays.length === 0) return undefined;
  return {
    ...(everyMs === 0 ? {} : { everyMs }),
    ...(skipHours.length === 0 ? {} : { skipHours }),
    ...(skipDays.length === 0 ? {} : { skipDays }),
  };
}

function timeToLive(header: Element): number {
  return (numberOf(firstText(header, ["ttl"])) ?? 0) * MINUTE;
}

/** The module's defaults are a day and once, but only for who says either. */
function updatePeriod(header: Element): number {
  const period = firstText(header, ["sy:updateperiod"])?.toLowerCase();
  const frequency = firstText(header, ["sy:updatefrequency"]);
  if (period === undefined && frequency === undefined) return 0;
  const times = numberOf(frequency ?? "1") ?? 0;
  return times === 0 ? 0 : Math.round((PERIODS.get(period ?? "daily") ?? 0) / times);
}

function listed(
  header: Element,
  list: string,
  name: string,
  valueOf: (text: string) => number | undefined,
): readonly number[] {
  const element = childNamed(header, list);
  if (element === undefined) return [];
  const values = childrenNamed(element, [name]).flatMap(
    (child) => valueOf(textOf(child).toLowerCase()) ?? [],
  );
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** RSS 0.91 counts from 1 to 24, and 24 is midnight. */
function hourOf(text: string): number | undefined {
  const hour = numberOf(text);
  return hour === undefined || hour > 24 ? undefined : hour % 24;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && NUMBER.test(text) ? Number(text) : undefined;
}
