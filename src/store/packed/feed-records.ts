import type { FeedState, FeedTimes } from "../../model/feed.ts";
import { isObject } from "../disk/is-object.ts";
import type { Room } from "./word-arena.ts";

// A record: bytes of the address, bytes of the rest (32 bits each), three moments (64-bit floats, NaN for none), address,
// rest. Address and rest are JSON without what surrounds them, so that any text survives.
const ADDRESS_BYTES = 0;
const REST_BYTES = 4;
const NEXT_POLL = 8;
const LAST_POLL = 16;
const GONE = 24;
const TEXT = 32;
const WORD = 4;

const APART: ReadonlySet<string> = new Set<keyof FeedState>([
  "feedId",
  "url",
  "nextPollAt",
  "lastPollAt",
  "goneAt",
]);

/** A record to be written. */
export interface FeedRecord {
  /** Words. */
  readonly length: number;
  writeTo(room: Room): void;
}

/** Packs states of feeds, and unpacks them. A name of a field is written once for all of them. */
export class FeedRecords {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Everything but the id, under which it is kept. */
  of(state: FeedState): FeedRecord {
    const address = JSON.stringify(state.url).slice(1, -1);
    const rest = JSON.stringify(this.#numbered(state)).slice(1, -1);
    const addressBytes = Buffer.byteLength(address);
    const restBytes = Buffer.byteLength(rest);
    return {
      length: Math.ceil((TEXT + addressBytes + restBytes) / WORD),
      writeTo({ bytes, start }) {
        const at = start * WORD;
        bytes.writeUInt32LE(addressBytes, at + ADDRESS_BYTES);
        bytes.writeUInt32LE(restBytes, at + REST_BYTES);
        bytes.writeDoubleLE(state.nextPollAt, at + NEXT_POLL);
        bytes.writeDoubleLE(state.lastPollAt ?? Number.NaN, at + LAST_POLL);
        bytes.writeDoubleLE(state.goneAt ?? Number.NaN, at + GONE);
        bytes.write(address + rest, at + TEXT);
      },
    };
  }

  read(room: Room, feedId: string): FeedState {
    const { bytes, start } = room;
    const from = start * WORD + TEXT + bytes.readUInt32LE(start * WORD + ADDRESS_BYTES);
    const to = from + bytes.readUInt32LE(start * WORD + REST_BYTES);
    const numbered: unknown = JSON.parse(`[${bytes.toString("utf8", from, to)}]`);
    const state = { feedId, ...this.times(room), ...this.#named(numbered) };
    if (!isState(state)) throw new TypeError(`the state of ${feedId} cannot be read`);
    return state;
  }

  times({ bytes, start }: Room): FeedTimes {
    const at = start * WORD;
    const text = bytes.toString("utf8", at + TEXT, at + TEXT + bytes.readUInt32LE(at + ADDRESS_BYTES));
    const lastPollAt = bytes.readDoubleLE(at + LAST_POLL);
    const goneAt = bytes.readDoubleLE(at + GONE);
    return {
      url: text.includes("\\") ? JSON.parse(`"${text}"`) : text,
      nextPollAt: bytes.readDoubleLE(at + NEXT_POLL),
      ...(Number.isNaN(lastPollAt) ? {} : { lastPollAt }),
      ...(Number.isNaN(goneAt) ? {} : { goneAt }),
    };
  }

  /** Fields by the number of their name, each followed by its value. In a loop: a start packs a hundred thousand. */
  #numbered(state: FeedState): readonly unknown[] {
    const numbered: unknown[] = [];
    let name: keyof FeedState;
    for (name in state) {
      if (!APART.has(name) && state[name] !== undefined) numbered.push(this.#numberOf(name), state[name]);
    }
    return numbered;
  }

  #named(numbered: unknown): object {
    const fields: Record<string, unknown> = {};
    if (!Array.isArray(numbered)) return fields;
    for (let n = 0; n < numbered.length; n += 2) fields[this.#names[numbered[n]] ?? ""] = numbered[n + 1];
    return fields;
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}

/** Trusts what is inside: we packed it. */
function isState(value: unknown): value is FeedState {
  return isObject(value) && "failures" in value;
}
