import type { Log } from "../ports.ts";
import { listGenerations, type LogHead, snapshotPath } from "./journal-files.ts";
import { type LoadedSnapshot, loadSnapshot } from "./load-snapshot.ts";
import { checkIsNew, type LogChain, missingLog, missingSnapshot, readLogChain } from "./log-chain.ts";
import { type ReplayedLog, replayLog } from "./replay-log.ts";
import { emptyTables, type Tables } from "./tables.ts";

/** What the files of a directory say, and where the next owner goes on. */
export interface LoadedJournal {
  readonly tables: Tables;
  readonly seq: number;
  readonly epoch: number;
  /** Oldest first; none in a new directory. */
  readonly logs: readonly ReplayedLog[];
  /** A newer log without content, to be removed before going on. */
  readonly unstarted?: string;
  readonly snapshot?: { readonly generation: number; readonly bytes: number };
}

/**
 * Reads the newest whole snapshot and all logs since; changes nothing on the disk. Throws StoreDamagedError when
 * something acknowledged is missing, StoreTooNewError when a later version wrote the files.
 */
export async function loadJournal(directory: string, log: Log): Promise<LoadedJournal> {
  const files = await listGenerations(directory);
  const snapshot = await newestSnapshot(directory, files.snapshots, log);
  const start = snapshot ?? { generation: 1, seq: 0 };
  const generations = files.logs.filter((generation) => generation >= start.generation);
  const [damaged] = files.snapshots;
  const reachesBack = snapshot !== undefined || files.logs[0] === 1;
  if (damaged !== undefined && !reachesBack) throw missingSnapshot(directory, damaged);
  const chain = await readLogChain(directory, generations, start);
  if (chain.heads.length === 0) await checkIsNew(directory, files.snapshots);
  return replayed(directory, chain, snapshot);
}

async function newestSnapshot(
  directory: string,
  generations: readonly number[],
  log: Log,
): Promise<LoadedSnapshot | undefined> {
  for (const generation of generations.toReversed()) {
    const snapshot = await loadSnapshot(directory, generation);
    if (snapshot !== undefined) return snapshot;
    log.error("store.snapshot-damaged", {
      file: snapshotPath(directory, generation),
      remedy: "going back to the snapshot before it",
    });
  }
  return undefined;
}

async function replayed(
  directory: string,
  { heads, unstarted }: LogChain,
  snapshot: LoadedSnapshot | undefined,
): Promise<LoadedJournal> {
  const tables = snapshot?.tables ?? emptyTables();
  const logs = await replayAll(directory, heads, tables);
  return {
    tables,
    seq: logs.at(-1)?.seq ?? 0,
    epoch: heads.at(-1)?.epoch ?? 0,
    logs,
    ...(unstarted === undefined ? {} : { unstarted }),
    ...(snapshot === undefined ? {} : { snapshot }),
  };
}

async function replayAll(
  directory: string,
  heads: readonly LogHead[],
  tables: Tables,
): Promise<readonly ReplayedLog[]> {
  const logs: ReplayedLog[] = [];
  for (const [index, head] of heads.entries()) {
    const before = logs.at(-1);
    if (before !== undefined && before.seq !== head.seq) throw missingLog(directory, head.gen);
    logs.push(await replayLog(directory, head, tables, heads[index + 1]?.prev?.len));
  }
  return logs;
}
