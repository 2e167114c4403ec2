import type { MessageLimits, Reader } from "./delivery.ts";
import type { DigestSchedule } from "./digest.ts";
import type { Feed } from "./feed.ts";
import type { Language, Profile } from "./profile.ts";
import type { Secret } from "./secret.ts";

/** The whole configuration, checked. Durations are milliseconds, sizes bytes. */
export interface Config {
  readonly language: Language;
  readonly timezone: string;
  readonly store: StoreConfig;
  readonly poll: PollConfig;
  readonly network: NetworkConfig;
  readonly destinations: readonly Destination[];
  /** Ids of the destinations whose readers are told of trouble with feeds, the network and other destinations. */
  readonly notices: readonly string[];
  readonly outbox: MessageLimits;
  readonly mail?: MailConfig;
  /** Absent when the page is switched off. */
  readonly console?: ConsoleConfig;
  /** Absent when hubs are told of nothing and feeds are only polled. */
  readonly websub?: WebSubConfig;
  /** Query parameters (a trailing `*` matches any ending) that say where a click came from, not which page it is. */
  readonly trackingParams: readonly string[];
  readonly feeds: readonly Feed[];
  readonly profiles: readonly Profile[];
}

export interface StoreConfig {
  readonly kind: "file";
  readonly directory: string;
  /** What the archive's days with the texts of their items may take together. */
  readonly textBytes: number;
}

export interface PollConfig {
  /** node-cron expression, read in UTC: when to look for feeds that are due. */
  readonly heartbeat: string;
  readonly everyMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
  /** Feeds in flight at once. */
  readonly concurrency: number;
}

export interface NetworkConfig {
  /** One whole fetch: lookup, every redirect, headers, body. */
  readonly deadlineMs: number;
  /** After decompression. */
  readonly maxBodyBytes: number;
  /** CIDR blocks that may be contacted although they are not public. */
  readonly allowAddresses: readonly string[];
  /** Hosts to be asked at another pace than the rest, which get one connection and a pause of two seconds. */
  readonly hosts: readonly HostPace[];
  /** Who answers for this robot: a URL or an address, put into the User-Agent. */
  readonly contact?: string;
}

/** How hard one host may be pressed. */
export interface HostPace {
  /** Name or address, without port. */
  readonly host: string;
  readonly connections: number;
  /** Between the starts of two visits. */
  readonly gapMs: number;
}

/** A configured channel with its readers. `off` says why nothing is sent to it. */
export type Destination = { readonly id: string; readonly off?: string } & ChannelConfig;

export type ChannelConfig =
  | {
      readonly kind: "discord-webhook";
      readonly language: Language;
      readonly url: Secret;
      /** A post that may have arrived is given up, not repeated. */
      readonly atMostOnce?: true;
    }
  | {
      readonly kind: "discord-bot";
      readonly language: Language;
      readonly token: Secret;
      readonly channel: string;
      /** Origin and path of the REST API; absent means Discord's own. */
      readonly api?: string;
    }
  | { readonly kind: "email"; readonly mode: "alert"; readonly readers: readonly Reader[] }
  | {
      readonly kind: "email";
      readonly mode: "digest";
      readonly readers: readonly Reader[];
      readonly schedule: DigestSchedule;
    };

export interface MailConfig {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtp: Secret;
  readonly from: { readonly name: string; readonly address: string };
  /** Where readers write to be taken off; becomes List-Unsubscribe. */
  readonly unsubscribe?: string;
}

export interface ConsoleConfig {
  readonly host: string;
  readonly port: number;
}

/** Where hubs announce changes to (WebSub). `off` says why no feed is subscribed to. */
export interface WebSubConfig {
  /** The address by which hubs reach the listener, without a slash at its end. */
  readonly callback: string;
  readonly host: string;
  readonly port: number;
  /** What the addresses and the secrets given to hubs are derived from. */
  readonly secret: Secret;
  readonly off?: string;
}
