import { HOUR, type Instant, MINUTE } from "../../model/time.ts";

/** `europe/paris`, `america/argentina/buenos_aires`, in brackets or not. */
const NAME = /\b[a-z]+(?:\/[a-z]+(?:[_-][a-z]+)*){1,2}/;
const PARIS = /\bheure de paris\b/;
const OFFSET = /GMT([+-])(\d{2}):(\d{2})/;

/** Of the names that exist, which are some hundreds. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC when clocks show `local`, in the zone of the IANA database that a text names if it names one. */
export function namedZoneMinutes(text: string, local: Instant): number | undefined {
  const name = NAME.exec(text)?.[0] ?? (PARIS.test(text) ? "europe/paris" : undefined);
  const clock = name === undefined ? undefined : clockOf(name);
  if (clock === undefined) return undefined;
  // Within an hour of a change of clocks the first answer may be that of the other side.
  const near = minutesAt(clock, local - HOUR);
  return minutesAt(clock, local - near * MINUTE);
}

function clockOf(name: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(name);
  if (known !== undefined) return known;
  try {
    const clock = new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "longOffset" });
    clocks.set(name, clock);
    return clock;
  } catch {
    return undefined; // No such zone.
  }
}

function minutesAt(clock: Intl.DateTimeFormat, instant: Instant): number {
  const [, sign, hours, minutes] = OFFSET.exec(clock.format(instant)) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
}
