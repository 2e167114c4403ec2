import { decodeFrame, type Line, readLines } from "./frames.ts";
import { FORMAT, isObject, isSnapshotHead, snapshotPath } from "./journal-files.ts";
import { applyOps, isOp } from "./ops.ts";
import { StoreTooNewError } from "./store-errors.ts";
import { emptyTables, type Tables } from "./tables.ts";

export interface LoadedSnapshot {
  readonly tables: Tables;
  readonly generation: number;
  readonly seq: number;
  readonly bytes: number;
}

/** A whole snapshot, or undefined when any of its lines is damaged or missing. */
export async function loadSnapshot(
  directory: string,
  generation: number,
): Promise<LoadedSnapshot | undefined> {
  const loading = new Loading(snapshotPath(directory, generation), generation);
  for await (const lines of readLines(loading.path)) {
    for (const line of lines) if (!loading.accept(line)) return undefined;
  }
  return loading.ended ? loading : undefined;
}

class Loading implements LoadedSnapshot {
  readonly path: string;
  readonly generation: number;
  readonly tables: Tables = emptyTables();
  seq = 0;
  bytes = 0;
  ended = false;
  #rows = 0;

  constructor(path: string, generation: number) {
    this.path = path;
    this.generation = generation;
  }

  /** False when the line does not belong where it stands. */
  accept(line: Line): boolean {
    const value = decodeFrame(line);
    if (value === undefined || this.ended) return false;
    const isFirst = this.bytes === 0;
    this.bytes = line.end;
    return isFirst ? this.#acceptHead(value) : this.#acceptRow(value) || this.#acceptFooter(value);
  }

  #acceptHead(value: unknown): boolean {
    if (!isSnapshotHead(value)) return false;
    if (value.v > FORMAT) throw new StoreTooNewError(this.path, value.v);
    this.seq = value.seq;
    return value.gen === this.generation;
  }

  #acceptRow(value: unknown): boolean {
    if (!isOp(value)) return false;
    applyOps(this.tables, [value]);
    this.#rows += 1;
    return true;
  }

  #acceptFooter(value: unknown): boolean {
    this.ended = isObject(value) && value["end"] === 1 && value["rows"] === this.#rows;
    return this.ended;
  }
}
