import { z } from "zod";
import type { ConsoleConfig, NetworkConfig, PollConfig, StoreConfig } from "../model/config.ts";
import type { Language } from "../model/profile.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../model/time.ts";
import { ADDRESS_BLOCK } from "./address-blocks.ts";
import { CONTACT, MAIL_FROM, MAIL_SERVER, type MailFrom, UNSUBSCRIBE } from "./contact-formats.ts";
import { DESTINATION, type DestinationEntry } from "./destination-schema.ts";

import { duration, ID, size, someText, wholeNumber } from "./formats.ts";
import { LISTEN } from "./listen.ts";
import { isMap, strictMap } from "./strict-map.ts";
import { CRON, TIMEZONE } from "./time-formats.ts";

/** `mail:` with its addresses read; the server's address is still as written. */
export interface MailEntry {
  readonly smtp: string;
  readonly from: MailFrom;
  readonly unsubscribe?: string;
}

/** The keys of `vigie.yaml`, each checked on its own so that a fault in one hides none in another. */
export type SettingsShape = {
  readonly language: z.ZodType<Language>;
  readonly timezone: z.ZodType<string>;
  readonly store: z.ZodType<StoreConfig>;
  readonly poll: z.ZodType<PollConfig>;
  readonly network: z.ZodType<NetworkConfig>;
  readonly destinations: z.ZodType<Readonly<Record<string, DestinationEntry>>>;
  readonly mail: z.ZodType<MailEntry | undefined>;
  readonly console: z.ZodType<ConsoleConfig | "off">;
};

const LONGEST_INTERVAL = 30 * DAY;
const FASTEST = 5 * MINUTE;
const SLOWEST = 6 * HOUR;

const STORE: z.ZodType<StoreConfig> = strictMap(
  {
    kind: z
      .literal("file", {
        error: ({ input }) =>
          input === "postgres" ? 'expected "file": PostgreSQL comes with a later version' : undefined,
      })
      .prefault("file")
      .describe("file: a journal on this machine"),
    directory: someText("a directory").prefault("data").describe("Where the journal is kept"),
  },
  { later: ["url"] },
)
  .prefault({})
  .describe("What vigie remembers");

const POLL: z.ZodType<PollConfig> = strictMap({
  heartbeat: CRON.prefault("* * * * *").describe("When to look for feeds that are due: cron, in UTC"),
  every: duration(SECOND, LONGEST_INTERVAL).prefault("15m").describe("The wanted interval of a feed"),
  fastest: duration(SECOND, LONGEST_INTERVAL)
    .exactOptional()
    .describe("No feed is read more often: 5m, or `every` when that is shorter"),
  slowest: duration(SECOND, LONGEST_INTERVAL)
    .exactOptional()
    .describe("No feed is read less often: 6h, or `every` when that is longer"),
  concurrency: wholeNumber(1, 256).prefault(32).describe("Feeds read at the same time"),
})
  .refine(({ fastest, slowest }) => !exceeds(fastest, slowest ?? SLOWEST), {
    path: ["fastest"],
    error: "expected at most `slowest`",
    when: isMap,
  })
  .refine(({ fastest, every }) => !exceeds(fastest, every), {
    path: ["fastest"],
    error: "expected at most `every`",
    when: isMap,
  })
  .refine(({ every, slowest }) => !exceeds(every, slowest), {
    path: ["slowest"],
    error: "expected at least `every`",
    when: isMap,
  })
  .prefault({})
  .describe("How often feeds are read")
  .transform(({ heartbeat, every, fastest, slowest, concurrency }): PollConfig => ({
    heartbeat,
    everyMs: every,
    fastestMs: fastest ?? Math.min(FASTEST, every),
    slowestMs: slowest ?? Math.max(SLOWEST, every),
    concurrency,
  }));

/** For what is no duration the answer is no: it has been reported by itself, and no duration is below a second. */
function exceeds(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" && b >= SECOND && a > b;
}

const NETWORK: z.ZodType<NetworkConfig> = strictMap({
  deadline: duration(SECOND, 5 * MINUTE)
    .prefault("20s")
    .describe("One whole fetch, redirects and body included"),
  maxBody: size(1024, 256 * 1024 ** 2)
    .prefault("10MiB")
    .describe("The largest document read, after decompression"),
  allowAddresses: z
    .array(ADDRESS_BLOCK)
    .prefault([])
    .describe("Private addresses that may be contacted all the same, e.g. 127.0.0.1/32"),
  contact: CONTACT.exactOptional().describe("Who answers for this robot; told to every publisher"),
})
  .prefault({})
  .describe("How vigie talks to the network")
  .transform(({ deadline, maxBody, ...rest }): NetworkConfig => ({
    deadlineMs: deadline,
    maxBodyBytes: maxBody,
    ...rest,
  }));

const MAIL: z.ZodType<MailEntry> = strictMap({
  smtp: MAIL_SERVER.describe("smtp://user:password@host:587 or smtps://…, from a variable"),
  from: MAIL_FROM.describe("Name <address> of the sender"),
  unsubscribe: UNSUBSCRIBE.exactOptional().describe("Where readers write to be taken off"),
}).describe("How mail is sent");

const CONSOLE: z.ZodType<ConsoleConfig | "off"> = z
  .union([z.literal("off"), strictMap({ listen: LISTEN })], {
    error: 'expected "off" or a map such as { listen: 127.0.0.1:8460 }',
  })
  .prefault({ listen: "127.0.0.1:8460" })
  .describe("The operator's page")
  .transform((entry) => (entry === "off" ? entry : entry.listen));

export const SETTINGS: SettingsShape = {
  language: z
    .enum(["fr", "en"])
    .prefault("en")
    .describe("Of alerts, digests and pages unless a reader says otherwise"),
  timezone: TIMEZONE.prefault("UTC").describe("IANA time zone of readers who name none"),
  store: STORE,
  poll: POLL,
  network: NETWORK,
  destinations: z.record(ID, DESTINATION).prefault({}).describe("Where alerts go, by name"),
  mail: MAIL.optional(),
  console: CONSOLE,
};
