import type { JournalFile } from "./copy-store.ts";
import { listGenerations, type LogHead, logPath, snapshotPath } from "../journal/journal-files.ts";
import { loadSnapshot } from "../journal/load-snapshot.ts";
import { readLogHead, replayLog } from "../journal/replay-log.ts";
import { StoreDamagedError } from "../disk/store-errors.ts";
import { emptyTables } from "../transactions/tables.ts";

const NOTHING = { kind: "whole", seq: 0 } as const;

/** The files of the last state that a damaged journal still leads to. */
export interface ReadablePart {
  readonly files: readonly JournalFile[];
  /** The number of its last transaction. */
  readonly transactions: number;
}

/**
 * The state up to the first damage: a whole snapshot, and the logs over it. A snapshot holds some of what its own log
 * tells, so when that one is cut, an older snapshot leads to the same state without halves of what comes later.
 * Undefined when nothing leads anywhere.
 */
export async function readablePart(directory: string): Promise<ReadablePart | undefined> {
  const { logs, snapshots } = await listGenerations(directory);
  let secondBest: ReadablePart | undefined;
  for (const generation of [...snapshots.toReversed(), 0]) {
    const way = await wayFrom(directory, generation, logs);
    if (way?.isExact === true) return way;
    secondBest ??= way;
  }
  return secondBest;
}

/** From a snapshot, or from nothing: generation 0. */
async function wayFrom(
  directory: string,
  start: number,
  logs: readonly number[],
): Promise<(ReadablePart & { readonly isExact: boolean }) | undefined> {
  const snapshot = start === 0 ? NOTHING : await loadSnapshot(directory, start);
  if (snapshot.kind === "damaged") return undefined;
  const files: JournalFile[] = [];
  let transactions = snapshot.seq;
  let isExact = true;
  for (let generation = Math.max(1, start); logs.includes(generation); generation += 1) {
    const head = await headOf(directory, generation);
    if (head === undefined || head.seq !== transactions) break;
    const next = logs.includes(generation + 1) ? await headOf(directory, generation + 1) : undefined;
    const { length, seq, isWhole } = await goodPartOf(directory, head, next);
    files.push({ path: logPath(directory, generation), length });
    transactions = seq;
    if (isWhole) continue;
    isExact = generation !== start;
    break;
  }
  if (files.length === 0) return undefined;
  if (start !== 0) files.unshift({ path: snapshotPath(directory, start) });
  return { files, transactions, isExact };
}

async function headOf(directory: string, generation: number): Promise<LogHead | undefined> {
  try {
    const head = await readLogHead(directory, generation);
    return head === "empty" ? undefined : head;
  } catch (error) {
    if (error instanceof StoreDamagedError) return undefined;
    throw error;
  }
}

async function goodPartOf(
  directory: string,
  head: LogHead,
  next: LogHead | undefined,
): Promise<{ readonly length: number; readonly seq: number; readonly isWhole: boolean }> {
  try {
    const { goodBytes, seq } = await replayLog(directory, head, emptyTables(), next);
    return { length: goodBytes, seq, isWhole: true };
  } catch (error) {
    if (!(error instanceof StoreDamagedError) || error.damage.byte === undefined) throw error;
    const { byte, lastGood = head.seq } = error.damage;
    return { length: byte, seq: lastGood, isWhole: false };
  }
}
