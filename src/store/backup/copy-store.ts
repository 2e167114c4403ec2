import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BackedUp } from "./backup-manifest.ts";
import { dayFileNames } from "../check/check-archive.ts";
import { copyFile } from "../disk/copy-file.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { listGenerations, logPath, snapshotPath } from "../journal/journal-files.ts";
import { errorCode } from "../disk/store-errors.ts";
import type { OnFile } from "../check/verify-store.ts";

/** A file of the journal, and how many of its bytes count; all of them unless said. */
export interface JournalFile {
  readonly path: string;
  readonly length?: number;
}

/** All snapshots and logs of a directory. */
export async function journalFilesOf(directory: string): Promise<readonly JournalFile[]> {
  const { logs, snapshots } = await listGenerations(directory);
  return [
    ...snapshots.map((generation) => ({ path: snapshotPath(directory, generation) })),
    ...logs.map((generation) => ({ path: logPath(directory, generation) })),
  ];
}

/**
 * Copies the files of a journal, then archive and votes, into a directory that has none of them, durably. The journal
 * comes first: an item that it speaks of is in the archive already. Rejects with ENOENT when a writer removes a file
 * before it was copied.
 */
export async function copyStore(
  from: string,
  to: string,
  journal: readonly JournalFile[],
  onFile: OnFile,
): Promise<readonly BackedUp[]> {
  const copied: BackedUp[] = [];
  const copy = async (path: string, name: string, length?: number): Promise<void> => {
    onFile(name);
    const range = { onlyLines: true, ...(length === undefined ? {} : { length }) };
    copied.push({ name, ...(await copyFile(path, join(to, name), range)) });
  };
  for (const { path, length } of journal) await copy(path, basename(path), length);
  await mkdir(join(to, "items"), { mode: 0o700 });
  for (const name of await dayFileNames(join(from, "items"))) {
    await copy(join(from, "items", name), join("items", name)).catch(unlessGone);
  }
  await copy(join(from, "feedback.ndjson"), "feedback.ndjson").catch(unlessGone);
  await syncDirectory(join(to, "items"));
  await syncDirectory(to);
  return copied;
}

/** A day may end its time in the archive meanwhile, and not everyone has voted. */
function unlessGone(error: unknown): void {
  if (errorCode(error) !== "ENOENT") throw error;
}
