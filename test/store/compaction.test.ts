import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Store } from "../../src/ports/store.ts";
import { takeSnapshot } from "../../src/store/journal/compaction.ts";
import type { ArchivedDay } from "../../src/store/domain-store.ts";
import { JournalWriter } from "../../src/store/journal/journal-writer.ts";
import { loadJournal } from "../../src/store/journal/load-journal.ts";
import { putOp } from "../../src/store/transactions/ops.ts";
import { emptyTables } from "../../src/store/transactions/tables.ts";
import { aFeedState } from "../support/a-feed.ts";
import { aLog } from "../support/a-log.ts";
import { anAlertingPoll, aPoll } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const SMALL = { limits: { compactBytes: 2000 } };

async function files(directory: string, prefix: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.startsWith(prefix)).toSorted();
}

function seen(store: Store): unknown {
  return {
    feeds: [...store.feedStates()],
    outbox: store.outbox(),
    alerts: store.recentAlerts(10_000).map(({ id }) => id),
  };
}

/** Writes until there are two snapshots; gives what could be seen at the end. */
async function writeTwoSnapshots(directory: string): Promise<unknown> {
  const store = await openIn(directory, SMALL);
  for (
    let count = 0;
    (await files(directory, "snap-")).filter((name) => !name.endsWith(".tmp")).length < 2;
  ) {
    await Promise.all(Array.from({ length: 4 }, () => store.commitPoll(anAlertingPoll(String(count++)))));
  }
  const last = seen(store);
  await store.close();
  return last;
}

describe("folding the journal into a snapshot", () => {
  it("goes on while commits do, and loses none of them", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory, SMALL);
    for (let round = 0; round < 40; round += 1) {
      const names = Array.from({ length: 5 }, (_, count) => `${round}-${count}`);
      await Promise.all(names.map((name) => store.commitPoll(anAlertingPoll(name))));
    }
    const expected = seen(store);
    await store.close();
    expect(await files(directory, "snap-")).not.toEqual([]);
    const again = await openIn(directory);
    expect(seen(again)).toEqual(expected);
    expect(again.outbox()).toHaveLength(200);
    expect([...again.knownKeys("example", ["guid:0-0", "guid:39-4"]).values()]).toEqual([
      "item-0-0",
      "item-39-4",
    ]);
    await again.close();
  });

  it("keeps the snapshot before, and nothing that is older", async () => {
    const directory = await aDirectory();
    await writeTwoSnapshots(directory);
    const [before, ...newer] = await files(directory, "snap-");
    expect(newer).toHaveLength(1);
    const [oldestLog] = await files(directory, "log-");
    expect(oldestLog).toBe(before?.replace("snap-", "log-"));
  });

  it("falls back, aloud, to the snapshot before when the newest is damaged, and still loses nothing", async () => {
    const directory = await aDirectory();
    const expected = await writeTwoSnapshots(directory);
    const newest = join(directory, (await files(directory, "snap-")).at(-1) ?? "");
    const bytes = await readFile(newest);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(newest, bytes);
    const log = aLog();
    const store = await openIn(directory, { log });
    expect(seen(store)).toEqual(expected);
    expect(log.events).toContainEqual(
      expect.objectContaining({ level: "error", event: "store.snapshot-damaged" }),
    );
    await store.close();
  });

  it.each([
    ["was cut between two lines", (lines: readonly string[]) => lines.slice(0, lines.length >> 1)],
    ["lacks a line in the middle", (lines: readonly string[]) => lines.toSpliced(lines.length >> 2, 1)],
    ["lacks its first line", (lines: readonly string[]) => lines.slice(1)],
  ])("does not take a snapshot for whole that %s", async (_how, maim) => {
    const directory = await aDirectory();
    const expected = await writeTwoSnapshots(directory);
    const newest = join(directory, (await files(directory, "snap-")).at(-1) ?? "");
    const lines = (await readFile(newest, "utf8")).trimEnd().split("\n");
    await writeFile(newest, `${maim(lines).join("\n")}\n`);
    const store = await openIn(directory);
    expect(seen(store)).toEqual(expected);
    await store.close();
  });

  it("does not open when no snapshot is whole and the logs do not go back to the beginning", async () => {
    const directory = await aDirectory();
    await writeTwoSnapshots(directory);
    for (const name of await files(directory, "snap-")) await writeFile(join(directory, name), "");
    await expect(openIn(directory)).rejects.toThrow("damaged");
  });

  it("keeps the journal short, however often the same feeds are polled", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory, SMALL);
    for (let round = 0; round < 300; round += 1) {
      await store.commitPoll(aPoll({ feed: aFeedState({ lastPollAt: round }) }));
    }
    await store.close();
    const sizes = await Promise.all(
      (await readdir(directory)).map(async (name) => (await readFile(join(directory, name))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000);
  });

  it("gives a snapshot its name only when all that it may hold is on the disk", async () => {
    const directory = await aDirectory();
    let settle: (isSettled: boolean) => void = () => undefined;
    const settled = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    let asked: () => void = () => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const taking = takeSnapshot({
      directory,
      tables: emptyTables(),
      generation: 3,
      seq: 8,
      settled: () => {
        asked();
        return settled;
      },
      assertMine: () => Promise.resolve(),
    });
    await wasAsked;
    expect(await readdir(directory)).toEqual(["snap-0000000003.ndjson.tmp"]);
    settle(true);
    expect(await taking).toBeGreaterThan(0);
    expect(await readdir(directory)).toEqual(["snap-0000000003.ndjson"]);
  });

  it("throws a snapshot away that may hold what was taken back meanwhile", async () => {
    const directory = await aDirectory();
    const taken = await takeSnapshot({
      directory,
      tables: emptyTables(),
      generation: 3,
      seq: 8,
      settled: () => Promise.resolve(false),
      assertMine: () => Promise.resolve(),
    });
    expect(taken).toBeUndefined();
    expect(await readdir(directory)).toEqual([]);
  });

  it("puts nothing into a snapshot that the disk refused while it was being written", async () => {
    const directory = await aDirectory();
    const snapshot = join(directory, "snap-0000000002.ndjson.tmp");
    const until = async (isTrue: () => boolean) => {
      while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
    };
    const writer = await JournalWriter.begin(await loadJournal(directory, aLog()), {
      directory,
      log: aLog(),
      lock: { assertMine: () => Promise.resolve(), release: () => Promise.resolve() },
      archive: {
        async append() {
          await until(() => readFileSync(snapshot, "utf8").includes('{"end":1'));
          throw Object.assign(new Error("planted"), { code: "ENOSPC" });
        },
        cutBack: () => Promise.resolve(),
        close: () => Promise.resolve(),
      },
      limits: { compactBytes: 1 << 30, mostLogs: 8 },
      onFatal: () => undefined,
    });
    const commit = (feedId: string, archived?: ArchivedDay) =>
      writer.commit([putOp("feeds", feedId, aFeedState({ feedId, title: "x".repeat(10_000) }))], archived);
    await Promise.all(Array.from({ length: 100 }, (_, count) => commit(`feed-${count}`)));
    const compaction = writer.compact();
    await until(() => existsSync(snapshot));
    const refused = commit("refused", { day: "2026-03-02", items: [] });
    await expect(refused).rejects.toMatchObject({ code: "STORE_FULL" });
    await compaction;
    await commit("last");
    await writer.close();
    const { tables } = await loadJournal(directory, aLog());
    expect(tables.feeds.has("refused")).toBe(false);
    expect(tables.feeds.size).toBe(101);
  });
});
