import { faultFields } from "../model/fault.ts";
import { type Instant, SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpClient } from "../ports/http-client.ts";
import type { Log } from "../ports/log.ts";
import type { CallbackKeys } from "./callback-keys.ts";
import { ASKED_LEASE } from "./lease.ts";
import type { Subscribed, Subscriptions } from "./subscriptions.ts";

export interface HubRequestDeps {
  readonly subscriptions: Subscriptions;
  readonly keys: CallbackKeys;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly userAgent: string;
  /** The address by which hubs reach us, without a slash at its end. */
  readonly callback: string;
}

/** Between the starts of two requests to one hub: hundreds of feeds may have the same. */
const HUB_GAP = 2 * SECOND;
const MOST_AT_ONCE = 4;
const MOST_REDIRECTS = 3;
/** Of one request, its redirects not included. */
const DEADLINE = 20 * SECOND;

/** Where a request goes. A hub of a public feed, or one that a public hub leads to, must be at a public address. */
interface Target {
  readonly url: string;
  readonly mayBeInside: boolean;
}

/** Asks hubs for the subscriptions that are due, one request at a time to each hub. */
export class HubRequests {
  readonly #deps: HubRequestDeps;
  readonly #stop = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #askedAt = new Map<string, Instant>();

  constructor(deps: HubRequestDeps) {
    this.#deps = deps;
  }

  /** Begins what may be begun now. */
  tick(): void {
    if (this.#stop.signal.aborted) return;
    for (const subscribed of this.#deps.subscriptions.due()) {
      const { host } = new URL(subscribed.link.hub);
      if (this.#underWay.size >= MOST_AT_ONCE) return;
      if (this.#underWay.has(host) || this.#isResting(host)) continue;
      this.#askedAt.set(host, this.#deps.clock.now());
      this.#underWay.set(
        host,
        this.#ask(subscribed).finally(() => this.#underWay.delete(host)),
      );
    }
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#underWay.values());
  }

  #isResting(host: string): boolean {
    const askedAt = this.#askedAt.get(host);
    return askedAt !== undefined && Math.abs(this.#deps.clock.now() - askedAt) < HUB_GAP;
  }

  async #ask(subscribed: Subscribed): Promise<void> {
    const { subscriptions } = this.#deps;
    subscriptions.asked(subscribed);
    const problem = await this.#problemOf(subscribed);
    if (problem !== undefined && !this.#stop.signal.aborted) subscriptions.refused(subscribed, problem);
  }

  /** Whatever goes wrong ends this request alone: nobody listens for what it throws. */
  async #problemOf(subscribed: Subscribed): Promise<string | undefined> {
    try {
      const { hub, isInside } = subscribed.link;
      return await this.#post(this.#formOf(subscribed), { url: hub, mayBeInside: isInside === true }, 0);
    } catch (error) {
      this.#deps.log.error("websub.crashed", { feed: subscribed.feedId, ...faultFields(error) });
      return "vigie met a fault of its own in asking the hub; its log says more (websub.crashed)";
    }
  }

  #formOf({ feedId, link }: Subscribed): string {
    const { keys, callback } = this.#deps;
    return new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.topic": link.topic,
      "hub.callback": `${callback}/${keys.tokenOf(feedId)}`,
      "hub.secret": keys.hubSecretOf(feedId, link),
      "hub.lease_seconds": String(ASKED_LEASE / SECOND),
    }).toString();
  }

  /** Why the hub did not take the request; nothing when it did. It redirects by 307 or 308, which keep the method. */
  async #post(form: string, { url, mayBeInside }: Target, redirects: number): Promise<string | undefined> {
    const { http, userAgent } = this.#deps;
    const { host } = new URL(url);
    const deadline = AbortSignal.timeout(DEADLINE);
    const answer = await http.request(
      {
        url,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": userAgent },
        body: form,
        ...(mayBeInside ? {} : { fromOutside: true }),
      },
      AbortSignal.any([this.#stop.signal, deadline]),
    );
    if (answer.kind === "failed")
      return deadline.aborted ? `${host} had not answered after ${DEADLINE / SECOND} s` : answer.detail;
    const { status, headers } = answer;
    if (status >= 200 && status < 300) return undefined;
    const target = status === 307 || status === 308 ? targetOf(headers["location"], url) : undefined;
    if (target === undefined) return `${host} answered HTTP ${status}`;
    if (redirects === MOST_REDIRECTS) return `${host} redirects more than ${MOST_REDIRECTS} times`;
    return await this.#post(form, { url: target, mayBeInside: answer.isInside === true }, redirects + 1);
  }
}

/** Where a redirect leads, unless it would send the secret in clear from where it was safe. */
function targetOf(location: string | undefined, from: string): string | undefined {
  if (location === undefined || !URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  const { protocol } = new URL(from);
  return target.protocol === "https:" || target.protocol === protocol ? target.href : undefined;
}
