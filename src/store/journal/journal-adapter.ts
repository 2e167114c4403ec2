import type { Adapter } from "lowdb";
import type { Log } from "../../ports/log.ts";
import type { ArchivedDay, Journal } from "../domain-store.ts";
import { FORMAT } from "./journal-files.ts";
import { JournalWriter, type WriterOptions } from "./journal-writer.ts";
import { type LoadedJournal, loadJournal } from "./load-journal.ts";
import type { Op } from "../transactions/ops.ts";
import { StoreNotWritableError } from "../disk/store-errors.ts";
import type { TablesView } from "../transactions/tables.ts";

/**
 * lowdb's adapter for state that must survive: `read` loads the newest snapshot and replays the journal, `write` folds
 * the journal into a new snapshot. Nothing else may change `db.data`: changes go through `commit`, one line each.
 */
export class JournalAdapter implements Adapter<TablesView>, Journal {
  readonly #directory: string;
  readonly #log: Log;
  #loaded: LoadedJournal | undefined;
  #writer: JournalWriter | undefined;
  #isClosed = false;

  constructor(directory: string, log: Log) {
    this.#directory = directory;
    this.#log = log;
  }

  async read(): Promise<TablesView> {
    this.#loaded ??= await loadJournal(this.#directory, this.#log);
    return this.#loaded.tables;
  }

  /** The oldest format among the files that were read. */
  get format(): number {
    return this.#loaded?.format ?? FORMAT;
  }

  /** How many transactions were read. */
  get transactions(): number {
    return this.#loaded?.seq ?? 0;
  }

  /** Makes this process the journal's writer, in a log of its own. To be called once, after `read`, with the lock. */
  async begin(options: Omit<WriterOptions, "directory" | "log">): Promise<void> {
    if (this.#loaded === undefined) throw new Error("a journal is read before it is written");
    const { logs, seq } = this.#loaded;
    this.#writer = await JournalWriter.begin(this.#loaded, {
      ...options,
      directory: this.#directory,
      log: this.#log,
    });
    this.#log.info("store.opened", { directory: this.#directory, logs: logs.length, transactions: seq });
  }

  async write(): Promise<void> {
    await this.#writer?.compact();
  }

  commit(ops: readonly Op[], archived?: ArchivedDay): Promise<void> {
    if (this.#isClosed) return Promise.reject(new StoreNotWritableError("closed"));
    if (this.#writer === undefined) return Promise.reject(new StoreNotWritableError("opened for reading"));
    return this.#writer.commit(ops, archived);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writer?.close();
  }
}
