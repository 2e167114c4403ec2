import { access } from "node:fs/promises";
import { SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import { DayFiles } from "./archive/day-files.ts";
import { JournalAdapter } from "./journal/journal-adapter.ts";
import { FORMAT } from "./journal/journal-files.ts";
import { acquireLock, type Lock } from "./lock/lock.ts";

export type MigrateOutcome =
  | { readonly kind: "current"; readonly format: number }
  /** Everything is in a snapshot of the new format; the files before it stay until the next snapshot. */
  | { readonly kind: "migrated"; readonly from: number; readonly to: number }
  | { readonly kind: "locked"; readonly holder: string };

const STALE_MS = 15 * SECOND;
const SILENT = { info() {}, warn() {}, error() {} };

/**
 * Brings a store of an older format to the one that this program writes; a start does the same little by little. Throws
 * StoreTooNewError for a newer one, StoreDamagedError, and ENOENT when there is no store.
 */
export async function migrateStore(directory: string, clock: Clock): Promise<MigrateOutcome> {
  await access(directory);
  const outcome = await acquireLock(directory, { now: clock.now(), staleMs: STALE_MS });
  if (outcome.kind === "held") return { kind: "locked", holder: outcome.holder };
  const adapter = new JournalAdapter(directory, SILENT);
  try {
    await adapter.read();
  } catch (error) {
    await outcome.lock.release();
    throw error;
  }
  const { format } = adapter;
  if (format === FORMAT) {
    await outcome.lock.release();
    return { kind: "current", format };
  }
  await fold(directory, adapter, outcome.lock);
  return { kind: "migrated", from: format, to: FORMAT };
}

async function fold(directory: string, adapter: JournalAdapter, lock: Lock): Promise<void> {
  await adapter.begin({
    lock,
    archive: new DayFiles(directory),
    limits: { compactBytes: Number.POSITIVE_INFINITY, mostLogs: Number.POSITIVE_INFINITY },
    onFatal: () => {},
  });
  await adapter.write();
  await adapter.close();
}
