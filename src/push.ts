import type { Closable, InForce } from "./in-force.ts";
import type { Ingested, Pushed } from "./ingest.ts";
import { revealedState } from "./model/address-secrets.ts";
import { faultFields } from "./model/fault.ts";
import type { Feed, PushLink } from "./model/feed.ts";
import type { PollReport } from "./model/poll-report.ts";
import { CallbackListenError } from "./websub/callback-server.ts";
import type { WebSub } from "./websub/web-sub.ts";
import { type Ending, type OnPolled, round, type WorkerDeps } from "./worker.ts";

/** A worker that takes in what was not asked for. */
export interface PushWorker extends WorkerDeps {
  ingest(feed: Feed, pushed: Pushed): Promise<Ingested>;
}

/** What hubs that announce changes need from outside. */
export interface PushDeps {
  readonly websub: WebSub;
  readonly worker: InForce<PushWorker & Closable>;
  /** Of its own: what was announced does not wait for what is merely due. */
  readonly lanes: WorkerDeps["lanes"];
}

export interface PushHooks {
  /** Told of each poll that an announcement leads to. */
  readonly onPolled: OnPolled;
  /** Asks for `work` to be done now. */
  wake(): void;
}

/**
 * Announcements by hubs, in the worker: what they bring goes through the pipeline and out at once, and what only a poll
 * can tell is polled.
 */
export class Push {
  readonly #deps: PushDeps;
  readonly #ending: Ending;
  readonly #hooks: PushHooks;
  readonly #urgent = new Set<string>();
  readonly #sends = new Set<Promise<void>>();

  constructor(deps: PushDeps, ending: Ending, hooks: PushHooks) {
    this.#deps = deps;
    this.#ending = ending;
    this.#hooks = hooks;
  }

  /** Listens to hubs and asks them for the feeds that name one. Without a place to listen, news is polled as ever. */
  async open(): Promise<void> {
    const { websub, worker } = this.#deps;
    const { config, log } = worker.now;
    for (const { id } of config.feeds) websub.watch(id, this.#linkOf(id));
    try {
      const port = await websub.listen({
        ingest: async (feedId, pushed) => await this.#ingest(feedId, pushed),
        pollNow: (feedId) => this.#pollNow(feedId),
      });
      log.info("websub.opened", { port });
    } catch (error) {
      if (!(error instanceof CallbackListenError)) throw error;
      log.error("websub.failed", { error: error.message });
    }
    websub.tick();
  }

  /** A poll ended: it may have learned of a hub. */
  polled({ feed, newItems }: PollReport): void {
    const { websub } = this.#deps;
    websub.polled(feed, newItems);
    websub.watch(feed, this.#linkOf(feed));
    websub.tick();
  }

  /** Asks hubs for what is due, and polls the feeds that were announced; to be called every few seconds. */
  async work(): Promise<void> {
    this.#deps.websub.tick();
    while (this.#urgent.size > 0 && !this.#ending.stop.aborted) {
      const ids = [...this.#urgent];
      this.#urgent.clear();
      await this.#deps.worker.use((worker) =>
        round(worker, { kind: "named", ids }, this.#ending, this.#hooks.onPolled),
      );
    }
  }

  async close(): Promise<void> {
    await this.#deps.websub.close();
    await Promise.all(this.#sends);
  }

  #linkOf(feedId: string): PushLink | undefined {
    const { store, config } = this.#deps.worker.now;
    const stored = store.feedState(feedId);
    const feed = config.feeds.find(({ id }) => id === feedId);
    if (stored === undefined || feed === undefined || stored.goneAt !== undefined) return undefined;
    return revealedState(stored, feed).push;
  }

  async #ingest(feedId: string, pushed: Pushed): Promise<Ingested["kind"]> {
    const { websub, worker } = this.#deps;
    const { config, log } = worker.now;
    const feed = config.feeds.find(({ id }) => id === feedId);
    if (feed === undefined) {
      // Taken off the list while its last poll, which made it known to the hub again, was under way.
      websub.watch(feedId, undefined);
      return "taken";
    }
    const ingested = await worker.use((parts) => parts.ingest(feed, pushed));
    switch (ingested.kind) {
      case "taken": {
        const { newItems, alerts } = ingested.report;
        log.info("feed.pushed", { feed: feedId, newItems, alerts });
        if (alerts > 0) this.#send();
        break;
      }
      case "unusable":
        log.info("feed.announced", { feed: feedId, detail: ingested.detail });
        break;
    }
    return ingested.kind;
  }

  #pollNow(feedId: string): void {
    this.#urgent.add(feedId);
    this.#hooks.wake();
  }

  /** Not in turn with other sendings: one that hangs at a slow destination must not hold up the others. */
  #send(): void {
    const sent = this.#drain().finally(() => this.#sends.delete(sent));
    this.#sends.add(sent);
  }

  async #drain(): Promise<void> {
    try {
      await this.#deps.worker.use((worker) => worker.drain(this.#ending));
    } catch (error) {
      // What could not be recorded is tried again by the worker, which tells for how long.
      this.#deps.worker.now.log.error("push.unsent", faultFields(error));
    }
  }
}
