import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeyRow, KeyTable } from "../../src/store/key-table.ts";

const printOf = (name: string | number) =>
  createHash("sha256").update(String(name)).digest("hex").slice(0, 32);

describe("the table of keys", () => {
  it("holds what a map of the same puts and deletes would hold", () => {
    const change = fc.record({
      feed: fc.constantFrom("one", "two"),
      // Few names, so that they are put again, deleted and put back; close fingerprints, so that they collide.
      name: fc.nat(60),
      itemId: fc.constantFrom("0123456789abcdef01234567", "f", "https://example.org/not-hexadecimal", "é"),
      day: fc.integer({ min: 1, max: 60_000 }),
      isDelete: fc.boolean(),
    });
    const close = (name: number) => `${(name % 7).toString(16).padStart(8, "0")}${printOf(name).slice(8)}`;
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const table = new KeyTable();
        const model = new Map<string, KeyRow>();
        for (const { feed, name, itemId, day, isDelete } of changes) {
          const print = close(name);
          if (isDelete) {
            table.delete(feed, [print]);
            model.delete(feed + print);
          } else {
            table.put(feed, [[print, itemId, day]]);
            model.set(feed + print, [print, itemId, day]);
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
