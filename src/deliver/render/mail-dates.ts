import type { Reader } from "../../model/delivery.ts";
import type { Instant } from "../../model/time.ts";
import { mailWords } from "./words.ts";

/** Points in time as one reader writes them, in that reader's zone. */
export interface MailDates {
  /** `jeu. 19 nov. à 14:05`, with the year when it is not the year of `now`. */
  moment(at: Instant, now: Instant): string;
  /** `jeudi 19 novembre à 07:00 au vendredi 20 novembre 2026 à 07:00`, put into the words for a span. */
  span(from: Instant, to: Instant): string;
}

const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;

/** The dates of a reader. The parts come from Intl and are joined here: how it joins them changes between versions. */
export function mailDates(reader: Pick<Reader, "language" | "timezone">): MailDates {
  const words = mailWords(reader.language);
  const short = partsIn(reader, "short");
  const long = partsIn(reader, "long");
  const written = (parts: Parts, year: boolean): string =>
    words.moment(
      `${parts("weekday")} ${parts("day")} ${parts("month")}${year ? ` ${parts("year")}` : ""}`,
      `${parts("hour")}:${parts("minute")}`,
    );
  const sameYear = (a: Instant, b: Instant): boolean => short(a)("year") === short(b)("year");
  return {
    moment: (at, now) => written(short(at), !sameYear(at, now)),
    span: (from, to) => words.span(written(long(from), !sameYear(from, to)), written(long(to), true)),
  };
}

type Parts = (type: Intl.DateTimeFormatPartTypes) => string;

function partsIn(
  { language, timezone }: Pick<Reader, "language" | "timezone">,
  width: "short" | "long",
): (at: Instant) => Parts {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: timezone,
    weekday: width,
    day: "numeric",
    month: width,
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (at) => {
    const parts = format.formatToParts(at);
    return (type) => parts.find((part) => part.type === type)?.value ?? "";
  };
}
