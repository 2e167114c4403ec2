import type { FeedState, FeedTimes } from "../../model/feed.ts";
import { FeedRecords } from "./feed-records.ts";
import { type Room, WordArena } from "./word-arena.ts";

/** So much more room than it needs a state may keep. */
const MOST_ROOM = 1.25;

/**
 * The states of all feeds, packed. As objects, those of a hundred thousand feeds take 80 MB, and as much again for the gaps
 * that the old ones leave in the heap: each poll replaces one. They are made anew for whoever asks.
 */
export class FeedTable {
  readonly #arena = new WordArena();
  readonly #rooms = new Map<string, Room>();
  readonly #records = new FeedRecords();
  /** The feeds whose state has a pause. */
  readonly #paused = new Set<string>();

  get size(): number {
    return this.#rooms.size;
  }

  has(feedId: string): boolean {
    return this.#rooms.has(feedId);
  }

  get(feedId: string): FeedState | undefined {
    const room = this.#rooms.get(feedId);
    return room === undefined ? undefined : this.#records.read(room, feedId);
  }

  /** What says when to poll the feed, for a sixth of what the whole state costs. */
  times(feedId: string): FeedTimes | undefined {
    const room = this.#rooms.get(feedId);
    return room === undefined ? undefined : this.#records.times(room);
  }

  /** The states that have a pause. */
  *paused(): IterableIterator<FeedState> {
    for (const feedId of this.#paused) {
      const state = this.get(feedId);
      if (state !== undefined) yield state;
    }
  }

  set(feedId: string, state: FeedState): this {
    if (state.pause === undefined) this.#paused.delete(feedId);
    else this.#paused.add(feedId);
    const record = this.#records.of(state);
    const old = this.#rooms.get(feedId);
    const fits = old !== undefined && old.length >= record.length && old.length <= record.length * MOST_ROOM;
    const room = fits ? old : this.#arena.take(record.length);
    record.writeTo(room);
    if (fits) return this;
    this.#rooms.set(feedId, room);
    if (old !== undefined) this.#arena.release(old);
    return this;
  }

  delete(feedId: string): boolean {
    const room = this.#rooms.get(feedId);
    if (room === undefined) return false;
    this.#arena.release(room);
    this.#paused.delete(feedId);
    return this.#rooms.delete(feedId);
  }

  *values(): IterableIterator<FeedState> {
    for (const [, state] of this) yield state;
  }

  *[Symbol.iterator](): IterableIterator<[string, FeedState]> {
    for (const [feedId, room] of this.#rooms) yield [feedId, this.#records.read(room, feedId)];
  }
}
