import type { WebSubConfig } from "../model/config.ts";
import type { PushLink } from "../model/feed.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpClient } from "../ports/http-client.ts";
import type { Log } from "../ports/log.ts";
import { Announcements, type PushedBody } from "./announcements.ts";
import { CallbackKeys } from "./callback-keys.ts";
import { callbackRoutes } from "./callback-routes.ts";
import { type CallbackServer, startCallbackServer } from "./callback-server.ts";
import { HubRequests } from "./hub-requests.ts";
import { PollSoon } from "./poll-soon.ts";
import { Subscriptions } from "./subscriptions.ts";

export interface WebSubDeps {
  /** Passes every address through the guard; hubs are named by strangers. */
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBodyBytes: number;
  /** What hubs are told who asks. */
  readonly userAgent: string;
  /** 0 ≤ random < 1. */
  random(): number;
}

/** What becomes of what hubs announce. */
export interface Pipeline {
  /** Takes a body in. unusable: only a poll can tell what is new. Rejects when the store cannot record. */
  ingest(feedId: string, body: PushedBody): Promise<"taken" | "unusable">;
  /** Begins a poll of the feed. */
  pollNow(feedId: string): void;
}

/**
 * A subscriber by the W3C Recommendation WebSub (https://www.w3.org/TR/websub/): subscribes feeds at the hubs that they
 * name, answers hubs at a listener of its own, and passes on what they signed. It remembers nothing over a restart but
 * asks anew, under the same addresses and keys.
 */
export class WebSub {
  readonly #config: WebSubConfig;
  readonly #deps: WebSubDeps;
  readonly #keys: CallbackKeys;
  readonly #subscriptions: Subscriptions;
  readonly #requests: HubRequests;
  #open: Open | undefined;

  constructor(config: WebSubConfig, deps: WebSubDeps) {
    this.#config = config;
    this.#deps = deps;
    this.#keys = new CallbackKeys(config.secret);
    const keys = this.#keys;
    this.#subscriptions = new Subscriptions({ ...deps, keys, random: () => deps.random() });
    this.#requests = new HubRequests({
      ...deps,
      keys,
      subscriptions: this.#subscriptions,
      callback: config.callback,
    });
  }

  /** Listens for hubs; rejects with CallbackListenError when it cannot. Resolves to the port. */
  async listen(pipeline: Pipeline): Promise<number> {
    const soon = new PollSoon(this.#deps.clock, (feedId) => pipeline.pollNow(feedId));
    const announcements = new Announcements({
      ...this.#deps,
      ingest: async (feedId, body) => await pipeline.ingest(feedId, body),
      pollSoon: (feedId) => soon.ask(feedId),
    });
    const routes = callbackRoutes(new URL(this.#config.callback).pathname.replace(/\/$/u, ""), {
      ...this.#deps,
      keys: this.#keys,
      subscriptions: this.#subscriptions,
      announce: (announcement) => {
        this.#subscriptions.announced(announcement);
        announcements.take(announcement);
      },
    });
    const server = await startCallbackServer(routes, this.#config);
    this.#open = { server, announcements, soon };
    return server.port;
  }

  /** What is known now of where a feed's changes are announced. */
  watch(feedId: string, link: PushLink | undefined): void {
    this.#subscriptions.watch(feedId, link);
  }

  /** A poll of the feed ended. */
  polled(feedId: string, newItems: number): void {
    this.#subscriptions.polled(feedId, newItems);
  }

  /** Whether a hub announces the feed's news, and has been true to it: it need not be polled often. */
  isPushed(feedId: string): boolean {
    return this.#subscriptions.isPushed(feedId);
  }

  /** Does what has come due; to be called every few seconds. */
  tick(): void {
    if (this.#open === undefined) return;
    this.#requests.tick();
    this.#open.soon.tick();
  }

  /** Stops listening and asking, once what was taken over is dealt with. Hubs go on until a lease ends, or the next start. */
  async close(): Promise<void> {
    await Promise.all([this.#requests.close(), this.#open?.server.close()]);
    await this.#open?.announcements.idle();
  }
}

interface Open {
  readonly server: CallbackServer;
  readonly announcements: Announcements;
  readonly soon: PollSoon;
}
