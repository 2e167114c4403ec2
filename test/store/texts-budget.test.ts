import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY } from "../../src/model/time.ts";
import type { DatedItem, Store } from "../../src/ports/store.ts";
import { anArchivedItem, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const TEXT = "x".repeat(10_000);
/** Room for the texts of three days. */
const LIMITS = { textBytes: 35_000 };
const LAST = POLLED_AT + 5 * DAY;

/** An archive of six days, one item each. */
async function sixDays(directory: string): Promise<Store> {
  const store = await openIn(directory, { limits: LIMITS });
  for (let day = 0; day < 6; day += 1) await archive(store, `${day}`, POLLED_AT + day * DAY);
  return store;
}

async function archive(store: Store, name: string, at: number): Promise<void> {
  const item = anArchivedItem(name, { summary: `Summary of ${name}`, body: TEXT });
  await store.commitPoll(aPoll({ at, items: [item] }));
}

async function itemsOf(store: Store): Promise<readonly DatedItem[]> {
  const items: DatedItem[] = [];
  for await (const item of store.archivedItems()) items.push(item);
  return items;
}

async function daysWithTexts(store: Store): Promise<readonly string[]> {
  return (await itemsOf(store)).flatMap(({ item, day }) => (item.body === TEXT ? [day.slice(-2)] : []));
}

describe("the texts of archived items", () => {
  it("stay within their budget: the oldest go first, and what they belong to stays", async () => {
    const directory = await aDirectory();
    const store = await sixDays(directory);
    expect(await daysWithTexts(store)).toHaveLength(6);
    await store.prune(LAST);
    expect(await daysWithTexts(store)).toEqual(["05", "06", "07"]);
    const { body: _, ...item } = anArchivedItem("0", { summary: "Summary of 0", body: TEXT }).item;
    expect(await store.findItem("item-0")).toEqual({ item, matches: [], textDropped: true });
    expect((await itemsOf(store)).map(({ item: { title } }) => title)).toHaveLength(6);
    await store.close();
  });

  it("are dropped once, on the disk, and for whoever reads it afterwards", async () => {
    const directory = await aDirectory();
    const store = await sixDays(directory);
    await store.prune(LAST);
    const oldest = join(directory, "items", "2026-03-02.ndjson");
    const { ino, size, mode } = await stat(oldest);
    expect(size).toBeLessThan(1000);
    expect(mode & 0o777).toBe(0o600);
    await store.prune(LAST);
    expect((await stat(oldest)).ino).toBe(ino);
    const reader = await openIn(directory, { mode: "read" });
    expect(await daysWithTexts(reader)).toEqual(["05", "06", "07"]);
    await store.close();
  });

  it("of the two newest days stay, however large they are", async () => {
    const store = await openIn(await aDirectory(), { limits: { textBytes: 0 } });
    for (let day = 0; day < 4; day += 1) await archive(store, `${day}`, POLLED_AT + day * DAY);
    await store.prune(LAST);
    expect(await daysWithTexts(store)).toEqual(["04", "05"]);
    await store.close();
  });

  it("make room beside items that are archived at the same moment, on the same day", async () => {
    const store = await sixDays(await aDirectory());
    const pruned = store.prune(LAST);
    const late = Array.from({ length: 20 }, (_, index) => archive(store, `late-${index}`, POLLED_AT));
    await Promise.all([pruned, ...late]);
    const titles = (await itemsOf(store)).map(({ item: { title } }) => title);
    expect(titles).toHaveLength(26);
    expect(new Set(titles).size).toBe(26);
    await store.close();
  });

  it("leave nothing behind when a day was being written anew at a crash", async () => {
    const directory = await aDirectory();
    const store = await sixDays(directory);
    const unfinished = "2026-03-02.ndjson.tmp";
    await writeFile(join(directory, "items", unfinished), "half a li");
    expect(await itemsOf(store)).toHaveLength(6);
    await store.prune(LAST);
    expect(await daysWithTexts(store)).toEqual(["05", "06", "07"]);
    expect(await readdir(join(directory, "items"))).not.toContain(unfinished);
    await store.close();
  });

  it("go without a line that a crash has cut", async () => {
    const directory = await aDirectory();
    const store = await sixDays(directory);
    const oldest = join(directory, "items", "2026-03-02.ndjson");
    await writeFile(oldest, `${await readFile(oldest, "utf8")}00000000 {"item":{"id":"cut`);
    await store.prune(LAST);
    expect(await itemsOf(store)).toHaveLength(6);
    await store.close();
  });
});
