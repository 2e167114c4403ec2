import { readdir, rename, statfs, unlink } from "node:fs/promises";
import { join } from "node:path";
import { AppendFile } from "../disk/append-file.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { listGenerations, logPath, snapshotPath } from "./journal-files.ts";
import { lacksRoom, StoreFullError } from "../disk/store-errors.ts";
import type { TablesView } from "../transactions/tables.ts";
import { writeSnapshot } from "./write-snapshot.ts";

export interface SnapshotPlan {
  readonly directory: string;
  readonly tables: TablesView;
  readonly generation: number;
  readonly seq: number;
  /** Resolves to whether all that is in memory now is on the disk, and nothing was taken back since the start. */
  settled(): Promise<boolean>;
  assertMine(): Promise<void>;
}

/** Room that must be left, relative to the size that the snapshot is expected to have. */
const SPARE = 1.2;

/**
 * Writes the snapshot of a generation whose log has just been begun. Resolves to its size in bytes, or undefined when
 * transactions were taken back meanwhile: the snapshot may hold them, so it is thrown away.
 */
export async function takeSnapshot(plan: SnapshotPlan): Promise<number | undefined> {
  const path = snapshotPath(plan.directory, plan.generation);
  const temporary = `${path}.tmp`;
  const file = await writeTo(temporary, plan).catch((error: unknown) => {
    throw lacksRoom(error) ? new StoreFullError(plan.directory, error) : error;
  });
  // Collections are written one after the other while commits go on. Until the last of those is durable, the snapshot
  // may hold half of a transaction that a crash would undo.
  const isSettled = await plan.settled();
  if (isSettled) await file.sync();
  await file.close();
  if (!isSettled) {
    await unlink(temporary);
    return undefined;
  }
  await plan.assertMine();
  await rename(temporary, path);
  await syncDirectory(plan.directory);
  return file.length;
}

async function writeTo(temporary: string, plan: SnapshotPlan): Promise<AppendFile> {
  const file = await AppendFile.create(temporary);
  try {
    await writeSnapshot(file, plan.tables, { gen: plan.generation, seq: plan.seq });
    return file;
  } catch (error) {
    await file.close();
    await unlink(temporary);
    throw error;
  }
}

/** Removes what neither the newest snapshot nor the one kept before it needs. */
export async function removeOlder(directory: string, newest: number, kept: number): Promise<void> {
  const { logs, snapshots } = await listGenerations(directory);
  for (const generation of snapshots) {
    if (generation !== newest && generation !== kept) await unlink(snapshotPath(directory, generation));
  }
  for (const generation of logs) {
    if (generation < kept) await unlink(logPath(directory, generation));
  }
}

/** Removes the snapshot that a process was still writing when it ended. */
export async function removeUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith("snap-") && name.endsWith(".tmp")) await unlink(join(directory, name));
  }
}

/** Whether the disk has room for a snapshot of this size. */
export async function hasRoomFor(directory: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize > bytes * SPARE;
}
