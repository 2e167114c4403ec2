import { type Instant } from "../model/time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH = MONTHS.join("|");
const TIME = "(?<h>[0-2]\\d):(?<m>[0-5]\\d):(?<s>[0-5]\\d)";
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";

const FORMS = [
  new RegExp(`^${DAY}, (?<day>\\d\\d) (?<month>${MONTH}) (?<year>\\d{4}) ${TIME} GMT$`, "u"),
  new RegExp(`^${LONG_DAY}, (?<day>\\d\\d)-(?<month>${MONTH})-(?<year>\\d\\d) ${TIME} GMT$`, "u"),
  new RegExp(`^${DAY} (?<month>${MONTH}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`, "u"),
];

/**
 * Reads the three forms of RFC 9110 §5.6.7 (IMF-fixdate, RFC 850, asctime) and no other; a wrong weekday is
 * forgiven, a day that the month lacks is not. `now` decides the century of a two-digit year.
 */
export function parseHttpDate(text: string, now: Instant): Instant | undefined {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return toInstant(parts, now);
  }
  return undefined;
}

function toInstant(parts: Readonly<Record<string, string>>, now: Instant): Instant | undefined {
  const { day = "", month = "", year = "", h, m, s } = parts;
  const monthIndex = MONTHS.indexOf(month);
  const fullYear = year.length === 2 ? inCentury(Number(year), now) : Number(year);
  const date = new Date(0);
  date.setUTCFullYear(fullYear, monthIndex, Number(day));
  date.setUTCHours(Number(h), Number(m), Number(s));
  const rolledOver = date.getUTCMonth() !== monthIndex || date.getUTCDate() !== Number(day) || Number(h) > 23;
  return rolledOver ? undefined : date.getTime();
}

/** A two-digit year that would lie more than 50 years ahead belongs to the century before (RFC 9110 §5.6.7). */
function inCentury(twoDigits: number, now: Instant): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
