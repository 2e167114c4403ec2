import type { Log } from "../../ports/log.ts";
import { FORMAT, listGenerations, type LogHead, snapshotPath } from "./journal-files.ts";
import { loadSnapshot, type WholeSnapshot } from "./load-snapshot.ts";
import {
  checkIsNew,
  interruptedRestore,
  type LogChain,
  missingLog,
  missingSnapshot,
  readLogChain,
} from "./log-chain.ts";
import { type ReplayedLog, replayLog } from "./replay-log.ts";
import { emptyTables, type Tables } from "../transactions/tables.ts";

/** What the files of a directory say, and where the next owner goes on. */
export interface LoadedJournal {
  readonly tables: Tables;
  /** The oldest format that any of the files has. */
  readonly format: number;
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
  if (files.isRestoring) throw interruptedRestore(directory);
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
): Promise<WholeSnapshot | undefined> {
  for (const generation of generations.toReversed()) {
    const snapshot = await loadSnapshot(directory, generation);
    if (snapshot.kind === "whole") return snapshot;
    log.error("store.snapshot-damaged", {
      file: snapshotPath(directory, generation),
      byte: snapshot.byte,
      remedy: "going back to the snapshot before it",
    });
  }
  return undefined;
}

async function replayed(
  directory: string,
  { heads, unstarted }: LogChain,
  snapshot: WholeSnapshot | undefined,
): Promise<LoadedJournal> {
  const tables = snapshot?.tables ?? emptyTables();
  const logs = await replayAll(directory, heads, tables);
  return {
    tables,
    format: oldestFormat(heads, snapshot),
    seq: logs.at(-1)?.seq ?? 0,
    epoch: heads.at(-1)?.epoch ?? 0,
    logs,
    ...(unstarted === undefined ? {} : { unstarted }),
    ...(snapshot === undefined ? {} : { snapshot }),
  };
}

function oldestFormat(heads: readonly LogHead[], snapshot: WholeSnapshot | undefined): number {
  const formats = heads.map(({ v }) => v);
  return Math.min(FORMAT, ...(snapshot === undefined ? formats : [snapshot.format, ...formats]));
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
    logs.push(await replayLog(directory, head, tables, heads[index + 1]));
  }
  return logs;
}
