import type { Alert } from "../model/alert.ts";
import type { Destination } from "../model/config.ts";
import type { DestinationState, MessageState } from "../model/delivery.ts";
import type { Feed, FeedState } from "../model/feed.ts";
import type { Language } from "../model/profile.ts";
import type { Instant } from "../model/time.ts";

/** What the console may look at. Everything is asked for anew at each request, so a page shows the present. */
export interface ConsoleView {
  /** Newest first. */
  alerts(limit: number): readonly Alert[];
  /** How far the messages of these alerts got, the least advanced first; an alert without messages is absent. */
  deliveries(alertIds: readonly string[]): ReadonlyMap<string, MessageState>;
  feeds(): readonly FeedView[];
  destinations(): readonly DestinationView[];
  health(): Health;
  now(): Instant;
  /** The language of pages unless the visitor asks for another. */
  readonly language: Language;
  /** IANA time zone of every date on a page. */
  readonly timezone: string;
  readonly version: string;
}

/** A configured feed; without a state it was never polled. */
export interface FeedView {
  readonly feed: Feed;
  readonly state?: FeedState;
}

/** A configured destination without its secrets. `off` says why nothing is sent to it. */
export interface DestinationView {
  readonly id: string;
  readonly kind: Destination["kind"];
  readonly off?: string;
  readonly state?: DestinationState;
  /** Messages by state; an absent state means none. */
  readonly counts: Readonly<Partial<Record<MessageState, number>>>;
  readonly lastSentAt?: Instant;
}

/** Whether vigie does its work now, and the observations that say so. */
export interface Health {
  readonly ready: boolean;
  readonly checks: readonly HealthCheck[];
}

export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}
