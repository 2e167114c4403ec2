import { decodeFrame, type Line, readLines } from "../disk/frames.ts";
import { isObject } from "../disk/is-object.ts";
import { FORMAT, isSnapshotHead, snapshotPath } from "./journal-files.ts";
import { applyOps, isOp, isPackedKeys } from "../transactions/ops.ts";
import { StoreTooNewError } from "../disk/store-errors.ts";
import { emptyTables, type Tables } from "../transactions/tables.ts";

export interface WholeSnapshot {
  readonly kind: "whole";
  readonly tables: Tables;
  readonly generation: number;
  readonly format: number;
  readonly seq: number;
  readonly bytes: number;
}

/** Of a damaged one, where its good lines end. */
export type LoadedSnapshot = WholeSnapshot | { readonly kind: "damaged"; readonly byte: number };

/** Reads a snapshot, which is whole or of no use: any of its lines may be damaged or missing. */
export async function loadSnapshot(directory: string, generation: number): Promise<LoadedSnapshot> {
  const loading = new Loading(snapshotPath(directory, generation), generation);
  for await (const lines of readLines(loading.path)) {
    for (const line of lines) if (!loading.accept(line)) return { kind: "damaged", byte: line.start };
  }
  return loading.ended ? loading : { kind: "damaged", byte: loading.bytes };
}

class Loading implements WholeSnapshot {
  readonly kind = "whole";
  readonly path: string;
  readonly generation: number;
  readonly tables: Tables = emptyTables();
  format = 0;
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
    this.format = value.v;
    this.seq = value.seq;
    return value.gen === this.generation;
  }

  #acceptRow(value: unknown): boolean {
    if (isPackedKeys(value)) this.tables.keys.unpack(value.k, value);
    else if (isOp(value)) applyOps(this.tables, [value]);
    else return false;
    this.#rows += 1;
    return true;
  }

  #acceptFooter(value: unknown): boolean {
    this.ended = isObject(value) && value["end"] === 1 && value["rows"] === this.#rows;
    return this.ended;
  }
}
