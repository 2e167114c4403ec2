import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type LogHead, logPath, RESTORING, snapshotPath } from "./journal-files.ts";
import { readLogHead } from "./replay-log.ts";
import { errorCode, StoreDamagedError } from "../disk/store-errors.ts";

/** The logs to replay, in order. */
export interface LogChain {
  readonly heads: readonly LogHead[];
  /** A newer log in which nothing was written, not even its head: to be removed before going on. */
  readonly unstarted?: string;
}

/** Where a chain must begin: at the snapshot it is replayed over, or at the first log ever. */
export interface ChainStart {
  readonly generation: number;
  readonly seq: number;
}

/** Reads the heads of the logs of `generations` and checks that each follows the one before. */
export async function readLogChain(
  directory: string,
  generations: readonly number[],
  start: ChainStart,
): Promise<LogChain> {
  const heads: LogHead[] = [];
  let expected = start.generation;
  for (const generation of generations) {
    if (generation !== expected) throw missingLog(directory, expected);
    const head = await readLogHead(directory, generation);
    if (head === "empty") {
      if (generation !== generations.at(-1)) throw missingLog(directory, generation);
      return { heads, unstarted: logPath(directory, generation) };
    }
    const follows = heads.length === 0 ? head.seq === start.seq : head.prev?.gen === generation - 1;
    if (!follows) throw missingLog(directory, generation);
    heads.push(head);
    expected = generation + 1;
  }
  return { heads };
}

/** A directory without logs is new when it holds nothing else of a store: one that lost its logs must not look new. */
export async function checkIsNew(directory: string, snapshots: readonly number[]): Promise<void> {
  const [snapshot] = snapshots;
  if (snapshot !== undefined) throw missingLog(directory, snapshot);
  const items = await readdir(join(directory, "items")).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
    return [];
  });
  if (items.length > 0) throw missingLog(directory, 1);
}

export function missingLog(directory: string, generation: number): StoreDamagedError {
  return new StoreDamagedError({
    path: logPath(directory, generation),
    what: "is missing or does not belong to the files beside it",
  });
}

/** No snapshot is whole, and the logs do not go back to the beginning. */
export function missingSnapshot(directory: string, generation: number): StoreDamagedError {
  const path = snapshotPath(directory, generation);
  return new StoreDamagedError({ path, what: "is damaged, and so is any before it" });
}

export function interruptedRestore(directory: string): StoreDamagedError {
  const what = "is left of a restore that did not end: run it again";
  return new StoreDamagedError({ path: join(directory, RESTORING), what });
}
