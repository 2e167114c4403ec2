import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FeedKeys } from "../../src/store/keys/feed-keys.ts";
import { MOST_PLACES, SLOT } from "../../src/store/keys/key-slots.ts";
import { type KeyRow, KeyTable } from "../../src/store/keys/key-table.ts";
import { SIGHTING } from "../../src/store/keys/sightings.ts";
import { WordArena } from "../../src/store/packed/word-arena.ts";

const printOf = (name: string | number) =>
  createHash("sha256").update(String(name)).digest("hex").slice(0, 11);

describe("the table of keys", () => {
  it("holds what a map of the same puts and deletes would hold", () => {
    const oneRow = fc.record({
      // Few names, so that they are put again, also at once, deleted and put back; close fingerprints, so that they collide.
      name: fc.nat(60),
      itemId: fc.constantFrom("0123456789abcdef01234567", "f", "https://example.org/not-hexadecimal", "é"),
      day: fc.oneof(fc.constantFrom(20_000, 20_001), fc.integer({ min: 1, max: 60_000 })),
    });
    const change = fc.record({
      feed: fc.constantFrom("one", "two"),
      rows: fc.array(oneRow, { maxLength: 12 }),
      isDelete: fc.boolean(),
    });
    const close = (name: number) => `${(name % 7).toString(16).padStart(8, "0")}${printOf(name).slice(8)}`;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const table = new KeyTable();
        const model = new Map<string, KeyRow>();
        for (const { feed, rows, isDelete } of changes) {
          const keys = rows.map(({ name, itemId, day }): KeyRow => [close(name), itemId, day]);
          if (isDelete) {
            const prints = keys.map(([print]) => print);
            table.delete(feed, prints);
            for (const print of prints) model.delete(feed + print);
          } else {
            table.put(feed, keys);
            for (const key of keys) model.set(feed + key[0], key);
          }
        }
        expect(table.size).toBe(model.size);
        const rows = ["one", "two"].flatMap((feed) =>
          [...table.rows(feed)].map((row) => [feed + row[0], row]),
        );
        expect(new Map(rows as [string, KeyRow][])).toEqual(model);
        for (const [key, row] of model) expect(table.get(key.slice(0, 3), key.slice(3))).toEqual(row);
      }),
    );
  });
});

describe("a feed that brings new items without end", () => {
  it("is remembered by its newer half once it has brought a million", () => {
    const keys = new FeedKeys(new WordArena());
    const piece = new Uint32Array(1 + MOST_PLACES * (SIGHTING + SLOT));
    piece[0] = MOST_PLACES;
    for (let n = 0; n < MOST_PLACES; n += 1) {
      piece[1 + n * SIGHTING] = n;
      piece[1 + n * SIGHTING + 4] = (20_000 << 8) | 8;
      piece[1 + MOST_PLACES * SIGHTING + n * SLOT] = n << 4;
      piece[1 + MOST_PLACES * SIGHTING + n * SLOT + 1] = n;
    }
    keys.unpack(piece);
    expect(keys.size).toBe(MOST_PLACES);
    keys.put([["fffffffffff", "0123", 20_001]]);
    expect(keys.size).toBe(MOST_PLACES / 2 + 1.5);
    expect(keys.get("fffffffffff")).toEqual(["fffffffffff", "0123", 20_001]);
    // Little-endian digits of the first item's and of the last one's.
    expect(keys.get("00000000000")).toBeUndefined();
    expect(keys.get("e0ffff00000")?.[1]).toBe("feff0f00");
  });
});

describe("the keys of a feed in a snapshot", () => {
  const fingerprints = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{11}$/), { maxLength: 60 });
  const id = fc.oneof(fc.stringMatching(/^[0-9a-f]{1,32}$/), fc.constantFrom("item-é", "UPPER", ""));

  it("come back as they were, whatever the ids", () => {
    fc.assert(
      fc.property(fingerprints, fc.array(id, { minLength: 1, maxLength: 9 }), (prints, ids) => {
        const keys = new KeyTable();
        const rows = prints.map((print, n): KeyRow => [
          print,
          ids[(n >> 2) % ids.length] ?? "",
          20_000 + (n % 3),
        ]);
        keys.put("example", rows);
        const again = new KeyTable();
        for (const piece of keys.packed("example")) again.unpack("example", piece);
        expect(new Set(again.rows("example"))).toEqual(new Set(rows));
      }),
      { numRuns: 60 },
    );
  });

  it("are in several pieces when they are many, and take no more room when items come and go", () => {
    const keys = new KeyTable();
    const idOf = (n: number): string => n.toString(16).padStart(32, "0");
    for (let n = 0; n < 9000; n += 1) {
      keys.put("example", [[printOf(n), idOf(n % 3000), 20_000]]);
      if (n >= 4500) keys.delete("example", [printOf(n - 4500)]);
    }
    const pieces = [...keys.packed("example")];
    expect(pieces.length).toBe(3);
    // 8 bytes for a key and 20 for an item on a day that one names, as base64.
    expect(pieces.map(({ s }) => s).join("").length).toBeLessThan(4500 * 28 * 1.4);
    const again = new KeyTable();
    for (const piece of pieces) again.unpack("example", piece);
    const listed = (table: KeyTable): readonly string[] =>
      [...table.rows("example")].map((row) => JSON.stringify(row)).toSorted();
    expect(listed(again)).toEqual(listed(keys));
  });
});
