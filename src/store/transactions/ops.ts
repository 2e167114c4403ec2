import type { KeyRow } from "../keys/key-table.ts";
import type { PackedKeys2, PackedKeys3 } from "../keys/keys-of-older-formats.ts";
import type { PackedKeys } from "../keys/packed-keys.ts";
import type { RowKind, Rows, RowsView, RowTable, Tables, TablesView } from "./tables.ts";

/** Collection, key, the whole new value. Replaying one twice does what doing it once does. */
export type PutOp<K extends RowKind = RowKind> = {
  [P in K]: { readonly c: P; readonly k: string; readonly v: Rows[P] };
}[K];

interface DeleteOp {
  readonly c: RowKind;
  readonly k: string;
  readonly d: 1;
}

/** `k` is the feed. */
type KeysOp =
  | { readonly c: "keys"; readonly k: string; readonly v: readonly KeyRow[] }
  | { readonly c: "keys"; readonly k: string; readonly d: readonly string[] };

/** A row of a snapshot, where keys are packed: written out, a million items would take ten seconds to read. */
export type SnapshotRow = PutOp | (PackedKeys & OfFeed);
type OfFeed = { readonly c: "keys"; readonly k: string };

/** One change of one row. A transaction is a list of them. */
export type Op = PutOp | DeleteOp | KeysOp;

/**
 * The ops as they will be read back from the disk, with their text. What goes into memory is this copy: it shares
 * nothing with the caller, and no short string in it keeps alive the long document that it was cut from.
 */
export function asStored(ops: readonly Op[]): { readonly text: string; readonly ops: readonly Op[] } {
  const text = JSON.stringify(ops);
  const stored: unknown = JSON.parse(text);
  if (!isOps(stored)) throw new TypeError("a transaction must be a list of ops");
  return { text, ops: stored };
}

/** Trusts what is inside a row: its frame's checksum says that we wrote it. */
export function isOps(value: unknown): value is readonly Op[] {
  return Array.isArray(value) && value.every(isOp);
}

export function isOp(value: unknown): value is Op {
  if (typeof value !== "object" || value === null) return false;
  return "c" in value && typeof value.c === "string" && "k" in value && ("v" in value || "d" in value);
}

export function isPackedKeys(value: unknown): value is (PackedKeys | PackedKeys2 | PackedKeys3) & OfFeed {
  if (typeof value !== "object" || value === null) return false;
  return "c" in value && value.c === "keys" && ("s" in value || "w" in value || "p" in value);
}

/** Applies the ops in order. */
export function applyOps(tables: Tables, ops: readonly Op[]): void {
  for (const op of ops) apply(tables, op);
}

/** Applies the ops in order and gives those that take them back, in the order in which to apply them. */
export function applyWithUndo(tables: Tables, ops: readonly Op[]): readonly Op[] {
  const inverses: Op[][] = [];
  for (const op of ops) {
    inverses.push(inverse(tables, op));
    apply(tables, op);
  }
  return inverses.toReversed().flat();
}

function apply(tables: Tables, op: Op): void {
  if (op.c === "keys") {
    if ("v" in op) tables.keys.put(op.k, op.v);
    else tables.keys.delete(op.k, op.d);
    return;
  }
  const before = op.c === "outbox" ? tables.outbox.get(op.k) : undefined;
  if ("v" in op) put(tables, op);
  else tables[op.c].delete(op.k);
  if (op.c === "outbox") tables.reindex(op.k, before);
}

function put<K extends RowKind>(tables: { readonly [P in RowKind]: RowTable<Rows[P]> }, op: PutOp<K>): void {
  tables[op.c].set(op.k, op.v);
}

function inverse(tables: TablesView, op: Op): Op[] {
  if (op.c === "keys") return inverseOfKeys(tables, op);
  return [rowOp(tables, op.c, op.k) ?? { c: op.c, k: op.k, d: 1 }];
}

function inverseOfKeys(tables: TablesView, op: KeysOp): Op[] {
  const fingerprints = "v" in op ? op.v.map(([fingerprint]) => fingerprint) : op.d;
  const known = fingerprints.flatMap((fingerprint) => {
    const row = tables.keys.get(op.k, fingerprint);
    return row === undefined ? [] : [row];
  });
  return [
    { c: "keys", k: op.k, d: fingerprints },
    { c: "keys", k: op.k, v: known },
  ];
}

/** The op that puts a row as it is now. */
function rowOp<K extends RowKind>(
  tables: { readonly [P in RowKind]: RowsView<Rows[P]> },
  kind: K,
  key: string,
): PutOp<K> | undefined {
  const value = tables[kind].get(key);
  return value === undefined ? undefined : putOp(kind, key, value);
}

export function putOp<K extends RowKind>(c: K, k: string, v: Rows[K]): PutOp<K> {
  return { c, k, v };
}
