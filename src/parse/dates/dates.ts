import { DAY, type Instant, MINUTE } from "../../model/time.ts";
import { monthNamed, zoneNamed } from "./date-words.ts";
import { namedZoneMinutes } from "./named-zone.ts";

/** No date is longer; what is, is not worth reading. */
const MAX_LENGTH = 100;
/** Years outside are slips of software: year 1 is how some write "none". */
const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;

const ASCII = /^[ -~]*$/;
const ACCENTS = /[\u0300-\u036f]/g;
/** `2026-03-29`, with `/`, `.` or without any mark, then the time; or cut short to a month or a year (W3C-DTF). */
const YEAR_FIRST = /^(\d{4})(?:$|([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?(?:[t\s,]+(?=\d)|(?=$|[\sz+-])))/;
/** `20260329143000`, with or without the T. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})t?(\d{2})(\d{2})(\d{2})?(?=$|[^\d])/;
/** `29/03/2026`, `29.03.26`, `29-3-2026`; not `03-12-31`, which might begin with its year. */
const NUMBERS = /\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<!-)\d{2})(?![\d:])/;
/** `14:30`, `14:30:05.123`, `2:30 pm`, `2 p.m.`, `14h30`, `14h`. */
const TIME =
  /(?<![\d+]|\d\.)(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?|\s?h\s?(?<past>\d{2})?(?![a-z])|(?=\s*[ap]\.?m\b))(?:\s*(?<half>[ap])\.?m\b\.?)?/;
/** `14.30.05`, `2.30 pm`, where there is none of those. */
const DOTTED_TIME =
  /(?<![\d.])(?<hour>\d{1,2})\.(?<minute>\d{2})(?:\.(?<second>\d{2}))?(?![\d.])(?:\s*(?<half>[ap])\.?m\b\.?)?/;
/** `143005`, `1430`, `14`, behind a date of ISO 8601. */
const BARE_TIMES: readonly RegExp[] = [
  /^(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?=$|[^\d:])/,
  /^(?<hour>\d{2})(?=$|\s*(?:z|utc|gmt|[+\u2212-]\d\d(?::?\d\d)?)$)/,
];
const NOON = /(?:(?<![\d/.-])12(?::00)?\s?)?\b(?:noon|midi)\b/;
const MIDNIGHT = /(?:(?<![\d/.-])12(?::00)?\s?)?\b(?:midnight|minuit)\b/;
/** `+02:00`, `-0500`, `+2`, also after `GMT`; not the end of `2026-mar-29`. */
const OFFSET = /(?:gmt|utc|(?<![a-z\d]))\s?([+\u2212-])(\d{1,2}):?(\d{2})?(?!\d)/;
const WORDS = /\d+|[a-z]+/g;
const FULL_YEAR = /(?<![+-])\b(?:19|20)\d{2}\b/;
/** Of a day and a month, or a month and a day: a year is not among them. */
const PAIR = /\d\/\d/;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Reads a date as feeds write it: ISO 8601 and W3C-DTF, RFC 822 and its kin, asctime, US and French long forms,
 * `dd/mm/yyyy` (day first unless that is impossible). Without a zone it is UTC; a wrong weekday is ignored; two-digit
 * years below 70 are 20xx. Anything else is absent, never "now". Not Date.parse: that reads `1 2` as a day of 2001 and
 * times without a zone in the machine's own.
 */
export function parseDate(text: string): Instant | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = withoutAccents(text)
    .toLowerCase()
    .replace(NOON, " 12:00 ")
    .replace(MIDNIGHT, " 0:00 ")
    .trim();
  return yearFirst(plain) ?? withWords(plain) ?? withNumbers(plain);
}

function withoutAccents(text: string): string {
  return ASCII.test(text) ? text : text.normalize("NFD").replace(ACCENTS, "");
}

function yearFirst(text: string): Instant | undefined {
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [whole, year, month, day, hour, minute, second] = compact;
    const rest = text.slice(whole.length);
    return instant(
      { year: Number(year), month: Number(month), day: Number(day) },
      { ms: clockMs(Number(hour), Number(minute), Number(second ?? 0)), rest },
    );
  }
  const match = YEAR_FIRST.exec(text);
  if (match === null) return undefined;
  const [whole, year, , month = "1", day = "1"] = match;
  return instant(
    { year: Number(year), month: Number(month), day: Number(day) },
    timeIn(text.slice(whole.length), BARE_TIMES),
  );
}

