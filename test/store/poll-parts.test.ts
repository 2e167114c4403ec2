import { cp, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PollCommit, SeenKey, Store } from "../../src/ports/store.ts";
import { pollParts } from "../../src/store/transactions/poll-parts.ts";
import { aFeedState } from "../support/a-feed.ts";
import { alertOf, anAlertingPoll, anArchivedItem, anEntry, aPoll } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";
import { runs, STEP } from "../support/thorough.ts";

const LOG = "log-0000000001.ndjson";

/** A poll of so many items that all alert, each with a message to two destinations. */
function aLargePoll(count: number): PollCommit {
  const names = Array.from({ length: count }, (_, n) => `n${n}`);
  return aPoll({
    feed: aFeedState({ etag: '"2"' }),
    items: names.map((name) => anArchivedItem(name, { body: "Words. ".repeat(20) })),
    keys: names.flatMap((name) => keysOf(name)),
    alerts: names.map((name) => alertOf(name)),
    messages: names.flatMap((name) => [
      anEntry(name),
      anEntry(name, { id: `mail-${name}`, destination: "desk" }),
    ]),
  });
}

function keysOf(name: string): readonly SeenKey[] {
  return ["guid", "link"].map((kind) => ({ key: `${kind}:${name}`, itemId: `item-${name}` }));
}

/** What a store holds of a large poll. */
function heldIn(store: Store, poll: PollCommit): unknown {
  return {
    state: store.feedState("example"),
    messages: store.outbox(),
    alerts: poll.alerts.filter(({ id }) => store.alert(id) !== undefined).length,
    keys: store.knownKeys(
      "example",
      poll.keys.map(({ key }) => key),
    ).size,
  };
}

describe("the parts of a large poll", () => {
  const poll = aLargePoll(3000);
  const parts = pollParts(poll);

  it("are one when the poll is an ordinary one", () => {
    const ordinary = anAlertingPoll("a");
    expect(pollParts(ordinary)).toEqual([{ ...ordinary, feedId: "example" }]);
  });

  it("are together the poll, nothing left out and nothing twice", () => {
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.flatMap(({ items }) => items)).toEqual(poll.items);
    expect(parts.flatMap(({ keys }) => keys)).toEqual(poll.keys);
    expect(parts.flatMap(({ alerts }) => alerts)).toEqual(poll.alerts);
    expect(parts.flatMap(({ messages }) => messages)).toEqual(poll.messages);
    expect(parts.map(({ feed }) => feed).filter((feed) => feed !== undefined)).toEqual([poll.feed]);
  });

  it("tell before they know, and remember the feed's state at last", () => {
    const lastTold = parts.findLastIndex(({ messages }) => messages.length > 0);
    const firstKnown = parts.findIndex(({ keys }) => keys.length > 0);
    expect(firstKnown).toBeGreaterThanOrEqual(lastTold);
    expect(parts.at(-1)?.feed).toEqual(poll.feed);
  });

  it("never part a message from its alerts, whatever messages share", () => {
    const ids = Array.from({ length: 400 }, (_, n) => `x${n}`);
    const message = fc.record({
      id: fc.uuid(),
      of: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 300 }), (messages) => {
        const mixed = aPoll({
          alerts: ids.map((id) => alertOf(id)),
          messages: messages.map(({ id, of }) => anEntry(id, { alertIds: of.map((one) => `alert-${one}`) })),
        });
        const cut = pollParts(mixed);
        for (const part of cut) {
          const held = new Set(part.alerts.map(({ id }) => id));
          const needed = part.messages.flatMap(({ alertIds }) => alertIds);
          expect(needed.filter((id) => !held.has(id))).toEqual([]);
        }
        expect(cut.flatMap((part) => part.messages)).toHaveLength(messages.length);
        expect(new Set(cut.flatMap((part) => part.alerts)).size).toBe(ids.length);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe("a large poll", () => {
  const poll = aLargePoll(1500);

  it(
    "that a crash cut short at any of its transactions is whole, and nothing doubled, after the next poll",
    { timeout: 120_000 },
    async () => {
      const directory = await aDirectory();
      const store = await openIn(directory);
      expect(await store.commitPoll(poll)).toEqual({ alerts: 1500 });
      const whole = heldIn(store, poll);
      await store.close();
      const log = await readFile(join(directory, LOG), "utf8");
      const ends = [...log.matchAll(/\n/g)].map(({ index }) => Buffer.byteLength(log.slice(0, index + 1)));
      expect(ends.length).toBeGreaterThan(5);
      const tried = ends.filter((_end, n) => n % STEP === 0 || n === ends.length - 1);
      for (const end of tried) {
        const crashed = await crashedCopy(directory, end);
        const again = await openIn(crashed);
        await again.commitPoll(poll);
        expect(heldIn(again, poll)).toEqual(whole);
        expect((await again.findItem("item-n1499"))?.item.title).toBe("About n1499");
        await again.close();
      }
    },
  );

  it("leaves the feed's state as it was until the last of it is on the disk", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await store.commitPoll(aPoll({ feed: aFeedState({ etag: '"1"' }) }));
    const committing = store.commitPoll(poll);
    // Others are served between its parts.
    await store.commitPoll(anAlertingPoll("b", { feed: aFeedState({ feedId: "other" }) }));
    expect(store.feedState("example")?.etag).toBe('"1"');
    expect(store.feedState("other")).toBeDefined();
    await committing;
    expect(store.feedState("example")?.etag).toBe('"2"');
    await store.close();
  });

  it("waits for the large one that came before it, and raises no alert that the other raised", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    const first = store.commitPoll(poll);
    const second = store.commitPoll({ ...poll, feed: aFeedState({ feedId: "other" }) });
    expect(await Promise.all([first, second])).toEqual([{ alerts: 1500 }, { alerts: 0 }]);
    await store.close();
  });
});

async function crashedCopy(directory: string, end: number): Promise<string> {
  const copy = join(await aDirectory(), "copy");
  await cp(directory, copy, { recursive: true });
  await truncate(join(copy, LOG), end);
  return copy;
}
