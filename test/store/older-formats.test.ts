import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { migrateStore } from "../../src/store/migrate-store.ts";
import { readStats } from "../../src/store/check/store-stats.ts";
import { POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const CLOCK = { now: () => POLLED_AT };

/**
 * A directory as an older version wrote it. Format 1: three polls, a snapshot after two of them. Format 2: the same
 * folded into one snapshot, and one poll since. Format 3: the same again.
 */
async function anOldStore(format: 1 | 2 | 3): Promise<string> {
  const directory = join(await aDirectory(), "data");
  await cp(`test/fixtures/stores/format-${format}`, directory, { recursive: true });
  return directory;
}

/** What is remembered of the three items. */
async function remembered(directory: string): Promise<unknown> {
  const store = await openIn(directory, { mode: "read" });
  const found = {
    first: [
      ...store.knownKeys("first", [
        "guid:a",
        "link:a",
        "guid:c",
        "link:c",
        "guid:b",
        "guid:e",
        "link:e",
        "day:e",
      ]),
    ],
    second: [...store.knownKeys("second", ["guid:b", "guid:d", "link:d", "day:d"])],
    outbox: store.outbox().map(({ id, state, alertIds }) => [id, state, alertIds]),
    alerts: store.recentAlerts(9).map(({ id }) => id),
    item: (await store.findItem("https://example.org/b"))?.item.title,
    etags: [...store.feedStates()].map(({ feedId, etag }) => [feedId, etag]),
  };
  await store.close();
  return found;
}

const LINK_ID = "00c0ffee00c0ffee00c0ffee00c0ffee";
const ID = "0123456789abcdef0123456789abcdef";
const LATER_ID = "fedcba9876543210fedcba9876543210";
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

const ALL_OF_2 = {
  ...ALL,
  second: [...ALL.second, ["guid:d", "item-d"], ["link:d", ID], ["day:d", ID]],
  etags: [
    ["first", '"c"'],
    ["second", '"d"'],
  ],
};

const ALL_OF_3 = {
  ...ALL_OF_2,
  first: [...ALL.first, ["guid:e", "item-e"], ["link:e", LATER_ID], ["day:e", LATER_ID]],
  etags: [
    ["first", '"e"'],
    ["second", '"d"'],
  ],
};

describe.each([
  { format: 1, all: ALL, snapshots: [1, 4], keys: 6 },
  { format: 2, all: ALL_OF_2, snapshots: [2, 4], keys: 9 },
  { format: 3, all: ALL_OF_3, snapshots: [3, 4], keys: 12 },
] as const)("a store of format $format", ({ format, all, snapshots, keys }) => {
  it("is read by this version as it was written", async () => {
    expect(await remembered(await anOldStore(format))).toEqual(all);
  });

  it("is migrated once, and loses nothing by it", async () => {
    const directory = await anOldStore(format);
    expect(await migrateStore(directory, CLOCK)).toEqual({ kind: "migrated", from: format, to: 4 });
    expect(await remembered(directory)).toEqual(all);
    const names = (await readdir(directory)).filter((name) => name.startsWith("snap-")).toSorted();
    const heads = await Promise.all(
      names.map(async (name) => (await readFile(join(directory, name), "utf8")).slice(9, 27)),
    );
    expect(heads).toEqual(snapshots.map((of) => `{"h":"snap","v":${of},`));
    expect(await migrateStore(directory, CLOCK)).toEqual({ kind: "current", format: 4 });
  });

  it("moves on by itself while it is used", async () => {
    const directory = await anOldStore(format);
    for (let start = 0; start < 2; start += 1)
      await (await openIn(directory, { limits: { mostLogs: 0 } })).close();
    expect(await remembered(directory)).toEqual(all);
    expect(await readStats(directory)).toMatchObject({ format: 4, feeds: 2, keys });
  });

  it("is not migrated while another process holds it", async () => {
    const directory = await anOldStore(format);
    const store = await openIn(directory);
    expect(await migrateStore(directory, CLOCK)).toMatchObject({ kind: "locked" });
    await store.close();
  });
});
