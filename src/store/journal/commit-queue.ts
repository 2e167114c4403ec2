import type { ArchivedDay } from "../domain-store.ts";
import { encodeFrame } from "../disk/frames.ts";
import type { LogFile } from "./log-file.ts";
import { lacksRoom, StoreFailedError, StoreFullError } from "../disk/store-errors.ts";

/** A transaction that is applied to memory already. */
export interface Applied {
  /** Its ops as JSON. */
  readonly ops: string;
  readonly archived?: ArchivedDay;
  /** Takes it out of memory again. */
  undo(): void;
}

export interface CommitQueueParts {
  readonly directory: string;
  readonly log: LogFile;
  readonly seq: number;
  readonly archive: {
    append(days: readonly ArchivedDay[]): Promise<void>;
    cutBack(): Promise<void>;
  };
  /** Throws when the directory has another owner. */
  assertMine(): Promise<void>;
  /** After each batch for which the disk had no room. */
  onFull(error: StoreFullError): void;
  /** After this nothing is acknowledged any more. */
  onBroken(error: StoreFailedError): void;
  /** After each batch, with the bytes that it added to the log. */
  onWritten(bytes: number): void;
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}
interface Transaction extends Applied, Waiting {
  readonly kind: "transaction";
}
interface Task extends Waiting {
  readonly kind: "task";
  run(): Promise<void>;
}

const MOST_IN_BATCH = 256;
const MOST_CHARACTERS_IN_BATCH = 1 << 20;

/**
 * Writes transactions to the log in the order in which they came, as many at once as are waiting, and acknowledges
 * them after one `fdatasync`. It alone touches the log: changing to another log is a task in the same queue.
 */
export class CommitQueue {
  readonly #parts: CommitQueueParts;
  readonly #queue: (Transaction | Task)[] = [];
  #log: LogFile;
  #seq: number;
  #isRunning = false;
  #undone = 0;
  #broken: StoreFailedError | undefined;

  constructor(parts: CommitQueueParts) {
    this.#parts = parts;
    this.#log = parts.log;
    this.#seq = parts.seq;
  }

  /** How many times transactions had to be taken out of memory again. */
  get undone(): number {
    return this.#undone;
  }

  /** Why nothing can be written any more. */
  get broken(): StoreFailedError | undefined {
    return this.#broken;
  }

  /** Resolves when the transaction and all before it are on the disk. */
  add(applied: Applied): Promise<void> {
    return this.#enqueue((waiting) => ({ kind: "transaction", ...applied, ...waiting }));
  }

  /** Resolves when all that was added before is on the disk, or was rejected. */
  drained(): Promise<void> {
    return this.#enqueue((waiting) => ({ kind: "task", run: () => Promise.resolve(), ...waiting }));
  }

  /** Goes on in the log that `create` makes, given what the head has to say of the present one. */
  rotate(
    create: (seq: number, prev: { readonly gen: number; readonly len: number }) => Promise<LogFile>,
  ): Promise<void> {
    const run = async () => {
      const { generation, file } = this.#log;
      this.#log = await create(this.#seq, { gen: generation, len: file.length });
      await file.close();
    };
    return this.#enqueue((waiting) => ({ kind: "task", run, ...waiting }));
  }

  /** Ends all writing: nothing is acknowledged after a fault of which nobody knows what it left on the disk. */
  fail(cause: unknown): void {
    if (this.#broken !== undefined) return;
    const error = new StoreFailedError(this.#parts.directory, cause);
    this.#broken = error;
    this.#isRunning = false;
    this.#parts.onBroken(error);
    for (const entry of this.#queue.splice(0)) entry.reject(error);
  }

  async close(): Promise<void> {
    await this.#log.file.close();
  }

  #enqueue(entry: (waiting: Waiting) => Transaction | Task): Promise<void> {
    const broken = this.#broken;
    if (broken !== undefined) return Promise.reject(broken);
    return new Promise((resolve, reject) => {
      this.#queue.push(entry({ resolve, reject }));
      if (this.#isRunning) return;
      this.#isRunning = true;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const [next] = this.#queue;
        if (next === undefined) {
          // In the same step as the test: an entry that comes a moment later must find nobody running.
          this.#isRunning = false;
          return;
        }
        if (next.kind === "task") await this.#perform(next);
        else await this.#write(this.#takeBatch());
      }
    } catch (error) {
      this.fail(error);
    }
  }

  async #perform(task: Task): Promise<void> {
    try {
      await task.run();
    } catch (error) {
      if (!(error instanceof StoreFullError)) throw error;
      this.#queue.shift();
      task.reject(error);
      return;
    }
    this.#queue.shift();
    task.resolve();
  }

  /** The transactions at the head of the queue; they stay in it until they are acknowledged. */
  #takeBatch(): readonly Transaction[] {
    const batch: Transaction[] = [];
    let characters = 0;
    for (const entry of this.#queue) {
      if (entry.kind === "task" || batch.length >= MOST_IN_BATCH || characters >= MOST_CHARACTERS_IN_BATCH)
        break;
      batch.push(entry);
      characters += entry.ops.length;
    }
    return batch;
  }

  async #write(batch: readonly Transaction[]): Promise<void> {
    const { file } = this.#log;
    const before = file.length;
    // A process that was stopped and woken after another took over must not write to what is that one's now.
    await this.#parts.assertMine();
    try {
      // Bodies first: one without its transaction is ignored, a transaction without its bodies would promise them.
      const days = batch.flatMap(({ archived }) => archived ?? []);
      if (days.length > 0) await this.#parts.archive.append(days);
      await file.append(this.#frames(batch));
    } catch (error) {
      if (!lacksRoom(error)) throw error;
      await file.cutTo(before);
      await this.#parts.archive.cutBack();
      this.#takeBack(new StoreFullError(this.#parts.directory, error));
      return;
    }
    // A failure here is final. The kernel may have dropped the pages, and a second fdatasync would then succeed.
    await file.sync();
    await this.#parts.assertMine();
    this.#seq += batch.length;
    this.#queue.splice(0, batch.length);
    for (const transaction of batch) transaction.resolve();
    this.#parts.onWritten(file.length - before);
  }

  #frames(batch: readonly Transaction[]): string {
    const first = this.#seq + 1;
    return batch
      .map(({ ops }, index) => encodeFrame(`{"s":${first + index},"f":${first},"o":${ops}}`))
      .join("");
  }

  /** Every transaction that waits is built on what could not be written: all are taken back, newest first. */
  #takeBack(error: StoreFullError): void {
    this.#parts.onFull(error);
    const transactions = this.#queue.filter((entry) => entry.kind === "transaction");
    const tasks = this.#queue.filter((entry) => entry.kind === "task");
    this.#queue.splice(0, this.#queue.length, ...tasks);
    this.#undone += 1;
    for (const transaction of transactions.toReversed()) transaction.undo();
    for (const transaction of transactions) transaction.reject(error);
  }
}
