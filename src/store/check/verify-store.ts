import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { checkArchive, checkFeedback } from "./check-archive.ts";
import { checkAgainstManifest } from "../backup/backup-manifest.ts";
import { listGenerations, type LogHead, logPath, snapshotPath } from "../journal/journal-files.ts";
import { loadJournal } from "../journal/load-journal.ts";
import { loadSnapshot } from "../journal/load-snapshot.ts";
import { readLogHead, replayLog } from "../journal/replay-log.ts";
import { errorCode, StoreDamagedError } from "../disk/store-errors.ts";
import { emptyTables } from "../transactions/tables.ts";

/** Something that is wrong with a file, which is named from the directory that was looked at. */
export interface Fault {
  /** torn: the end of something that was never acknowledged; nothing is lost. */
  readonly kind: "damaged" | "torn";
  readonly file: string;
  readonly byte?: number;
  /** What cannot be read, and what is lost with it. */
  readonly what: string;
}

export interface StoreCheck {
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly Fault[];
  /** Why vigie does not start on this directory; absent when it does. */
  readonly stops?: string;
  /** The number of the last transaction, when it starts. */
  readonly transactions?: number;
}

/** Called before each file is read. */
export type OnFile = (file: string) => void;

const SILENT = { info() {}, warn() {}, error() {} };
const TRIES = 5;

/**
 * Reads every line of a data directory, or of a backup, and changes nothing. Works beside a writer, which may remove
 * files meanwhile: then it looks again. Throws StoreTooNewError, and ENOENT when there is no such directory.
 */
export async function verifyStore(
  directory: string,
  onFile: OnFile = () => {},
  tries: number = TRIES,
): Promise<StoreCheck> {
  try {
    return await verifyOnce(directory, onFile);
  } catch (error) {
    await stat(directory);
    if (errorCode(error) !== "ENOENT" || tries <= 1) throw error;
    return await verifyStore(directory, onFile, tries - 1);
  }
}

async function verifyOnce(directory: string, onFile: OnFile): Promise<StoreCheck> {
  let files = 0;
  let bytes = 0;
  const looking = async (path: string): Promise<string> => {
    const { size } = await stat(path);
    onFile(relative(directory, path));
    files += 1;
    bytes += size;
    return path;
  };
  const found: readonly Fault[] = [
    ...(await checkSnapshots(directory, looking)),
    ...(await checkLogs(directory, looking)),
    ...(await checkArchive(join(directory, "items"), looking)),
    ...(await checkFeedback(join(directory, "feedback.ndjson"), looking)),
  ];
  const known = new Set(found.map(({ file }) => file));
  const changed = (await checkAgainstManifest(directory)).filter(({ file }) => !known.has(file));
  const faults = [...found, ...changed].map(({ file, ...fault }) => named(relative(directory, file), fault));
  return { files, bytes, faults, ...(await trialStart(directory)) };
}

function named(file: string, fault: Omit<Fault, "file">): Fault {
  return { file, ...fault };
}

/** The words of a start on this directory are the last word on it. */
async function trialStart(directory: string): Promise<Pick<StoreCheck, "stops" | "transactions">> {
  try {
    return { transactions: (await loadJournal(directory, SILENT)).seq };
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
    return { stops: error.message };
  }
}

/** Notes that a file is looked at, and gives its path back. */
export type Looking = (path: string) => Promise<string>;

async function checkSnapshots(directory: string, looking: Looking): Promise<readonly Fault[]> {
  const { snapshots } = await listGenerations(directory);
  const faults: Fault[] = [];
  for (const generation of snapshots) {
    const file = await looking(snapshotPath(directory, generation));
    const snapshot = await loadSnapshot(directory, generation);
    if (snapshot.kind === "whole") continue;
    const isNewest = generation === snapshots.at(-1);
    const what = isNewest
      ? "the snapshot cannot be used; a start goes back to the one before it and its journals, if they are whole"
      : "the snapshot cannot stand in for a newer one any more; nothing is lost while that one is whole";
    faults.push({ kind: "damaged", file, byte: snapshot.byte, what });
  }
  return faults;
}

async function checkLogs(directory: string, looking: Looking): Promise<readonly Fault[]> {
  const { logs } = await listGenerations(directory);
  const faults: Fault[] = [];
  const heads = new Map<number, LogHead>();
  for (const generation of logs) {
    const head = await orFault(readLogHead(directory, generation), faults);
    if (head !== undefined && head !== "empty") heads.set(generation, head);
  }
  for (const generation of logs) {
    const file = await looking(logPath(directory, generation));
    const head = heads.get(generation);
    if (head === undefined) continue;
    const next = heads.get(generation + 1);
    const log = await orFault(replayLog(directory, head, emptyTables(), next), faults);
    const isNewest = generation === logs.at(-1);
    if (!isNewest || log === undefined || log.fileBytes === log.goodBytes) continue;
    const what = `${log.fileBytes - log.goodBytes} bytes that were never acknowledged; the next start cuts them`;
    faults.push({ kind: "torn", file, byte: log.goodBytes, what });
  }
  return faults;
}

async function orFault<T>(reading: Promise<T>, faults: Fault[]): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
    const { path, byte, what } = error.damage;
    faults.push({ kind: "damaged", file: path, ...(byte === undefined ? {} : { byte }), what });
    return undefined;
  }
}
