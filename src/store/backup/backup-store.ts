import { access, mkdir, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Instant } from "../../model/time.ts";
import { type BackedUp, writeManifest } from "./backup-manifest.ts";
import { copyStore, journalFilesOf } from "./copy-store.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { errorCode } from "../disk/store-errors.ts";
import { type OnFile, type StoreCheck, verifyStore } from "../check/verify-store.ts";

export interface BackupRequest {
  readonly directory: string;
  /** The directory to make; its parents are made when they do not exist. */
  readonly to: string;
  readonly at: Instant;
  /** The program and its version. */
  readonly by: string;
  readonly onFile?: OnFile;
}

export type BackupOutcome =
  | { readonly kind: "made"; readonly files: number; readonly bytes: number; readonly transactions: number }
  /** Something of that name is there. */
  | { readonly kind: "exists" }
  /** The backup would lie in the directory that it is to save. */
  | { readonly kind: "inside" }
  | { readonly kind: "nothing-to-save" }
  /** What was copied cannot be started from, so nothing was kept of it. */
  | { readonly kind: "damaged"; readonly check: StoreCheck };

const TRIES = 5;

/**
 * Copies a store as it is at one moment, also while a worker writes to it: its snapshots and sealed logs never change,
 * and of what is being appended to whole lines are taken. The copy is verified and on the disk before it gets its name,
 * so what has the name is whole.
 */
export async function backupStore(request: BackupRequest): Promise<BackupOutcome> {
  const to = resolve(request.to);
  if (await exists(to)) return { kind: "exists" };
  if (!(await exists(request.directory))) return { kind: "nothing-to-save" };
  if (isInside(to, resolve(request.directory))) return { kind: "inside" };
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  if (isInside(await realpath(dirname(to)), await realpath(request.directory))) return { kind: "inside" };
  const unfinished = await mkdtemp(`${to}.unfinished-`);
  try {
    return await fill(unfinished, to, request);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function fill(unfinished: string, to: string, request: BackupRequest): Promise<BackupOutcome> {
  const { directory, onFile = () => {} } = request;
  const files = await copyAll(directory, unfinished, onFile);
  if (files.length === 0) return { kind: "nothing-to-save" };
  const check = await verifyStore(unfinished);
  if (check.transactions === undefined) return { kind: "damaged", check };
  await writeManifest(unfinished, request, files);
  await syncDirectory(unfinished);
  if (await exists(to)) return { kind: "exists" };
  await rename(unfinished, to);
  await syncDirectory(dirname(to));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: "made", files: files.length, bytes, transactions: check.transactions };
}

/** A writer that folds its journal meanwhile removes what we are about to copy: then we begin again. */
async function copyAll(
  from: string,
  to: string,
  onFile: OnFile,
  tries: number = TRIES,
): Promise<readonly BackedUp[]> {
  try {
    return await copyStore(from, to, await journalFilesOf(from), onFile);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" || tries <= 1) throw error;
    await rm(to, { recursive: true });
    await mkdir(to, { mode: 0o700 });
    return await copyAll(from, to, onFile, tries - 1);
  }
}

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === "" || !(way.startsWith("..") || resolve(way) === way);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(join(path, "."));
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    if (errorCode(error) === "ENOTDIR") return true;
    throw error;
  }
}
