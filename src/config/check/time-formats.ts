import { validate as isCron } from "node-cron";
import type { z } from "zod";
import { didYouMean } from "./did-you-mean.ts";
import { word } from "./formats.ts";

/** When to look for due feeds, as node-cron reads it. */
export const CRON: z.ZodType<string, string> = word({
  expected: 'a cron expression of five or six fields, such as "* * * * *"',
  isValid: (text) => isCron(text),
});

/** The name of a place, never an offset such as `+01:00`: offsets know no summer time. */
export const TIMEZONE: z.ZodType<string, string> = word({
  expected: "an IANA time zone such as Europe/Paris",
  isValid: isTimeZone,
  suggest: (text) => didYouMean(text, Intl.supportedValuesOf("timeZone")),
});

/** A local time of day, 24 hours. */
export const TIME_OF_DAY: z.ZodType<string, string> = word({
  expected: "a time of day from 00:00 to 23:59, such as 08:00",
  isValid: isTimeOfDay,
  suggest: (text) => [text, `0${text}`].map((time) => time.replace(/[h.]/u, ":")).find(isTimeOfDay),
});

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/u.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // The only way in which Intl says no.
    return false;
  }
}

function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);
}
