import { randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { type Instant, toIso } from "../../model/time.ts";
import { isObject } from "../disk/is-object.ts";
import { errorCode } from "../disk/store-errors.ts";

const PRIVATE = 0o600;
/** In bytes; host names have 255 at most. */
const LONGEST = 4096;

/** Who holds a directory, as its lock file says. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Instant;
  readonly nonce: string;
  /** Of Linux: the running kernel, and the network namespace, within which the name of a socket excludes. */
  readonly bootId: string;
  readonly network: string;
}

export async function describeMyself(now: Instant): Promise<LockHolder> {
  return {
    host: hostname(),
    pid: process.pid,
    startedAt: now,
    nonce: randomUUID(),
    bootId: await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
    network: await readlink("/proc/self/ns/net").catch(() => ""),
  };
}

/** `process 4211 on alpha, since 2026-03-29T01:00:00Z` */
export function describeHolder(holder: LockHolder | undefined): string {
  if (holder === undefined) return "another process, which has not yet said who it is";
  return `process ${holder.pid} on ${holder.host}, since ${toIso(holder.startedAt)}`;
}

/** Whether both would meet at the same socket name: then whoever has the socket knows that the other is dead. */
export function sharesSockets(holder: LockHolder | undefined, mine: LockHolder): boolean {
  return holder !== undefined && holder.bootId === mine.bootId && holder.network === mine.network;
}

/** Undefined when there is no lock file, or one that is just being written. */
export async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return parseHolder(await readFile(path, "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Who an open lock file says it is; undefined when it says nothing that can be read. */
export async function holderIn(handle: FileHandle): Promise<LockHolder | undefined> {
  const buffer = Buffer.alloc(LONGEST);
  const { bytesRead } = await handle.read(buffer, 0, LONGEST, 0);
  return parseHolder(buffer.toString("utf8", 0, bytesRead));
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** False when the file exists already. */
export async function createHolderFile(path: string, holder: LockHolder): Promise<boolean> {
  try {
    const handle = await open(path, "wx", PRIVATE);
    await handle.writeFile(JSON.stringify(holder));
    await handle.sync();
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (!isObject(value)) return false;
  const texts = ["host", "nonce", "bootId", "network"].every((name) => typeof value[name] === "string");
  return texts && typeof value["pid"] === "number" && typeof value["startedAt"] === "number";
}
