import { FeedKeys, type KeyRow } from "./feed-keys.ts";
import { fromOlderFormat, type PackedKeys2, type PackedKeys3 } from "./keys-of-older-formats.ts";
import type { PackedKeys } from "./packed-keys.ts";
import { wordsOf } from "./packed-words.ts";
import { WordArena } from "../packed/word-arena.ts";

export type { KeyRow } from "./feed-keys.ts";

export interface KeysView {
  get(feedId: string, fingerprint: string): KeyRow | undefined;
  feedIds(): Iterable<string>;
  rows(feedId: string): Iterable<KeyRow>;
  /** The fingerprints of keys that were last seen more than this many days before the newest key of their feed. */
  stale(feedId: string, keepDays: number): readonly string[];
  /** All keys of a feed, in pieces for a snapshot. */
  packed(feedId: string): Iterable<PackedKeys>;
  readonly size: number;
}

/**
 * The keys of all items ever seen, by feed: an open-addressed table of packed records for each, about 12 bytes a key
 * where an object in a Map takes 500. Tables by feed stay small, so growing one never stalls the process.
 */
export class KeyTable implements KeysView {
  readonly #arena = new WordArena();
  readonly #feeds = new Map<string, FeedKeys>();

  get size(): number {
    let total = 0;
    for (const keys of this.#feeds.values()) total += keys.size;
    return total;
  }

  get(feedId: string, fingerprint: string): KeyRow | undefined {
    return this.#feeds.get(feedId)?.get(fingerprint);
  }

  feedIds(): Iterable<string> {
    return this.#feeds.keys();
  }

  rows(feedId: string): Iterable<KeyRow> {
    return this.#feeds.get(feedId)?.rows() ?? [];
  }

  stale(feedId: string, keepDays: number): readonly string[] {
    return this.#feeds.get(feedId)?.stale(keepDays) ?? [];
  }

  packed(feedId: string): Iterable<PackedKeys> {
    return this.#feeds.get(feedId)?.packed() ?? [];
  }

  put(feedId: string, rows: readonly KeyRow[]): void {
    if (rows.length > 0) this.#of(feedId).put(rows);
  }

  /** Puts a piece of a snapshot back, of this format or one before. */
  unpack(feedId: string, piece: PackedKeys | PackedKeys2 | PackedKeys3): void {
    const keys = this.#of(feedId);
    keys.unpack("s" in piece ? wordsOf(piece.s) : fromOlderFormat(piece));
    keys.put(piece.v ?? []);
  }

  delete(feedId: string, fingerprints: readonly string[]): void {
    const keys = this.#feeds.get(feedId);
    if (keys === undefined) return;
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    if (keys.size > 0) return;
    keys.release();
    this.#feeds.delete(feedId);
  }

  #of(feedId: string): FeedKeys {
    let keys = this.#feeds.get(feedId);
    if (keys === undefined) this.#feeds.set(feedId, (keys = new FeedKeys(this.#arena)));
    return keys;
  }
}
