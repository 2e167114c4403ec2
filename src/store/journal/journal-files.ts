import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../disk/is-object.ts";

/**
 * The format of logs and snapshots that this program writes; it reads all before it. 2: the keys in a snapshot are
 * packed, where 1 has them as the ops of a journal. 3: of a key, 64 bits are kept and no longer 128.
 * 4: 44 bits.
 */
export const FORMAT = 4;

/** The first line of a log. */
export interface LogHead {
  readonly h: "log";
  readonly v: number;
  readonly gen: number;
  /** Grows with each owner of the directory. */
  readonly epoch: number;
  /** The sequence number before the log's first transaction. */
  readonly seq: number;
  /** The log before, and how many of its bytes count: what a former owner appends later is never read. */
  readonly prev?: { readonly gen: number; readonly len: number };
}

/** The first line of a snapshot, which holds what was true before the log of its generation, and perhaps some of that. */
export interface SnapshotHead {
  readonly h: "snap";
  readonly v: number;
  readonly gen: number;
  readonly seq: number;
}

/** One transaction: its sequence number, that of the first one written to the disk together with it, its ops. */
export interface TransactionLine {
  readonly s: number;
  readonly f: number;
  readonly o: unknown;
}

const LOG = /^log-(\d{10})\.ndjson$/;
const SNAPSHOT = /^snap-(\d{10})\.ndjson$/;

export function logPath(directory: string, generation: number): string {
  return join(directory, `log-${digits(generation)}.ndjson`);
}

export function snapshotPath(directory: string, generation: number): string {
  return join(directory, `snap-${digits(generation)}.ndjson`);
}

/** Is there while a restore changes files: between its first and its last, a directory may look new. */
export const RESTORING = "RESTORING";

/** The generations of which there is a log, and a snapshot; ascending. */
export interface Generations {
  readonly logs: readonly number[];
  readonly snapshots: readonly number[];
  readonly isRestoring: boolean;
}

export async function listGenerations(directory: string): Promise<Generations> {
  const names = await readdir(directory);
  return {
    logs: generations(names, LOG),
    snapshots: generations(names, SNAPSHOT),
    isRestoring: names.includes(RESTORING),
  };
}

export function isLogHead(value: unknown): value is LogHead {
  return isHead(value) && value.h === "log" && "epoch" in value && typeof value.epoch === "number";
}

export function isSnapshotHead(value: unknown): value is SnapshotHead {
  return isHead(value) && value.h === "snap";
}

export function isTransactionLine(value: unknown): value is TransactionLine {
  return isObject(value) && typeof value["s"] === "number" && typeof value["f"] === "number" && "o" in value;
}

function isHead(value: unknown): value is { readonly h: unknown; readonly v: number } {
  return isObject(value) && ["v", "gen", "seq"].every((name) => typeof value[name] === "number");
}

function generations(names: readonly string[], pattern: RegExp): readonly number[] {
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

function digits(generation: number): string {
  return String(generation).padStart(10, "0");
}
