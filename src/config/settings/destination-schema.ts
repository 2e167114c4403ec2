import { z } from "zod";
import { WEEKDAYS, type Weekday } from "../../model/digest.ts";
import type { Language } from "../../model/profile.ts";
import { MAIL_ADDRESS } from "../check/contact-formats.ts";
import { someText, word } from "../check/formats.ts";
import { isMap, strictMap } from "../check/strict-map.ts";
import { TIME_OF_DAY, TIMEZONE } from "../check/time-formats.ts";

/** A destination as the file has it: of the right shape, its addresses not judged yet. */
export type DestinationEntry = WebhookEntry | BotEntry | EmailEntry;

export interface WebhookEntry {
  readonly kind: "discord-webhook";
  readonly url: string;
  readonly delivery?: "at-least-once" | "at-most-once";
  readonly language?: Language;
}

export interface BotEntry {
  readonly kind: "discord-bot";
  readonly token: string;
  readonly channel: string;
  readonly api?: string;
  readonly language?: Language;
}

export interface EmailEntry {
  readonly kind: "email";
  readonly mode: "alert" | "digest";
  readonly to?: readonly string[];
  readonly readers?: readonly ReaderEntry[];
  readonly at?: string;
  readonly days?: readonly Weekday[];
}

export interface ReaderEntry {
  readonly address: string;
  readonly timezone?: string;
  readonly language?: Language;
}

const LANGUAGE = z.enum(["fr", "en"]).exactOptional().describe("Instead of the language of the whole file");

const READER = strictMap({
  address: MAIL_ADDRESS,
  timezone: TIMEZONE.exactOptional().describe("Instead of the time zone of the whole file"),
  language: LANGUAGE,
});

const WEBHOOK = strictMap({
  kind: z.literal("discord-webhook"),
  url: someText("the webhook's address, from a variable such as ${DISCORD_WEBHOOK_URL}").describe(
    "What Discord's «Copy Webhook URL» gives, from a variable",
  ),
  delivery: z
    .enum(["at-least-once", "at-most-once"])
    .exactOptional()
    .describe("A post whose answer was lost: sent again (the default), or given up and listed"),
  language: LANGUAGE,
});

const BOT = strictMap({
  kind: z.literal("discord-bot"),
  token: word({
    expected: "the bot's token, from a variable such as ${DISCORD_BOT_TOKEN}",
    isValid: (text) => /^[!-~]+$/u.test(text),
  }).describe("From a variable"),
  channel: word({
    expected: "a channel id, digits only",
    isValid: (text) => /^\d{1,20}$/u.test(text),
  }).describe("The channel's id, in quotes"),
  api: someText("the address of a REST API").exactOptional().describe("Another REST API than Discord's own"),
  language: LANGUAGE,
});

const EMAIL = strictMap({
  kind: z.literal("email"),
  mode: z.enum(["alert", "digest"]).prefault("alert").describe("One mail per story, or one per day"),
  to: z
    .array(MAIL_ADDRESS)
    .exactOptional()
    .describe("Readers in the language and time zone of the whole file"),
  readers: z.array(READER).exactOptional().describe("Readers with a time zone or language of their own"),
  at: TIME_OF_DAY.exactOptional().describe("digest: the local hour, HH:MM"),
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .exactOptional()
    .describe("digest: on these days; every day when left out"),
})
  .refine(({ to, readers }) => isFilled(to) || isFilled(readers), {
    path: ["to"],
    error: "expected at least one reader under `to` or `readers`",
    when: isMap,
  })
  .refine(({ mode, at }) => mode !== "digest" || at !== undefined, {
    path: ["at"],
    error: 'expected an hour such as "08:00", since mode is digest',
    when: isMap,
  })
  .refine(({ mode, at }) => mode !== "alert" || at === undefined, {
    path: ["at"],
    error: "expected only with mode: digest",
    when: isMap,
  })
  .refine(({ mode, days }) => mode !== "alert" || days === undefined, {
    path: ["days"],
    error: "expected only with mode: digest",
    when: isMap,
  });

/** What is no list has been reported by itself. */
function isFilled(list: unknown): boolean {
  return Array.isArray(list) ? list.length > 0 : list !== undefined;
}

export const DESTINATION: z.ZodType<DestinationEntry> = z.discriminatedUnion("kind", [WEBHOOK, BOT, EMAIL]);
