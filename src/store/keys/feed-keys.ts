import {
  FINGERPRINT_DIGITS,
  findSlot,
  fingerprintAt,
  freeSlot,
  MOST_PLACES,
  placeIn,
  putSlots,
  SLOT,
  slotOf,
  usedSlots,
  withPlace,
} from "./key-slots.ts";
import { firstKeyIn, type PackedKeys, piecesOf } from "./packed-keys.ts";
import { scratchWords } from "./scratch-words.ts";
import {
  copySighting,
  dayIn,
  isSighting,
  plainIdIn,
  plainIdOf,
  SIGHTING,
  sightingsIn,
  writeSighting,
} from "./sightings.ts";
import { NO_ROOM, type WordArena } from "../packed/word-arena.ts";

/** A remembered key: the fingerprint (11 hexadecimal digits), the item it names, the day (since 1970) it was last seen. */
export type KeyRow = readonly [fingerprint: string, itemId: string, day: number];

const GROWTH = 1.15;
const MOST_LOAD = 0.85;
const zeros = scratchWords();

/**
 * The keys of one feed: an open-addressed table, and behind it in the same room the sightings that its slots name. A
 * sighting is an item on a day; the keys of an item are mostly seen together, so that they share one. Of more than a
 * million the older half is forgotten: no feed needs them, and one without end must not fill the memory.
 */
export class FeedKeys {
  readonly #arena: WordArena;
  #room = NO_ROOM;
  #capacity = 0;
  #size = 0;
  /** Sightings, those included that no key names any more. */
  #sightings = 0;
  #longIds: Map<string, string> | undefined;

  constructor(arena: WordArena) {
    this.#arena = arena;
  }

  get size(): number {
    return this.#size;
  }

  get(fingerprint: string): KeyRow | undefined {
    const at = this.#slotNamed(fingerprint);
    // The name is at hand: writing it out again would be half of the cost of a lookup.
    return at === undefined ? undefined : this.#rowAt(at, fingerprint.slice(0, FINGERPRINT_DIGITS));
  }

