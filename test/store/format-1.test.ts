import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { migrateStore } from "../../src/store/migrate-store.ts";
import { readStats } from "../../src/store/store-stats.ts";
import { POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const CLOCK = { now: () => POLLED_AT };

/** A directory that the first version of the store wrote: three polls, a snapshot after two of them. */
async function anOldStore(): Promise<string> {
  const directory = join(await aDirectory(), "data");
  await cp("test/fixtures/stores/format-1", directory, { recursive: true });
  return directory;
}

/** What is remembered of the three items. */
async function remembered(directory: string): Promise<unknown> {
  const store = await openIn(directory, { mode: "read" });
  const found = {
    first: [...store.knownKeys("first", ["guid:a", "link:a", "guid:c", "link:c", "guid:b"])],
    second: [...store.knownKeys("second", ["guid:b"])],
    outbox: store.outbox().map(({ id, state, alertIds }) => [id, state, alertIds]),
    alerts: store.recentAlerts(9).map(({ id }) => id),
    item: (await store.findItem("https://example.org/b"))?.item.title,
    etags: store.feedStates().map(({ feedId, etag }) => [feedId, etag]),
  };
  await store.close();
  return found;
}

const LINK_ID = "00c0ffee00c0ffee00c0ffee00c0ffee";
const ALL = {
  first: [
    ["guid:a", "item-a"],
    ["link:a", LINK_ID],
    ["guid:c", "item-c"],
    ["link:c", LINK_ID],
  ],
  second: [["guid:b", "item-b"]],
  outbox: ["a", "b", "c"].map((name) => [`message-${name}`, "pending", [`alert-${name}`]]),
  alerts: ["alert-a", "alert-b", "alert-c"],
  item: "About b",
  etags: [
    ["first", '"c"'],
    ["second", '"b"'],
  ],
};

describe("a store of format 1", () => {
  it("is read by this version as it was written", async () => {
    expect(await remembered(await anOldStore())).toEqual(ALL);
  });

  it("is migrated once, and loses nothing by it", async () => {
    const directory = await anOldStore();
    expect(await migrateStore(directory, CLOCK)).toEqual({ kind: "migrated", from: 1, to: 2 });
    expect(await remembered(directory)).toEqual(ALL);
    const snapshots = (await readdir(directory)).filter((name) => name.startsWith("snap-")).toSorted();
    const heads = await Promise.all(
      snapshots.map(async (name) => (await readFile(join(directory, name), "utf8")).slice(9, 27)),
    );
    expect(heads).toEqual(['{"h":"snap","v":1,', '{"h":"snap","v":2,']);
    expect(await migrateStore(directory, CLOCK)).toEqual({ kind: "current", format: 2 });
  });

  it("moves on by itself while it is used", async () => {
    const directory = await anOldStore();
    for (let start = 0; start < 2; start += 1)
      await (await openIn(directory, { limits: { mostLogs: 0 } })).close();
    expect(await remembered(directory)).toEqual(ALL);
    expect(await readStats(directory)).toMatchObject({ format: 2, feeds: 2, keys: 6 });
  });

  it("is not migrated while another process holds it", async () => {
    const directory = await anOldStore();
    const store = await openIn(directory);
    expect(await migrateStore(directory, CLOCK)).toMatchObject({ kind: "locked" });
    await store.close();
  });
});
