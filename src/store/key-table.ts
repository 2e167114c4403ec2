/** A remembered key: the fingerprint (32 hexadecimal digits), the item it names, the day (since 1970) it was last seen. */
export type KeyRow = readonly [fingerprint: string, itemId: string, day: number];

export interface KeysView {
  get(feedId: string, fingerprint: string): KeyRow | undefined;
  feedIds(): Iterable<string>;
  rows(feedId: string): Iterable<KeyRow>;
  /** The fingerprints of keys that were last seen more than this many days before the newest key of their feed. */
  stale(feedId: string, keepDays: number): readonly string[];
  readonly size: number;
}

/**
 * The keys of all items ever seen, by feed: an open-addressed table of packed records for each, about 50 bytes a key
 * where an object in a Map takes 500. Tables by feed stay small, so growing one never stalls the process.
 */
export class KeyTable implements KeysView {
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

  put(feedId: string, rows: readonly KeyRow[]): void {
    if (rows.length === 0) return;
    let keys = this.#feeds.get(feedId);
    if (keys === undefined) this.#feeds.set(feedId, (keys = new FeedKeys()));
    for (const row of rows) keys.put(row);
  }

  delete(feedId: string, fingerprints: readonly string[]): void {
    const keys = this.#feeds.get(feedId);
    if (keys === undefined) return;
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    if (keys.size === 0) this.#feeds.delete(feedId);
  }
}

// A record is nine 32-bit words: fingerprint (4), item id (4), and day << 8 | digits of the id. A last word of 0 is a
// free slot. An id that is not plain hexadecimal has 0 digits and lives in a map beside the table.
const WORDS = 9;
const ID = 4;
const TAG = 8;
const FIRST_CAPACITY = 16;
const GROWTH = 1.5;
const MOST_LOAD = 0.85;
const PACKABLE = /^[0-9a-f]{1,32}$/;

/** Four words made of hexadecimal digits; shared, for a lookup must leave no garbage. */
const scratch = new Uint32Array(ID);
const scratchBytes: Buffer = Buffer.from(scratch.buffer);

class FeedKeys {
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS);
  #capacity = FIRST_CAPACITY;
  #size = 0;
  readonly #longIds = new Map<string, string>();

  get size(): number {
    return this.#size;
  }

  get(fingerprint: string): KeyRow | undefined {
    const at = this.#find(pack(fingerprint));
    // The fingerprint is at hand: writing it out again would be half of the cost of a lookup.
    return this.#slots[at + TAG] === 0 ? undefined : this.#row(fingerprint, this.#slots, at);
  }

  put([fingerprint, itemId, day]: KeyRow): void {
    if (this.#size + 1 > this.#capacity * MOST_LOAD) this.#grow();
    const at = this.#find(pack(fingerprint));
    if (this.#slots[at + TAG] === 0) this.#size += 1;
    this.#slots.set(scratch, at);
    const digits = PACKABLE.test(itemId) ? itemId.length : 0;
    if (digits === 0) this.#longIds.set(fingerprint, itemId);
    else this.#longIds.delete(fingerprint);
    this.#slots.set(pack(digits === 0 ? "" : itemId), at + ID);
    this.#slots[at + TAG] = (day << 8) | digits;
  }

  delete(fingerprint: string): void {
    const at = this.#find(pack(fingerprint));
    if (this.#slots[at + TAG] === 0) return;
    this.#longIds.delete(fingerprint);
    this.#size -= 1;
    this.#closeGap(at / WORDS);
  }

  *rows(): Iterable<KeyRow> {
    // A copy: the table may change and grow while its rows are being written.
    const slots = this.#slots.slice();
    for (let at = 0; at < slots.length; at += WORDS) {
      if (slots[at + TAG] !== 0) yield this.#unpack(slots, at);
    }
  }

  stale(keepDays: number): readonly string[] {
    let newest = 0;
    for (let at = TAG; at < this.#slots.length; at += WORDS)
      newest = Math.max(newest, dayOf(this.#slots, at));
    const found: string[] = [];
    for (let at = TAG; at < this.#slots.length; at += WORDS) {
      const day = dayOf(this.#slots, at);
      if (day > 0 && newest - day > keepDays) found.push(toHex(this.#slots, at - TAG));
    }
    return found;
  }

  /** Where the record of this fingerprint is, or the free place where it belongs. */
  #find(words: Uint32Array): number {
    const slots = this.#slots;
    let slot = (words[0] ?? 0) % this.#capacity;
    for (;;) {
      const at = slot * WORDS;
      const isFree = slots[at + TAG] === 0;
      if (isFree || holds(slots, at, words)) return at;
      slot = (slot + 1) % this.#capacity;
    }
  }

  #unpack(slots: Uint32Array, at: number): KeyRow {
    return this.#row(toHex(slots, at), slots, at);
  }

  #row(fingerprint: string, slots: Uint32Array, at: number): KeyRow {
    const digits = (slots[at + TAG] ?? 0) & 0xff;
    const itemId =
      digits === 0 ? (this.#longIds.get(fingerprint) ?? "") : toHex(slots, at + ID).slice(0, digits);
    return [fingerprint, itemId, dayOf(slots, at + TAG)];
  }

  /** Moves back what was pushed past the gap, so that a search never stops before what it looks for. */
  #closeGap(slot: number): void {
    const slots = this.#slots;
    let gap = slot;
    let next = (gap + 1) % this.#capacity;
    while (slots[next * WORDS + TAG] !== 0) {
      const home = (slots[next * WORDS] ?? 0) % this.#capacity;
      if (this.#distance(home, next) >= this.#distance(gap, next)) {
        slots.copyWithin(gap * WORDS, next * WORDS, (next + 1) * WORDS);
        gap = next;
      }
      next = (next + 1) % this.#capacity;
    }
    slots.fill(0, gap * WORDS, (gap + 1) * WORDS);
  }

  #distance(from: number, to: number): number {
    return (to - from + this.#capacity) % this.#capacity;
  }

  #grow(): void {
    const old = this.#slots;
    this.#capacity = Math.ceil(this.#capacity * GROWTH);
    this.#slots = new Uint32Array(this.#capacity * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at + TAG] === 0) continue;
      const record = old.subarray(at, at + WORDS);
      this.#slots.set(record, this.#find(record));
    }
  }
}

function holds(slots: Uint32Array, at: number, words: Uint32Array): boolean {
  return (
    slots[at] === words[0] &&
    slots[at + 1] === words[1] &&
    slots[at + 2] === words[2] &&
    slots[at + 3] === words[3]
  );
}

function dayOf(slots: Uint32Array, tagAt: number): number {
  return (slots[tagAt] ?? 0) >>> 8;
}

function pack(hex: string): Uint32Array {
  scratch.fill(0);
  // Half a byte would be dropped.
  scratchBytes.write(hex.length % 2 === 0 ? hex : `${hex}0`, "hex");
  return scratch;
}

function toHex(words: Uint32Array, at: number): string {
  return Buffer.from(words.buffer, words.byteOffset + at * 4, ID * 4).toString("hex");
}
