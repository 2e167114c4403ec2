import { unlink } from "node:fs/promises";
import { basename } from "node:path";
import type { Log } from "../../ports/log.ts";
import { AppendFile } from "../disk/append-file.ts";
import { CommitQueue } from "./commit-queue.ts";
import { hasRoomFor, removeOlder, removeUnfinished, takeSnapshot } from "./compaction.ts";
import type { DayFiles } from "../archive/day-files.ts";
import type { ArchivedDay, Journal } from "../domain-store.ts";
import type { LoadedJournal } from "./load-journal.ts";
import type { Lock } from "../lock/lock.ts";
import { createLog, type LogFile } from "./log-file.ts";
import { applyOps, applyWithUndo, asStored, type Op } from "../transactions/ops.ts";
import type { ReplayedLog } from "./replay-log.ts";
import { type StoreFailedError, StoreFullError } from "../disk/store-errors.ts";

export interface WriterOptions {
  readonly directory: string;
  readonly log: Log;
  readonly lock: Lock;
  readonly archive: Pick<DayFiles, "append" | "cutBack" | "close">;
  readonly limits: JournalLimits;
  /** Called once, after a fault of the disk or the loss of the lock: the process has to end. */
  onFatal(error: StoreFailedError): void;
}

export interface JournalLimits {
  /** The journal is folded into a snapshot when it has grown by this much, or by an eighth of the last snapshot. */
  readonly compactBytes: number;
  /** As many logs may pile up over restarts before a start compacts them. */
  readonly mostLogs: number;
}

/** A start reads both, and a byte of the journal takes it up to three times as long as one of the snapshot. */
const MOST_OF_SNAPSHOT = 1 / 8;

/** The one writer of a journal: applies transactions to memory, puts them on the disk, folds them into snapshots. */
export class JournalWriter implements Journal {
  readonly #options: WriterOptions;
  readonly #loaded: LoadedJournal;
  readonly #queue: CommitQueue;
  readonly #epoch: number;
  #snapshot: { readonly generation: number; readonly bytes: number };
  #grownBytes: number;
  #isFull = false;
  #compaction: Promise<void> | undefined;

  private constructor(loaded: LoadedJournal, options: WriterOptions, log: LogFile) {
    this.#options = options;
    this.#loaded = loaded;
    this.#epoch = loaded.epoch + 1;
    this.#snapshot = loaded.snapshot ?? { generation: 0, bytes: 0 };
    this.#grownBytes = loaded.logs.reduce((sum, { goodBytes }) => sum + goodBytes, 0);
    this.#queue = new CommitQueue({
      directory: options.directory,
      log,
      seq: loaded.seq,
      archive: options.archive,
      assertMine: () => options.lock.assertMine(),
      onFull: (error) => this.#onFull(error),
      onBroken: (error) => options.onFatal(error),
      onWritten: (bytes) => this.#onWritten(bytes),
    });
  }

  /** Cuts what the last process left half written, and begins a log of its own. */
  static async begin(loaded: LoadedJournal, options: WriterOptions): Promise<JournalWriter> {
    await removeUnfinished(options.directory);
    if (loaded.unstarted !== undefined) await unlink(loaded.unstarted);
    const newest = loaded.logs.at(-1);
    if (newest !== undefined) await cutTail(newest, options.log);
    const log = await createLog(options.directory, {
      gen: (newest?.generation ?? 0) + 1,
      epoch: loaded.epoch + 1,
      seq: loaded.seq,
      ...(newest === undefined ? {} : { prev: { gen: newest.generation, len: newest.goodBytes } }),
    });
    const writer = new JournalWriter(loaded, options, log);
    // A journal that is too long is folded at its first commit: after a kill in the middle of that, a start of many feeds
    // would otherwise wait for it for ten seconds.
    if (loaded.logs.length > options.limits.mostLogs) await writer.compact();
    return writer;
  }

  commit(ops: readonly Op[], archived?: ArchivedDay): Promise<void> {
    const { broken } = this.#queue;
    if (broken !== undefined) return Promise.reject(broken);
    const { tables } = this.#loaded;
    const stored = asStored(ops);
    const inverse = applyWithUndo(tables, stored.ops);
    return this.#queue.add({
      ops: stored.text,
      ...(archived === undefined ? {} : { archived }),
      undo: () => applyOps(tables, inverse),
    });
  }

  /** Folds the journal into a snapshot now; two calls at once are one. Commits go on meanwhile. */
  compact(): Promise<void> {
    this.#compaction ??= this.#tryToCompact().finally(() => {
      this.#compaction = undefined;
    });
    return this.#compaction;
  }

  async close(): Promise<void> {
    // A queue that breaks meanwhile has told so already, and whoever waits for a commit.
    await this.#queue.drained().catch(() => undefined);
    await this.#compaction;
    await this.#queue.close();
    await this.#options.archive.close();
    await this.#options.lock.release();
  }

  async #tryToCompact(): Promise<void> {
    const { directory, log } = this.#options;
    const expectedBytes = Math.max(this.#snapshot.bytes, this.#grownBytes);
    // Also after a failure: the next try waits until the journal has grown by as much again.
    this.#grownBytes = 0;
    try {
      if (!(await hasRoomFor(directory, expectedBytes))) throw new StoreFullError(directory, undefined);
      await this.#compactNow();
    } catch (error) {
      if (error instanceof StoreFullError) log.warn("store.compaction-postponed", { reason: error.message });
      else this.#queue.fail(error);
    }
  }

  async #compactNow(): Promise<void> {
    const { directory, lock, log } = this.#options;
    let head = { gen: 0, seq: 0 };
    await this.#queue.rotate((seq, prev) => {
      head = { gen: prev.gen + 1, seq };
      return createLog(directory, { ...head, epoch: this.#epoch, prev });
    });
    const undone = this.#queue.undone;
    const bytes = await takeSnapshot({
      directory,
      tables: this.#loaded.tables,
      generation: head.gen,
      seq: head.seq,
      settled: async () => {
        await this.#queue.drained();
        return this.#queue.undone === undone;
      },
      assertMine: () => lock.assertMine(),
    });
    if (bytes === undefined) return;
    await removeOlder(directory, head.gen, this.#snapshot.generation).catch((error: unknown) => {
      // They only take room; the next compaction tries again.
      log.warn("store.old-files-left", { reason: String(error) });
    });
    this.#snapshot = { generation: head.gen, bytes };
    log.info("store.compacted", { generation: head.gen, bytes });
  }

  /** Once for each time that the disk fills up, not for each transaction that it refuses. */
  #onFull(error: StoreFullError): void {
    if (!this.#isFull) this.#options.log.error("store.full", { reason: error.message });
    this.#isFull = true;
  }

  #onWritten(bytes: number): void {
    if (this.#isFull) this.#options.log.info("store.has-room", { directory: this.#options.directory });
    this.#isFull = false;
    this.#grownBytes += bytes;
    if (this.#isTooLong() && this.#compaction === undefined) void this.compact();
  }

  #isTooLong(): boolean {
    const most = this.#snapshot.bytes * MOST_OF_SNAPSHOT;
    return this.#grownBytes > Math.max(this.#options.limits.compactBytes, most);
  }
}

/** A transaction of which only a part reached the disk was never acknowledged. */
async function cutTail({ path, goodBytes, fileBytes }: ReplayedLog, log: Log): Promise<void> {
  if (fileBytes === goodBytes) return;
  const file = await AppendFile.atEnd(path);
  await file.cutTo(goodBytes);
  await file.close();
  log.warn("store.tail-cut", { file: basename(path), bytes: fileBytes - goodBytes });
}