  put(rows: readonly KeyRow[]): void {
    if (!this.#hasRoomFor(rows.length, sightingsIn(rows))) this.#makeRoomForRows(rows);
    for (const row of rows) this.#put(row);
  }

  delete(fingerprint: string): void {
    const at = this.#slotNamed(fingerprint);
    if (at === undefined) return;
    this.#longIds?.delete(this.#fingerprintAt(at));
    this.#size -= 1;
    freeSlot(this.#room, this.#capacity, at);
  }

  /** The keys must not be used afterwards. */
  release(): void {
    this.#arena.release(this.#room);
  }

  rows(): readonly KeyRow[] {
    return this.#used().map((at) => this.#rowAt(at));
  }

  stale(keepDays: number): readonly string[] {
    const used = this.#used();
    const newest = used.reduce((day, at) => Math.max(day, this.#dayOf(this.#placeAt(at))), 0);
    return used
      .filter((at) => newest - this.#dayOf(this.#placeAt(at)) > keepDays)
      .map((at) => this.#fingerprintAt(at));
  }

  /** Made at once: the table may change while its pieces are being written. */
  packed(): readonly PackedKeys[] {
    const layout = { room: this.#room, capacity: this.#capacity, sightings: this.#sightings };
    return piecesOf(layout, (at) => this.#rowAt(at));
  }

  /** Puts the words of a piece back. */
  unpack(words: Uint32Array): void {
    const sightings = words[0] ?? 0;
    const firstKey = firstKeyIn(words);
    this.#makeRoomFor((words.length - firstKey) / SLOT, sightings);
    const before = this.#sightings;
    this.#room.words.set(words.subarray(1, firstKey), this.#sightingAt(before + 1));
    this.#sightings += sightings;
    this.#size += putSlots(this.#room, this.#capacity, {
      slots: words.subarray(firstKey),
      before: before + 1,
    });
  }

  #put([fingerprint, itemId, day]: KeyRow): void {
    const id = plainIdOf(itemId);
    const before = this.#slotNamed(fingerprint);
    if (!this.#names(before, id, day)) {
      const place = this.#placeOf(id, day, before === undefined ? 1 : 0);
      this.#set(slotOf(fingerprint), 0, place);
    }
    const name = fingerprint.slice(0, FINGERPRINT_DIGITS);
    if (id === "") (this.#longIds ??= new Map()).set(name, itemId);
    else this.#longIds?.delete(name);
  }

  /** Whether the slot there names this very sighting. */
  #names(at: number | undefined, id: string, day: number): boolean {
    return at !== undefined && this.#isSighting(this.#placeAt(at), id, day);
  }

  /** Sets the slot of the fingerprint in the slot at `from`, for which there must be room. */
  #set(slot: Uint32Array, from: number, place: number): void {
    const { words } = this.#room;
    const at = findSlot(this.#room, this.#capacity, slot, from);
    if (this.#placeAt(at) === 0) this.#size += 1;
    words[at] = slot[from] ?? 0;
    words[at + 1] = withPlace(slot[from + 1] ?? 0, place);
  }

  /** The place of a sighting: the last one's when it is the same, otherwise a new one; with room for so many new keys. */
  #placeOf(id: string, day: number, keys: number): number {
    this.#makeRoomFor(keys, this.#isLast(id, day) ? 0 : 1);
    if (this.#isLast(id, day)) return this.#sightings;
    this.#sightings += 1;
    writeSighting(this.#room.words, this.#sightingAt(this.#sightings), id, day);
    return this.#sightings;
  }

  #isLast(id: string, day: number): boolean {
    return this.#sightings > 0 && this.#isSighting(this.#sightings, id, day);
  }

  #isSighting(place: number, id: string, day: number): boolean {
    return isSighting(this.#room.words, this.#sightingAt(place), id, day);
  }

  #hasSlotsFor(keys: number): boolean {
    return this.#size + keys <= this.#capacity * MOST_LOAD;
  }

  #hasRoomFor(keys: number, sightings: number): boolean {
    const most = (this.#room.length - this.#capacity * SLOT) / SIGHTING;
    return this.#hasSlotsFor(keys) && this.#sightings + sightings <= most;
  }

  /** Makes room for what is new in these rows, at once: for each of them alone the table would be copied many times. */
  #makeRoomForRows(rows: readonly KeyRow[]): void {
    let unknown = 0;
    const changed = rows.filter(([fingerprint, itemId, day]) => {
      const at = this.#slotNamed(fingerprint);
      if (at === undefined) unknown += 1;
      return !this.#names(at, plainIdOf(itemId), day);
    });
    this.#makeRoomFor(unknown, sightingsIn(changed));
  }

  /** Makes room for so many more, where there is none, and forgets sightings that no key names any more. */
  #makeRoomFor(keys: number, sightings: number): void {
    if (this.#hasRoomFor(keys, sightings)) return;
    const old = this.#room;
    const firstSighting = this.#sightingAt(1);
    const { used, places, count } = this.#worthKeeping(sightings);
    if (!this.#hasSlotsFor(keys)) {
      const needed = Math.ceil((used.length + keys) / MOST_LOAD) + 1;
      this.#capacity = Math.max(needed, Math.ceil(this.#capacity * GROWTH));
    }
    const mostNow = Math.max(count + sightings, Math.ceil(count * GROWTH), 1);
    this.#room = this.#arena.take(this.#capacity * SLOT + mostNow * SIGHTING);
    for (let place = 1; place < places.length; place += 1) {
      const to = places[place] ?? 0;
      const from = firstSighting + (place - 1) * SIGHTING;
      if (to !== 0) copySighting(old.words, from, this.#room.words, this.#sightingAt(to));
    }
    this.#sightings = count;
    this.#size = 0;
    for (const at of used) this.#set(old.words, at, places[placeIn(old.words[at + 1])] ?? 0);
    this.#arena.release(old);
  }

  /** What is kept when so many sightings come: the slots, and for each place the one that it has then, or 0. */
  #worthKeeping(coming: number): Renumbered & { readonly used: readonly number[] } {
    const used = this.#used();
    const all = this.#renumbered(used);
    if (all.count + coming <= MOST_PLACES) return { used, ...all };
    const isNewer = (at: number): boolean => (all.places[this.#placeAt(at)] ?? 0) > all.count / 2;
    for (const at of used) if (!isNewer(at)) this.#longIds?.delete(this.#fingerprintAt(at));
    const newer = used.filter(isNewer);
    return { used: newer, ...this.#renumbered(newer) };
  }

  #renumbered(used: readonly number[]): Renumbered {
    const places = zeros(this.#sightings + 1);
    for (const at of used) places[this.#placeAt(at)] = 1;
    let count = 0;
    for (let place = 1; place < places.length; place += 1)
      if (places[place] === 1) places[place] = count += 1;
    return { places, count };
  }

  #slotNamed(fingerprint: string): number | undefined {
    if (this.#size === 0) return undefined;
    const at = findSlot(this.#room, this.#capacity, slotOf(fingerprint));
    return this.#placeAt(at) === 0 ? undefined : at;
  }

  /** The slots of all keys. */
  #used(): readonly number[] {
    return usedSlots(this.#room, this.#capacity);
  }

  #rowAt(at: number, fingerprint = this.#fingerprintAt(at)): KeyRow {
    const { words } = this.#room;
    const sighting = this.#sightingAt(this.#placeAt(at));
    const itemId = plainIdIn(words, sighting) || (this.#longIds?.get(fingerprint) ?? "");
    return [fingerprint, itemId, dayIn(words, sighting)];
  }

  #fingerprintAt(at: number): string {
    return fingerprintAt(this.#room.words, at);
  }

  #placeAt(at: number): number {
    return placeIn(this.#room.words[at + 1]);
  }

  #sightingAt(place: number): number {
    return this.#room.start + this.#capacity * SLOT + (place - 1) * SIGHTING;
  }

  #dayOf(place: number): number {
    return dayIn(this.#room.words, this.#sightingAt(place));
  }
}

/** For each place the one that it has once those that no slot names are gone, or 0; and how many are left. */
interface Renumbered {
  readonly places: Uint32Array;
  readonly count: number;
}
