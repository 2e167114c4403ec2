import { z } from "zod";
import type { ConsoleConfig, NetworkConfig, PollConfig, StoreConfig } from "../../model/config.ts";
import type { MessageLimits } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import { MAIL_FROM, MAIL_SERVER, type MailFrom, UNSUBSCRIBE } from "../check/contact-formats.ts";
import { DESTINATION, type DestinationEntry } from "./destination-schema.ts";
import { ID, size, someText } from "../check/formats.ts";
import { LISTEN } from "./listen.ts";
import { NETWORK } from "./network-schema.ts";
import { OUTBOX } from "./outbox-schema.ts";
import { POLL } from "./poll-schema.ts";
import { strictMap } from "../check/strict-map.ts";
import { TIMEZONE } from "../check/time-formats.ts";
import { WEBSUB, type WebSubEntry } from "./websub-schema.ts";

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
  readonly notices: z.ZodType<readonly string[]>;
  readonly outbox: z.ZodType<MessageLimits>;
  readonly mail: z.ZodType<MailEntry | undefined>;
  readonly console: z.ZodType<ConsoleConfig | "off">;
  readonly websub: z.ZodType<WebSubEntry | undefined>;
};

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
    texts: size(1024 ** 2, 1024 ** 4)
      .prefault("1GiB")
      .describe("What archived items with their texts may take; the oldest lose their texts first"),
  },
  { later: ["url"] },
)
  .prefault({})
  .transform(({ texts, ...store }) => ({ ...store, textBytes: texts }))
  .describe("What vigie remembers");

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
  notices: z
    .array(ID, { error: "expected a list of destinations, such as [desk]" })
    .prefault([])
    .describe(
      "Destinations where operators are told of trouble with feeds and with other destinations, and of its end",
    ),
  outbox: OUTBOX,
  mail: MAIL.optional(),
  console: CONSOLE,
  websub: WEBSUB.optional(),
};
