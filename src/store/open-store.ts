import { randomBytes } from "node:crypto";
import { access, constants, mkdir } from "node:fs/promises";
import { Low } from "lowdb";
import { SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { recoverClaims } from "./transactions/claim-transaction.ts";
import { DayFiles, TEXT_BYTES } from "./archive/day-files.ts";
import { createDomainStore } from "./domain-store.ts";
import { JournalAdapter } from "./journal/journal-adapter.ts";
import type { JournalLimits } from "./journal/journal-writer.ts";
import { acquireLock, type Lock } from "./lock/lock.ts";
import { putOp, type Op } from "./transactions/ops.ts";
import { errorCode, StoreDamagedError, StoreTakenError, StoreTooNewError } from "./disk/store-errors.ts";
import { emptyTables, type TablesView } from "./transactions/tables.ts";

export interface StoreOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** `read` takes no lock and changes nothing on the disk, so it works beside a writer; its changes are rejected. */
  readonly mode: "write" | "read";
  /** Called once when the disk fails or the lock is lost; nothing is acknowledged any more, the process has to end. */
  readonly onFatal?: (error: Error) => void;
  readonly limits?: Partial<StoreLimits>;
}

export interface StoreLimits extends JournalLimits {
  /** How long a holder elsewhere (another machine or container) may give no sign of life before it counts as dead. */
  readonly lockStaleMs: number;
  /** What all days of the archive that have the texts of their items may take together. */
  readonly textBytes: number;
}

export type OpenOutcome =
  | { readonly kind: "open"; readonly store: Store }
  /** Who holds it, since when. */
  | { readonly kind: "locked"; readonly holder: string }
  /** File, offset, and the way out. */
  | { readonly kind: "damaged"; readonly detail: string }
  | { readonly kind: "unusable"; readonly detail: string };

const LIMITS: StoreLimits = {
  compactBytes: 16 << 20,
  mostLogs: 8,
  lockStaleMs: 15 * SECOND,
  textBytes: TEXT_BYTES,
};
const READ_TRIES = 5;

/** Opens the embedded store in a directory, which is made when it does not exist and `mode` is `write`. */
export async function openStore(options: StoreOptions): Promise<OpenOutcome> {
  try {
    return options.mode === "read" ? await openToRead(options) : await openToWrite(options);
  } catch (error) {
    return outcomeOf(error, options.directory);
  }
}

async function openToWrite(options: StoreOptions): Promise<OpenOutcome> {
  const { directory, clock } = options;
  const limits = { ...LIMITS, ...options.limits };
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  const outcome = await acquireLock(directory, { now: clock.now(), staleMs: limits.lockStaleMs });
  if (outcome.kind === "held") return { kind: "locked", holder: outcome.holder };
  try {
    return { kind: "open", store: await beginToWrite(options, outcome.lock, limits) };
  } catch (error) {
    await outcome.lock.release();
    throw error;
  }
}

async function beginToWrite(options: StoreOptions, lock: Lock, limits: StoreLimits): Promise<Store> {
  const { directory, log } = options;
  const adapter = new JournalAdapter(directory, log);
  const archive = new DayFiles(directory, limits.textBytes);
  const db = new Low<TablesView>(adapter, emptyTables());
  await db.read();
  await adapter.begin({ lock, archive, limits, onFatal: (error) => options.onFatal?.(error) });
  try {
    const ops = firstOps(db.data);
    if (ops.length > 0) await adapter.commit(ops);
  } catch (error) {
    await adapter.close();
    throw error;
  }
  return createDomainStore(db.data, adapter, archive);
}

function firstOps(tables: TablesView): readonly Op[] {
  const recovered = recoverClaims(tables);
  return tables.meta.has("salt")
    ? recovered
    : [putOp("meta", "salt", randomBytes(16).toString("hex")), ...recovered];
}

/** A writer may remove files between our listing them and our reading them; then we look again. */
async function openToRead(options: StoreOptions, tries = READ_TRIES): Promise<OpenOutcome> {
  const { directory, log } = options;
  try {
    const adapter = new JournalAdapter(directory, log);
    const db = new Low<TablesView>(adapter, emptyTables());
    if (await exists(directory)) await db.read();
    return { kind: "open", store: createDomainStore(db.data, adapter, new DayFiles(directory)) };
  } catch (error) {
    const mayBeMoving = errorCode(error) === "ENOENT" || error instanceof StoreDamagedError;
    if (!mayBeMoving || tries <= 1) throw error;
    return openToRead(options, tries - 1);
  }
}

/** Where nothing was ever written, there is nothing to remember. */
async function exists(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.R_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

function outcomeOf(error: unknown, directory: string): OpenOutcome {
  if (error instanceof StoreDamagedError) return { kind: "damaged", detail: error.message };
  if (error instanceof StoreTooNewError) return { kind: "unusable", detail: error.message };
  if (error instanceof StoreTakenError) {
    return { kind: "locked", holder: "another process, which has just begun to write" };
  }
  if (!(error instanceof Error) || errorCode(error) === undefined) throw error;
  return { kind: "unusable", detail: `${directory} cannot be used as data directory: ${error.message}` };
}
