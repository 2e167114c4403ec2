import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../src/ports/clock.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store.ts";
import { openStore, type StoreOptions } from "../../src/store/open-store.ts";
import { aLog } from "./a-log.ts";
import { POLLED_AT } from "./a-poll.ts";

const CLOCK: Clock = { now: () => POLLED_AT };
const SILENT: Log = aLog();

/** A new directory that is removed when the test ends. */
export async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "vigie-store-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The store in a directory, to be closed by the test; throws when it does not open. */
export async function openIn(directory: string, given: Partial<StoreOptions> = {}): Promise<Store> {
  const opened = await openStore({ directory, clock: CLOCK, log: SILENT, mode: "write", ...given });
  if (opened.kind !== "open") throw new Error(`the store is ${opened.kind}: ${JSON.stringify(opened)}`);
  return opened.store;
}
