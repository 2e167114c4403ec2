import { faultFields } from "../model/fault.ts";
import type { Log } from "../ports/log.ts";
import type { Announcement } from "./callback-routes.ts";

/** What a hub distributed of a feed. */
export interface PushedBody {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  /** The address that the hub knows the feed by. */
  readonly topic: string;
}

export interface AnnouncementDeps {
  readonly log: Log;
  readonly maxBodyBytes: number;
  /** Takes a body into the pipeline. unusable: only a poll can tell what is new. Rejects when the store cannot record. */
  ingest(feedId: string, body: PushedBody): Promise<"taken" | "unusable">;
  /** Has the feed polled soon. */
  pollSoon(feedId: string): void;
}

/** Of one feed; a hub that sends faster than its bodies are read is answered by a poll. */
const MOST_WAITING = 3;
/** Of all feeds together, in bodies of the greatest size. */
const MOST_BODIES = 4;

/** Brings signed bodies to the pipeline: those of one feed one after the other, in the order in which they came. */
export class Announcements {
  readonly #deps: AnnouncementDeps;
  readonly #lanes = new Map<string, Announcement[]>();
  readonly #running = new Set<Promise<void>>();
  #bytes = 0;

  constructor(deps: AnnouncementDeps) {
    this.#deps = deps;
  }

  /** Takes one over. An empty one, or one too many, becomes a poll. */
  take(announcement: Announcement): void {
    const { feedId, bytes } = announcement;
    const lane = this.#lanes.get(feedId);
    const isFull =
      (lane?.length ?? 0) >= MOST_WAITING ||
      this.#bytes + bytes.length > MOST_BODIES * this.#deps.maxBodyBytes;
    if (bytes.length === 0 || isFull) {
      this.#deps.pollSoon(feedId);
      return;
    }
    this.#bytes += bytes.length;
    if (lane === undefined) this.#open(feedId, announcement);
    else lane.push(announcement);
  }

  /** Resolves when everything that was taken over has been dealt with. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #open(feedId: string, first: Announcement): void {
    const lane = [first];
    this.#lanes.set(feedId, lane);
    const running = this.#work(feedId, lane).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #work(feedId: string, lane: Announcement[]): Promise<void> {
    for (let next = lane[0]; next !== undefined; next = lane[0]) {
      await this.#ingest(next);
      this.#bytes -= next.bytes.length;
      lane.shift();
    }
    // At once: what comes from here on opens a lane of its own.
    this.#lanes.delete(feedId);
  }

  async #ingest({ feedId, bytes, contentType, link }: Announcement): Promise<void> {
    const type = contentType === undefined ? {} : { contentType };
    try {
      const ending = await this.#deps.ingest(feedId, { bytes, ...type, topic: link.topic });
      if (ending === "unusable") this.#deps.pollSoon(feedId);
    } catch (error) {
      // The store could not record it, or a bug of ours: a poll finds the same news as long as the feed holds it.
      this.#deps.log.error("websub.failed", { feed: feedId, ...faultFields(error) });
      this.#deps.pollSoon(feedId);
    }
  }
}
