import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedState } from "../../../src/model/feed.ts";
import { FeedTable } from "../../../src/store/packed/feed-table.ts";
import { anyText } from "../../support/any-text.ts";

/** Halves of surrogate pairs, quotes and backslashes included. */
const text = fc.oneof(anyText(), fc.constantFrom("\ud800", "\udc00", '"', "\\", "\u2028", "é", ""));
const moment = fc.integer({ min: 0, max: 4e12 });
const state: fc.Arbitrary<Omit<FeedState, "feedId">> = fc.record(
  {
    url: text,
    nextPollAt: moment,
    failures: fc.nat(),
    lastPollAt: moment,
    goneAt: moment,
    title: text,
    etag: text,
    newest: fc.oneof(text, fc.array(text)),
    rhythmMs: fc.double({ min: 0, noNaN: true }),
    gap: fc.record({ at: moment, count: fc.nat() }),
    push: fc.record({ hub: text, topic: text }),
    pause: fc.record({ host: text, until: moment }),
  },
  { requiredKeys: ["url", "nextPollAt", "failures"] },
);

describe("the table of feeds", () => {
  it("holds what a map of the same states would hold", () => {
    const change = fc.record({ id: fc.constantFrom("one", "two", "three", "é"), state: fc.option(state) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const table = new FeedTable();
        const model = new Map<string, FeedState>();
        for (const { id, state: given } of changes) {
          if (given === null) {
            expect(table.delete(id)).toBe(model.delete(id));
            continue;
          }
          // As it comes from the disk: an absent field is none, and -0 is 0.
          const stored: FeedState = JSON.parse(JSON.stringify({ feedId: id, ...given }));
          table.set(id, stored);
          model.set(id, stored);
        }
        expect([...table]).toEqual([...model]);
        expect([...table.values()]).toEqual([...model.values()]);
        const paused = [...model].flatMap(([id, { pause }]) => (pause === undefined ? [] : [id])).toSorted();
        expect([...table.paused()].map(({ feedId }) => feedId).toSorted()).toEqual(paused);
        expect([table.size, table.has("one")]).toEqual([model.size, model.has("one")]);
        for (const [id, { url, nextPollAt, lastPollAt, goneAt }] of model) {
          expect(table.get(id)).toEqual(model.get(id));
          expect(table.times(id)).toEqual({
            url,
            nextPollAt,
            ...(lastPollAt === undefined ? {} : { lastPollAt }),
            ...(goneAt === undefined ? {} : { goneAt }),
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
