import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { decodeFrame, type Line, readLines } from "../disk/frames.ts";
import {
  FORMAT,
  isLogHead,
  isTransactionLine,
  type LogHead,
  logPath,
  type TransactionLine,
} from "./journal-files.ts";
import { applyOps, isOps } from "../transactions/ops.ts";
import { StoreDamagedError, StoreTooNewError } from "../disk/store-errors.ts";
import type { Tables } from "../transactions/tables.ts";

/** In bytes; one with the largest numbers is shorter. */
const LONGEST_HEAD = 256;

/** A log up to its last good transaction. */
export interface ReplayedLog {
  readonly path: string;
  readonly generation: number;
  readonly seq: number;
  /** Bytes up to the end of the last good line, and bytes in the file. */
  readonly goodBytes: number;
  readonly fileBytes: number;
}

/**
 * The head of a log, or `empty` when the process ended before the head was on the disk: such a log holds nothing. A log
 * that is longer than a head and does not begin with one is damaged.
 */
export async function readLogHead(directory: string, generation: number): Promise<LogHead | "empty"> {
  const path = logPath(directory, generation);
  const { size } = await stat(path);
  let isDamaged = size >= LONGEST_HEAD;
  for await (const lines of readLines(path, LONGEST_HEAD)) {
    for (const line of lines) {
      const value = decodeFrame(line);
      if (line.start === 0 && isLogHead(value)) return checkedHead(value, path);
      isDamaged ||= isTransactionLine(value);
    }
  }
  if (!isDamaged) return "empty";
  throw new StoreDamagedError({ path, byte: 0, what: "its first line cannot be read" });
}

/**
 * Applies the transactions of a log, of which the first must follow `head.seq`. `next` is the head of its successor,
 * which says how long it is; it is absent for the newest log, whose end may be torn.
 */
export async function replayLog(
  directory: string,
  head: LogHead,
  tables: Tables,
  next?: LogHead,
): Promise<ReplayedLog> {
  const path = logPath(directory, head.gen);
  const sealedBytes = next?.prev?.len;
  const replay = new Replay(path, head.seq, tables);
  for await (const lines of readLines(path, sealedBytes)) {
    for (const line of lines) replay.accept(line);
  }
  if (next !== undefined && replay.goodBytes !== sealedBytes) throw replay.missing(next.seq);
  const { size } = await stat(path);
  return { path, generation: head.gen, seq: replay.seq, goodBytes: replay.goodBytes, fileBytes: size };
}

class Replay {
  seq: number;
  goodBytes = 0;
  readonly #path: string;
  readonly #tables: Tables;
  #isTorn = false;

  constructor(path: string, seq: number, tables: Tables) {
    this.#path = path;
    this.seq = seq;
    this.#tables = tables;
  }

  accept(line: Line): void {
    const value = decodeFrame(line);
    if (line.start === 0) this.goodBytes = line.end;
    else if (!isTransactionLine(value)) this.#isTorn = true;
    else if (!this.#isTorn && value.s === this.seq + 1) this.#apply(value, line);
    else this.#skip(value);
  }

  /**
   * A transaction after a bad line. Those written to the disk together were not acknowledged before all were there, and
   * after a power cut any part of them may be there: that is a torn end. But one that was written after another had
   * been synced proves that what is missing in between was acknowledged.
   */
  #skip(line: TransactionLine): void {
    this.#isTorn = true;
    if (line.f > this.seq + 1) throw this.missing(line.f - 1);
  }

  #apply(line: TransactionLine, { end }: Line): void {
    if (!isOps(line.o)) throw this.missing(line.s);
    applyOps(this.#tables, line.o);
    this.seq = line.s;
    this.goodBytes = end;
  }

  /** All after the last good transaction up to this one cannot be read. */
  missing(last: number): StoreDamagedError {
    const path = this.#path;
    const what = `transactions ${this.seq + 1} to ${last} of ${basename(path)} cannot be read`;
    return new StoreDamagedError({ path, byte: this.goodBytes, lastGood: this.seq, what });
  }
}

function checkedHead(head: LogHead, path: string): LogHead {
  if (head.v > FORMAT) throw new StoreTooNewError(path, head.v);
  return head;
}