function withNumbers(text: string): Instant | undefined {
  const match = NUMBERS.exec(text);
  if (match === null) return undefined;
  const [whole, first, , second, year = ""] = match;
  // `10.30.00` is a time.
  if (year.length === 2 && FULL_YEAR.test(text)) return undefined;
  const dayFirst = Number(second) <= 12;
  return instant(
    {
      year: fullYear(year),
      month: Number(dayFirst ? second : first),
      day: Number(dayFirst ? first : second),
    },
    timeIn(text.slice(match.index + whole.length) || text.slice(0, match.index)),
  );
}

/** `Sun, 29 Mar 2026 …`, `March 29th, 2026`, `dimanche 29 mars 2026`, `Sun Mar 29 14:30:00 2026`. */
function withWords(text: string): Instant | undefined {
  // The last one: `mar. 6 janv.` begins with a Tuesday.
  const month = (text.match(WORDS) ?? []).findLast((word) => monthNamed(word) !== undefined);
  if (month === undefined || PAIR.test(text)) return undefined;
  const time = timeIn(text);
  const day = dayOf(time.around.match(/\d+/g) ?? [], monthNamed(month));
  return day === undefined ? undefined : instant(day, time);
}

/** A day and a year, in either order: the year has four digits or comes last. */
function dayOf(numbers: readonly string[], month: number | undefined): Day | undefined {
  const [first = "", second = ""] = numbers;
  const [day, year] = first.length === 4 ? [second, first] : [first, second];
  if (month === undefined || numbers.length !== 2 || day.length > 2) return undefined;
  return year.length === 4 || year.length === 2
    ? { year: fullYear(year), month, day: Number(day) }
    : undefined;
}

interface Time {
  /** Since midnight; undefined when the clock shows what no clock shows. */
  readonly ms: number | undefined;
  /** What follows the time: the zone. */
  readonly rest: string;
}

/** The time of day in a text, midnight when there is none; `around` is the text without time and zone. */
function timeIn(text: string, bare: readonly RegExp[] = []): Time & { readonly around: string } {
  let match: RegExpExecArray | null = null;
  for (const form of [TIME, ...bare, DOTTED_TIME]) match ??= form.exec(text);
  if (match === null) return { ms: 0, rest: text, around: text };
  const rest = text.slice(match.index + match[0].length);
  const around = `${text.slice(0, match.index)} ${rest.replace(OFFSET, " ")}`;
  return { ms: msOf(match.groups ?? {}), rest, around };
}

function msOf({
  hour,
  minute,
  past,
  second,
  fraction,
  half,
}: Readonly<Record<string, string | undefined>>): number | undefined {
  const ms = Number((fraction ?? "").padEnd(3, "0").slice(0, 3));
  const hours = hourOf(Number(hour), half);
  const sinceMidnight = clockMs(hours, Number(minute ?? past ?? 0), Number(second ?? 0));
  return sinceMidnight === undefined ? undefined : sinceMidnight + ms;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

/** 24:00:00 ends a day; a leap second counts as the one before it. */
function clockMs(hour: number, minute: number, second: number): number | undefined {
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000;
}

function instant({ year, month, day }: Day, { ms, rest }: Time): Instant | undefined {
  if (ms === undefined || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  const local = Date.UTC(year, month - 1, day) + ms;
  return local - zoneMinutes(rest, local) * MINUTE;
}

function daysIn(year: number, month: number): number {
  return (Date.UTC(month === 12 ? year + 1 : year, month % 12, 1) - Date.UTC(year, month - 1, 1)) / DAY;
}

/** Minutes east of UTC in what follows the time: an offset, else a known name, else 0 (RFC 5322 §4.3). */
function zoneMinutes(text: string, local: Instant): number {
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const [, sign, hours, minutes = "0"] = offset;
    const total = Number(hours) * 60 + Number(minutes);
    return total > 15 * 60 ? 0 : sign === "+" ? total : -total;
  }
  for (const word of text.match(WORDS) ?? []) {
    const zone = zoneNamed(word);
    if (zone !== undefined) return zone;
  }
  return namedZoneMinutes(text, local) ?? 0;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
