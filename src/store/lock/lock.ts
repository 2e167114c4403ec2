import { open, realpath, rename, stat, unlink, utimes } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { type Instant, SECOND } from "../../model/time.ts";
import { hash } from "../../text/hash.ts";
import {
  createHolderFile,
  describeHolder,
  describeMyself,
  holderIn,
  type LockHolder,
  readHolder,
  sharesSockets,
} from "./lock-holder.ts";
import { errorCode } from "../disk/store-errors.ts";

/** The right to write to a directory. */
export interface Lock {
  /** Throws when the lock file is no longer ours: somebody else writes to the directory now. */
  assertMine(): Promise<void>;
  release(): Promise<void>;
}

export type LockOutcome =
  | { readonly kind: "acquired"; readonly lock: Lock }
  /** Who, since when. */
  | { readonly kind: "held"; readonly holder: string };

export interface LockOptions {
  readonly now: Instant;
  /** How long the holder's sign of life may stay away before it counts as dead. */
  readonly staleMs: number;
}

const SIGNS_OF_LIFE = 3;

/**
 * Takes the directory's lock: an abstract socket where there is one, which the kernel frees when its holder dies, and
 * a file that says who holds it, for other machines and containers. A dead holder's file is taken over: at once when
 * the socket proves the death, otherwise after it has shown no sign of life for `staleMs`.
 */
export async function acquireLock(directory: string, options: LockOptions): Promise<LockOutcome> {
  const path = join(directory, "LOCK");
  const server = await listen(await realpath(directory));
  if (server === "taken") return { kind: "held", holder: describeHolder(await readHolder(path)) };
  const mine = await describeMyself(options.now);
  const winner = await takeFile(path, mine, { ...options, hasSocket: server !== undefined });
  if (winner?.nonce === mine.nonce)
    return { kind: "acquired", lock: await hold(path, mine, { server, ...options }) };
  await close(server);
  return { kind: "held", holder: describeHolder(winner) };
}

/** undefined where there are no abstract sockets, or none are allowed. */
async function listen(directory: string): Promise<Server | "taken" | undefined> {
  if (process.platform !== "linux") return undefined;
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => resolve(errorCode(error) === "EADDRINUSE" ? "taken" : undefined));
    server.listen({ path: `\0vigie-${hash([directory], 32)}` }, () => resolve(server.unref()));
  });
}

/** Whose the file is in the end. */
async function takeFile(
  path: string,
  mine: LockHolder,
  options: LockOptions & { readonly hasSocket: boolean },
): Promise<LockHolder | undefined> {
  if (await createHolderFile(path, mine)) return mine;
  const holder = await readHolder(path);
  const isProvablyDead = options.hasSocket && sharesSockets(holder, mine);
  if (!isProvablyDead && (await showsLife(path, options.staleMs))) return holder;
  const temporary = `${path}.${mine.nonce}.tmp`;
  await createHolderFile(temporary, mine);
  await rename(temporary, path);
  // Two may have waited for the same death: the file tells which one was last.
  if (!isProvablyDead) await pause(options.staleMs / SIGNS_OF_LIFE);
  return readHolder(path);
}

/** Watches the file's time rather than comparing it with a clock, which may be another machine's. */
async function showsLife(path: string, staleMs: number): Promise<boolean> {
  const looks = SIGNS_OF_LIFE * 2;
  const before = await modifiedAt(path);
  for (let look = 0; look < looks; look += 1) {
    await pause(staleMs / looks);
    const after = await modifiedAt(path);
    if (after === undefined) return false;
    if (after !== before) return true;
  }
  return false;
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function modifiedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function hold(
  path: string,
  mine: LockHolder,
  { server, staleMs }: { readonly server: Server | undefined; readonly staleMs: number },
): Promise<Lock> {
  // Kept open: the lock must be seen to be ours also while the process has no file descriptor free.
  const handle = await open(path, "r");
  const { ino } = await handle.stat({ bigint: true });
  const beat = setInterval(() => {
    const seconds = Date.now() / SECOND;
    // A failure shows at the next assertMine, which looks at the same file.
    utimes(path, seconds, seconds).catch(() => undefined);
  }, staleMs / SIGNS_OF_LIFE).unref();
  const isMine = async () => (await inodeOf(path)) === ino && (await holderIn(handle))?.nonce === mine.nonce;
  return {
    async assertMine() {
      if (!(await isMine()))
        throw new Error(`${path} is not ours any more: another process has taken it over`);
    },
    async release() {
      clearInterval(beat);
      if (await isMine()) await unlink(path);
      await handle.close();
      await close(server);
    },
  };
}

/** Whoever takes the lock over renames a file of their own to it. */
async function inodeOf(path: string): Promise<bigint | undefined> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function close(server: Server | undefined): Promise<void> {
  if (server !== undefined) await new Promise((resolve) => server.close(resolve));
}
