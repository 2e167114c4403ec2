import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { SECOND } from "../../model/time.ts";
import type { Clock } from "../../ports/clock.ts";
import { copyStore, journalFilesOf, type JournalFile } from "./copy-store.ts";
import { exchange, finishExchange } from "./exchange-files.ts";
import { acquireLock } from "../lock/lock.ts";
import { readablePart } from "./readable-part.ts";
import { type Reopened, reopenRestored } from "./reopen-restored.ts";
import { errorCode } from "../disk/store-errors.ts";
import { type OnFile, type StoreCheck, verifyStore } from "../check/verify-store.ts";

export interface RestoreRequest {
  /** The data directory, which is made when it does not exist. */
  readonly directory: string;
  /** A backup; without one, the last state that the directory itself can be read to. */
  readonly from?: string;
  /** Gives up what is open in it, which may have been sent since; unless told, what waits becomes uncertain. */
  readonly dropOpen?: boolean;
  readonly clock: Clock;
  readonly onFile?: OnFile;
  readonly lockStaleMs?: number;
}

export type RestoreOutcome =
  | (Reopened & {
      readonly kind: "restored";
      /** Where the files that were there before are now; absent when there were none. */
      readonly aside?: string;
    })
  | { readonly kind: "locked"; readonly holder: string }
  /** The backup cannot be used. */
  | { readonly kind: "damaged"; readonly check: StoreCheck }
  /** `from` holds no store, or no state of the directory can be read. */
  | { readonly kind: "nothing-to-restore" };

const STALE_MS = 15 * SECOND;

/**
 * Puts a backup, or the last readable state, in the place of what is in a data directory, whose files go aside into a
 * dated directory of their own in it: it may be a mount, which cannot be renamed. The copy is complete and verified
 * before the first file moves; while files move, a plan on the disk keeps vigie from starting on half of them, and the
 * next restore first carries it out.
 */
export async function restoreStore(request: RestoreRequest): Promise<RestoreOutcome> {
  const { directory, clock, lockStaleMs: staleMs = STALE_MS } = request;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const outcome = await acquireLock(directory, { now: clock.now(), staleMs });
  if (outcome.kind === "held") return { kind: "locked", holder: outcome.holder };
  await finishExchange(directory);
  const staged = await stage(request);
  if (typeof staged !== "string") {
    await outcome.lock.release();
    return staged;
  }
  // Before it is in place: after a crash in between, what may have been sent would be sent as if it had not been.
  const reopened = await reopenRestored(staged, outcome.lock, {
    now: clock.now(),
    dropOpen: request.dropOpen === true,
    origin: request.from === undefined ? "the last readable state" : "a backup",
  });
  const aside = await exchange(directory, staged, clock.now());
  await outcome.lock.release();
  return { kind: "restored", ...reopened, ...(aside === undefined ? {} : { aside }) };
}

type Refusal = Extract<RestoreOutcome, { readonly kind: "damaged" | "nothing-to-restore" }>;

/** A verified copy of what is to be restored, beside what it will replace. */
async function stage(request: RestoreRequest): Promise<string | Refusal> {
  const { directory, from = directory, onFile = () => {} } = request;
  await removeStages(directory);
  const files = await filesToRestore(request);
  if (files.length === 0) return { kind: "nothing-to-restore" };
  const staged = await mkdtemp(join(directory, "restore-"));
  try {
    await copyStore(from, staged, files, onFile);
    const check = await verifyStore(staged);
    const isUsable = check.transactions !== undefined && (request.from === undefined || isSound(check));
    if (isUsable) return staged;
    await rm(staged, { recursive: true });
    return { kind: "damaged", check };
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw error;
  }
}

async function filesToRestore({ directory, from }: RestoreRequest): Promise<readonly JournalFile[]> {
  if (from === undefined) return (await readablePart(directory))?.files ?? [];
  return await journalFilesOf(from).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
    return [];
  });
}

function isSound({ faults }: StoreCheck): boolean {
  return faults.every(({ kind }) => kind === "torn");
}

/** What an interrupted restore left. */
async function removeStages(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (/^restore-\w{6}$/.test(name)) await rm(join(directory, name), { recursive: true });
  }
}
