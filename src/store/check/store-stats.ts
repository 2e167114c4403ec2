import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { MessageState } from "../../model/delivery.ts";
import type { Instant } from "../../model/time.ts";
import { dayFileNames } from "./check-archive.ts";
import { listGenerations, snapshotPath } from "../journal/journal-files.ts";
import { loadJournal } from "../journal/load-journal.ts";
import { errorCode } from "../disk/store-errors.ts";

/** What a store holds, and what its files weigh. */
export interface StoreStats {
  /** The oldest of its files. */
  readonly format: number;
  readonly transactions: number;
  readonly feeds: number;
  /** Items are remembered by several keys each. */
  readonly keys: number;
  readonly alerts: number;
  /** Ids of alerts that were forgotten but for their ids. */
  readonly retired: number;
  readonly messages: Readonly<Partial<Record<MessageState, number>>>;
  readonly generations: { readonly logs: readonly number[]; readonly snapshots: readonly number[] };
  /** When the newest snapshot was finished; absent before the first. */
  readonly foldedAt?: Instant;
  readonly archive: { readonly days: number; readonly oldest?: string; readonly newest?: string };
  /** By name, in the data directory. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const SILENT = { info() {}, warn() {}, error() {} };
const TRIES = 5;

/** Reads a store, also beside a writer. Throws as `loadJournal` does, and ENOENT when there is none. */
export async function readStats(directory: string, tries: number = TRIES): Promise<StoreStats> {
  try {
    return await readOnce(directory);
  } catch (error) {
    await stat(directory);
    if (errorCode(error) !== "ENOENT" || tries <= 1) throw error;
    return await readStats(directory, tries - 1);
  }
}

async function readOnce(directory: string): Promise<StoreStats> {
  const { tables, format, seq, snapshot } = await loadJournal(directory, SILENT);
  const messages: Partial<Record<MessageState, number>> = {};
  for (const { state } of tables.outbox.values()) messages[state] = (messages[state] ?? 0) + 1;
  const days = (await dayFileNames(join(directory, "items"))).map((name) =>
    name.slice(0, "YYYY-MM-DD".length),
  );
  const [oldest] = days;
  const newest = days.at(-1);
  const { logs, snapshots } = await listGenerations(directory);
  return {
    format,
    transactions: seq,
    feeds: tables.feeds.size,
    keys: tables.keys.size,
    alerts: tables.alerts.size,
    retired: tables.retired.size,
    messages,
    generations: { logs, snapshots },
    ...(snapshot === undefined
      ? {}
      : { foldedAt: Math.floor((await stat(snapshotPath(directory, snapshot.generation))).mtimeMs) }),
    archive: {
      days: days.length,
      ...(oldest === undefined ? {} : { oldest }),
      ...(newest === undefined ? {} : { newest }),
    },
    files: await weighed(directory),
  };
}

async function weighed(directory: string): Promise<StoreStats["files"]> {
  const journal = (await readdir(directory)).filter((name) => name.endsWith(".ndjson")).toSorted();
  const days = (await dayFileNames(join(directory, "items"))).map((name) => join("items", name));
  return await Promise.all(
    [...journal, ...days].map(async (name) => ({ name, bytes: (await stat(join(directory, name))).size })),
  );
}
