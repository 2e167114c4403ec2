import type { Language } from "../model/profile.ts";
import { DAY, HOUR, MINUTE, type Instant } from "../model/time.ts";

/** How a page writes points in time: in one language, one zone, seen from one present. */
export interface Moments {
  /** `14:05` */
  clock(instant: Instant): string;
  /** `Sunday 22 November 2026`; the same text for the same local day. */
  day(instant: Instant): string;
  /** `22 Nov, 14:05` */
  date(instant: Instant): string;
  /** `22 Nov 2026, 14:05:09 CET` */
  full(instant: Instant): string;
  /** `now`, `3 min ago`, `in 2 hr`, `9 days ago` */
  relative(instant: Instant): string;
}

const LOCALES: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

/** Builds the formatters once for a page: making them costs far more than using them. */
export function momentsIn(language: Language, timezone: string, now: Instant): Moments {
  const locale = LOCALES[language];
  const clock = new Intl.DateTimeFormat(locale, { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const full = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  // Not «yesterday»: 30 hours ago can be the day before it.
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" });
  const atOnce = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  return {
    clock: (instant) => clock.format(instant),
    day: (instant) => day.format(instant),
    date: (instant) => date.format(instant),
    full: (instant) => full.format(instant),
    relative: (instant) => {
      const { amount, unit } = rounded(instant - now);
      return amount === 0 ? atOnce : relative.format(amount, unit);
    },
  };
}

/** Cut towards zero, so that «in 1 hr» is never said of a moment that is 31 minutes away. */
function rounded(deltaMs: number): { amount: number; unit: "minute" | "hour" | "day" } {
  const size = Math.abs(deltaMs);
  if (size < HOUR) return { amount: Math.trunc(deltaMs / MINUTE), unit: "minute" };
  if (size < DAY) return { amount: Math.trunc(deltaMs / HOUR), unit: "hour" };
  return { amount: Math.trunc(deltaMs / DAY), unit: "day" };
}
