// Three ways to remember the same: vigie's store, plain lowdb, better-sqlite3 where it is installed. Each is filled as it
// would be after months, opened, and asked to record polls: a feed's state, and an item with its keys.
import { once } from "node:events";
import { createWriteStream, statSync } from "node:fs";
import path from "node:path";
import { randomFrom } from "./random.mjs";

/** What vigie keeps of an item that has a guid, a link, a title and a date. */
export const KEYS_OF_ITEM = 6;
const ITEMS_OF_FEED = 50;
const DAY = 20_514;
const CLOCK = { now: () => DAY * 86_400_000 };
const SILENT = { info() {}, warn() {}, error() {} };

export const CONTESTANTS = { vigie, lowdb, sqlite };

/** A poll as every contestant is given it: nothing new but what `fresh` names. */
export function pollOf(feed, fresh) {
  const items = Array.from({ length: ITEMS_OF_FEED }, (_, n) => `${feed}-${n}`);
  if (fresh !== undefined) items.push(fresh);
  const keys = items.flatMap((item) =>
    Array.from({ length: KEYS_OF_ITEM }, (_, n) => ({ key: `${item}/${n}`, itemId: item })),
  );
  return { feed, keys };
}

function stateOf(feed) {
  return { feedId: feed, url: `https://example.org/${feed}`, nextPollAt: 0, failures: 0, etag: '"1"' };
}

async function vigie() {
  const { openStore } = await import("../dist/store/open-store.js");
  return {
    async fill(directory, items) {
      const { AppendFile } = await import("../dist/store/disk/append-file.js");
      const { createLog } = await import("../dist/store/journal/log-file.js");
      const { snapshotPath } = await import("../dist/store/journal/journal-files.js");
      const { emptyTables } = await import("../dist/store/transactions/tables.js");
      const { writeSnapshot } = await import("../dist/store/journal/write-snapshot.js");
      const tables = emptyTables();
      tables.meta.set("salt", "00");
      const hex = hexFrom(1);
      for (const [feed, count] of feedsOf(items)) {
        tables.feeds.set(feed, stateOf(feed));
        for (let item = 0; item < count; item += 1) {
          const id = hex();
          tables.keys.put(
            feed,
            Array.from({ length: KEYS_OF_ITEM }, () => [hex(), id, DAY]),
          );
        }
      }
      const file = await AppendFile.create(snapshotPath(directory, 1));
      await writeSnapshot(file, tables, { gen: 1, seq: 0 });
      await file.sync();
      await file.close();
      const log = await createLog(directory, { gen: 1, epoch: 1, seq: 0 });
      await log.file.close();
      return file.length;
    },
    async open(directory) {
      const opened = await openStore({ directory, clock: CLOCK, log: SILENT, mode: "write" });
      if (opened.kind !== "open") throw new Error(`the store is ${opened.kind}: ${opened.detail}`);
      const { store } = opened;
      return {
        async poll({ feed, keys }) {
          store.knownKeys(
            feed,
            keys.map(({ key }) => key),
          );
          const at = CLOCK.now();
          await store.commitPoll({ feed: stateOf(feed), keys, items: [], alerts: [], messages: [], at });
        },
        close: async () => await store.close(),
      };
    },
  };
}

/** As its documentation shows: one JSON file, rewritten at each change. It neither syncs nor locks. */
async function lowdb() {
  const { JSONFilePreset } = await import("lowdb/node");
  const fileIn = (directory) => path.join(directory, "db.json");
  return {
    async fill(directory, items) {
      const out = createWriteStream(fileIn(directory));
      const hex = hexFrom(1);
      out.write('{"feeds":{},"items":{');
      for (let item = 0; item < items; item += 1) {
        const id = hex();
        const keys = Array.from({ length: KEYS_OF_ITEM }, () => `"${hex()}":"${id}"`);
        if (!out.write(`${item === 0 ? "" : ","}${keys.join(",")}`)) await once(out, "drain");
      }
      out.end("}}");
      await once(out, "close");
      return statSync(fileIn(directory)).size;
    },
    async open(directory) {
      const db = await JSONFilePreset(fileIn(directory), { feeds: {}, items: {} });
      return {
        async poll({ feed, keys }) {
          for (const { key, itemId } of keys) db.data.items[`${feed}/${key}`] ??= itemId;
          db.data.feeds[feed] = stateOf(feed);
          await db.write();
        },
        close: async () => {},
      };
    },
  };
}

/** With a write-ahead log that is synced at each commit. */
async function sqlite() {
  const Database = await import("better-sqlite3").then(
    (module) => module.default,
    () => undefined,
  );
  if (Database === undefined) return undefined;
  const openIn = (directory) => {
    const db = new Database(path.join(directory, "db.sqlite"));
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.exec(`
      CREATE TABLE IF NOT EXISTS feeds (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS keys (feed TEXT, key TEXT, item TEXT NOT NULL, day INTEGER NOT NULL,
        PRIMARY KEY (feed, key)) WITHOUT ROWID`);
    return db;
  };
  const putKeyIn = (db) => db.prepare("INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)");
  return {
    async fill(directory, items) {
      const db = openIn(directory);
      const put = putKeyIn(db);
      const hex = hexFrom(1);
      db.transaction(() => {
        for (const [feed, count] of feedsOf(items)) {
          for (let item = 0; item < count; item += 1) {
            const id = hex();
            for (let key = 0; key < KEYS_OF_ITEM; key += 1) put.run(feed, hex(), id, DAY);
          }
        }
      })();
      db.close();
      return statSync(path.join(directory, "db.sqlite")).size;
    },
    async open(directory) {
      const db = openIn(directory);
      const put = putKeyIn(db);
      const known = db.prepare("SELECT item FROM keys WHERE feed = ? AND key = ?");
      const putFeed = db.prepare("INSERT OR REPLACE INTO feeds VALUES (?, ?)");
      const commit = db.transaction(({ feed, keys }) => {
        for (const { key, itemId } of keys)
          if (known.get(feed, key) === undefined) put.run(feed, key, itemId, DAY);
        putFeed.run(feed, JSON.stringify(stateOf(feed)));
      });
      return { poll: async (poll) => commit(poll), close: async () => db.close() };
    },
  };
}

function* feedsOf(items) {
  for (let left = items, feed = 0; left > 0; left -= 100, feed += 1)
    yield [`feed-${feed}`, Math.min(100, left)];
}

function hexFrom(seed) {
  const random = randomFrom(seed);
  const word = () => Math.floor(random() * 2 ** 32);
  const bytes = Buffer.alloc(16);
  return () => {
    for (let at = 0; at < 16; at += 4) bytes.writeUInt32LE(word(), at);
    return bytes.toString("hex");
  };
}
