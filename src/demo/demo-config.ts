import type { Config } from "../model/config.ts";
import type { Feed } from "../model/feed.ts";
import type { Profile } from "../model/profile.ts";
import { Secret } from "../model/secret.ts";
import { HOUR, MINUTE, SECOND } from "../model/time.ts";

/** Where the demonstration's servers listen. */
export interface DemoPlaces {
  readonly feeds: { url(path: string): string };
  readonly discord: { webhookUrl(): string };
  readonly inbox: { readonly url: string };
  readonly profiles: readonly Profile[];
  readonly directory: string;
}

/** A configuration such as an operator writes, with every address on this machine. */
export function demoConfig({ feeds, discord, inbox, profiles, directory }: DemoPlaces): Config {
  const feed = (id: string, name: string, path: string): Feed => ({
    id,
    name,
    url: feeds.url(path),
    tags: [],
    firstPoll: { kind: "silent" },
  });
  return {
    language: "fr",
    timezone: "Europe/Paris",
    store: { kind: "file", directory, textBytes: 2 ** 30 },
    poll: {
      heartbeat: "* * * * *",
      everyMs: 15 * MINUTE,
      fastestMs: 5 * MINUTE,
      slowestMs: 6 * HOUR,
      concurrency: 4,
    },
    network: {
      deadlineMs: 20 * SECOND,
      maxBodyBytes: 10 * 1024 * 1024,
      allowAddresses: ["127.0.0.1/32"],
      hosts: [{ host: "127.0.0.1", connections: 4, gapMs: 0 }],
    },
    destinations: [
      { id: "researchers", kind: "discord-webhook", language: "fr", url: new Secret(discord.webhookUrl()) },
      {
        id: "morning",
        kind: "email",
        mode: "digest",
        readers: [{ address: "reader@example.org", language: "en", timezone: "Europe/Paris" }],
        schedule: { at: "08:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
      },
    ],
    notices: [],
    outbox: { perPoll: 20, perHour: 40 },
    mail: { smtp: new Secret(inbox.url), from: { name: "Vigie", address: "vigie@example.org" } },
    trackingParams: [],
    feeds: [
      feed("fil", "Le Fil", "/fil.xml"),
      feed("dispatch", "La Dépêche", "/dispatch.json"),
      feed("wire", "The Wire", "/wire.atom"),
    ],
    profiles,
  };
}
