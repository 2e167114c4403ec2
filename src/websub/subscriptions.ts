import type { PushLink } from "../model/feed.ts";
import { HOUR, SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { CallbackKeys } from "./callback-keys.ts";
import { leaseOf, SHORTEST_LEASE } from "./lease.ts";
import {
  announced,
  asked,
  denied,
  found,
  isActive,
  isAnnounced,
  isAskDue,
  isAwaited,
  polled,
  refused,
  type Subscription,
  verified,
} from "./subscription.ts";

export interface SubscriptionDeps {
  readonly keys: CallbackKeys;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ random < 1. */
  random(): number;
}

/** A feed and the hub and topic that it is subscribed under. */
export interface Subscribed {
  readonly feedId: string;
  readonly link: PushLink;
}

/** A publisher may write addresses of any length; they go into requests. */
const LONGEST_ADDRESS = 2048;

/** Every subscription, by feed, and what becomes of it. What hubs say is believed only of what was asked of them. */
export class Subscriptions {
  readonly #byFeed = new Map<string, Subscription>();
  readonly #feedByToken = new Map<string, string>();
  readonly #deps: SubscriptionDeps;

  constructor(deps: SubscriptionDeps) {
    this.#deps = deps;
  }

  /** What is known now of where a feed's changes are announced; another link replaces the subscription, none ends it. */
  watch(feedId: string, link: PushLink | undefined): void {
    const known = this.#byFeed.get(feedId)?.link;
    const isSame = (["hub", "topic", "isInside"] as const).every((part) => known?.[part] === link?.[part]);
    if (isSame) return;
    if (link === undefined || !isUsable(link)) {
      this.#byFeed.delete(feedId);
      return;
    }
    this.#byFeed.set(feedId, found(link, this.#deps.clock.now()));
    this.#feedByToken.set(this.#deps.keys.tokenOf(feedId), feedId);
  }

  /** The subscription that a callback address belongs to. */
  behind(token: string): Subscribed | undefined {
    const feedId = this.#feedByToken.get(token);
    const subscription = feedId === undefined ? undefined : this.#byFeed.get(feedId);
    return feedId === undefined || subscription === undefined
      ? undefined
      : { feedId, link: subscription.link };
  }

  /** Whether a hub announces the feed's news, and has been true to it. */
  isPushed(feedId: string): boolean {
    const subscription = this.#byFeed.get(feedId);
    return subscription !== undefined && isAnnounced(subscription, this.#deps.clock.now());
  }

  /** The subscriptions that hubs are to be asked for now. A request that no hub verified in time has failed by then. */
  due(): readonly Subscribed[] {
    const now = this.#deps.clock.now();
    for (const [feedId, subscription] of this.#byFeed)
      if (subscription.answerUntil !== undefined && !isAwaited(subscription, now))
        this.refused({ feedId, link: subscription.link }, "the hub took the request and never verified it");
    return [...this.#byFeed].flatMap(([feedId, subscription]) =>
      isAskDue(subscription, now) ? [{ feedId, link: subscription.link }] : [],
    );
  }

  /** A request is on its way; the hub may verify it before it answers. */
  asked(subscribed: Subscribed): void {
    this.#change(subscribed, (subscription) => asked(subscription, this.#deps.clock.now()));
  }

  /** The request came to nothing. */
  refused(subscribed: Subscribed, detail: string): void {
    const { clock, log } = this.#deps;
    const random = this.#deps.random();
    const before = this.#change(subscribed, (subscription) => refused(subscription, clock.now(), random));
    // Told when it begins, not every time until it ends.
    if (before?.failures === 0 && before.answerUntil !== undefined)
      log.warn("websub.refused", { feed: subscribed.feedId, hub: hostOf(subscribed.link), detail });
  }

  /** A hub asks whether we want this topic, for `seconds` as it wrote them (WebSub §5.3). Whether we do. */
  verify(subscribed: Subscribed, topic: string | undefined, seconds: string | undefined): boolean {
    if (!this.#isAgreed(subscribed, topic)) return false;
    const leaseMs = leaseOf(seconds);
    if (leaseMs < SHORTEST_LEASE) {
      this.refused(subscribed, `the hub would announce it for ${leaseMs / SECOND} s only`);
      return false;
    }
    const now = this.#deps.clock.now();
    const before = this.#change(subscribed, (subscription) => verified(subscription, leaseMs, now));
    // A renewal is worth a word only after one that was refused.
    if (before?.answerUntil !== undefined && (before.failures > 0 || !isActive(before, now))) {
      const hub = hostOf(subscribed.link);
      this.#deps.log.info("websub.subscribed", {
        feed: subscribed.feedId,
        hub,
        leaseHours: Math.round((10 * leaseMs) / HOUR) / 10,
      });
    }
    return true;
  }

  /** A hub says that it will not, or no longer, announce this topic (WebSub §5.2). Whether we had asked it to. */
  deny(subscribed: Subscribed, topic: string | undefined, reason: string): boolean {
    if (!this.#isAgreed(subscribed, topic)) return false;
    this.#change(subscribed, (subscription) => denied(subscription, this.#deps.clock.now()));
    this.#deps.log.warn("websub.denied", {
      feed: subscribed.feedId,
      hub: hostOf(subscribed.link),
      reason: plain(reason),
    });
    return true;
  }

  /** The hub brought something that it had signed. */
  announced(subscribed: Subscribed): void {
    this.#change(subscribed, announced);
  }

  /** A poll of the feed ended. */
  polled(feedId: string, newItems: number): void {
    const subscription = this.#byFeed.get(feedId);
    if (subscription === undefined) return;
    const after = polled(subscription, newItems);
    this.#byFeed.set(feedId, after);
    if (after.announces === "unknown" && subscription.announces !== "unknown")
      this.#deps.log.warn("websub.missed", { feed: feedId, hub: hostOf(subscription.link), newItems });
  }

  #isAgreed({ feedId, link }: Subscribed, topic: string | undefined): boolean {
    const subscription = this.#byFeed.get(feedId);
    const now = this.#deps.clock.now();
    return (
      subscription?.link === link &&
      topic === link.topic &&
      (isAwaited(subscription, now) || isActive(subscription, now))
    );
  }

  /** Changes a subscription unless another link has taken its place. What it was before. */
  #change(
    { feedId, link }: Subscribed,
    change: (subscription: Subscription) => Subscription,
  ): Subscription | undefined {
    const before = this.#byFeed.get(feedId);
    if (before?.link !== link) return undefined;
    this.#byFeed.set(feedId, change(before));
    return before;
  }
}

function isUsable({ hub, topic }: PushLink): boolean {
  return [hub, topic].every(
    (address) =>
      address.length <= LONGEST_ADDRESS &&
      URL.canParse(address) &&
      ["http:", "https:"].includes(new URL(address).protocol),
  );
}

/** Not the whole address, which may hold a key. */
function hostOf({ hub }: PushLink): string {
  return new URL(hub).host;
}

/** At most 200 characters of a stranger's text, without those that steer a terminal. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 200);
}
