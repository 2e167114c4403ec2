import { DAY, type Instant, MINUTE } from "../model/time.ts";
import { monthNamed, zoneNamed } from "./date-words.ts";

/** No date is longer; what is, is not worth reading. */
const MAX_LENGTH = 100;
/** Years outside are slips of software: year 1 is how some write "none". */
const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;

const ASCII = /^[ -~]*$/;
const ACCENTS = /[\u0300-\u036f]/g;
/** `2026-03-29`, with `/`, `.` or without any mark, then the time; or cut short to a month or a year (W3C-DTF). */
const YEAR_FIRST = /^(\d{4})(?:$|([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?(?:[t\s,]+(?=\d)|(?=$|[\s+-])))/;
/** `20260329143000`, with or without the T. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})t?(\d{2})(\d{2})(\d{2})?(?=$|[^\d])/;
/** `29/03/2026`, `29.03.26`, `29-3-2026`; not `03-12-31`, which might begin with its year. */
const NUMBERS = /\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<!-)\d{2})(?![\d:])/;
/** `14:30`, `14:30:05.123`, `2:30 pm`, `14h30`, `14h`. */
const TIME =
  /(?<!\d)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|\s?h\s?(\d{2})?(?![a-z]))(?:\s*([ap])\.?m\b\.?)?/;
const BARE_TIME = /^(\d{2})(\d{2})(\d{2})?(?=$|[^\d:])/;
/** `+02:00`, `-0500`, `+2`, also after `GMT`. */
const OFFSET = /(?:gmt|utc)?\s?([+\u2212-])(\d{1,2}):?(\d{2})?(?!\d)/;
const WORDS = /\d+|[a-z]+/g;

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
  const plain = withoutAccents(text).toLowerCase().trim();
  return yearFirst(plain) ?? withNumbers(plain) ?? withWords(plain);
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
    timeIn(text.slice(whole.length), BARE_TIME),
  );
}

function withNumbers(text: string): Instant | undefined {
  const match = NUMBERS.exec(text);
  if (match === null) return undefined;
  const [whole, first, , second, year = ""] = match;
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
  const time = timeIn(text);
  const numbers: string[] = [];
  let month: number | undefined;
  for (const word of time.around.match(WORDS) ?? []) {
    if (/^\d/.test(word)) numbers.push(word);
    // The last one: `mar. 6 janv.` begins with a Tuesday.
    else month = monthNamed(word) ?? month;
  }
  const day = dayOf(numbers, month);
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
function timeIn(text: string, bare?: RegExp): Time & { readonly around: string } {
  const match = TIME.exec(text) ?? bare?.exec(text) ?? null;
  if (match === null) return { ms: 0, rest: text, around: text };
  const rest = text.slice(match.index + match[0].length);
  const around = `${text.slice(0, match.index)} ${rest.replace(OFFSET, " ")}`;
  return { ms: msOf(match), rest, around };
}

function msOf(match: RegExpExecArray): number | undefined {
  const [, hour, minute = match[5] ?? "0", second = "0", fraction = "", , half] = match;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const sinceMidnight = clockMs(hourOf(Number(hour), half), Number(minute), Number(second));
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
  return Date.UTC(year, month - 1, day) + ms - zoneMinutes(rest) * MINUTE;
}

function daysIn(year: number, month: number): number {
  return (Date.UTC(month === 12 ? year + 1 : year, month % 12, 1) - Date.UTC(year, month - 1, 1)) / DAY;
}

/** Minutes east of UTC in what follows the time: an offset, else a known name, else 0 (RFC 5322 §4.3). */
function zoneMinutes(text: string): number {
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
  return 0;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
