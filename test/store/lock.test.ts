import { readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { aLog } from "../support/a-log.ts";
import { anAlertingPoll, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const CLOCK = { now: () => POLLED_AT };
/** A holder of which neither a socket nor a process can be seen from here. */
const ELSEWHERE = {
  host: "beta",
  pid: 7,
  startedAt: POLLED_AT,
  nonce: "theirs",
  bootId: "another machine",
  network: "another network",
};

async function tryToOpen(directory: string, lockStaleMs = 60) {
  return openStore({ directory, clock: CLOCK, log: aLog(), mode: "write", limits: { lockStaleMs } });
}

describe("the lock of a store", () => {
  it("lets nobody else in, and tells them who is there and since when", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    expect(await tryToOpen(directory)).toEqual({
      kind: "locked",
      holder: `process ${process.pid} on ${hostname()}, since 2026-03-02T09:06:00Z`,
    });
    await store.commitPoll(aPoll());
    await store.close();
    await expect(stat(join(directory, "LOCK"))).rejects.toMatchObject({ code: "ENOENT" });
    const next = await openIn(directory);
    await next.close();
  });

  it("of a process that died on this machine is taken over at once", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    const left = await readFile(join(directory, "LOCK"));
    await store.close();
    await writeFile(join(directory, "LOCK"), left);
    const next = await openStore({
      directory,
      clock: CLOCK,
      log: aLog(),
      mode: "write",
      limits: { lockStaleMs: 3_600_000 },
    });
    expect(next.kind).toBe("open");
    if (next.kind === "open") await next.store.close();
  });

  it("of a process elsewhere holds as long as it shows signs of life", async () => {
    const directory = await aDirectory();
    const path = join(directory, "LOCK");
    await writeFile(path, JSON.stringify(ELSEWHERE));
    let beats = 0;
    const beat = setInterval(() => void utimes(path, ++beats, beats), 5);
    const outcome = await tryToOpen(directory, 600);
    clearInterval(beat);
    expect(outcome).toEqual({ kind: "locked", holder: "process 7 on beta, since 2026-03-02T09:06:00Z" });
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(ELSEWHERE);
  });

  it("of a process elsewhere that shows none any more is taken over", async () => {
    const directory = await aDirectory();
    await writeFile(join(directory, "LOCK"), JSON.stringify(ELSEWHERE));
    const outcome = await tryToOpen(directory);
    expect(outcome.kind).toBe("open");
    if (outcome.kind === "open") await outcome.store.close();
  });

  it("that says nothing, for its owner died while writing it, is taken over", async () => {
    const directory = await aDirectory();
    await writeFile(join(directory, "LOCK"), "");
    const outcome = await tryToOpen(directory);
    expect(outcome.kind).toBe("open");
    if (outcome.kind === "open") await outcome.store.close();
  });

  it("once lost to another, ends the store: nothing more is written or acknowledged", async () => {
    const directory = await aDirectory();
    const onFatal = vi.fn<(error: Error) => void>();
    const store = await openIn(directory, { onFatal });
    await store.commitPoll(anAlertingPoll("a"));
    const path = join(directory, "LOCK");
    await writeFile(`${path}.theirs`, JSON.stringify(ELSEWHERE));
    await rename(`${path}.theirs`, path);
    const journal = join(directory, "log-0000000001.ndjson");
    const before = await readFile(journal, "utf8");
    await expect(store.commitPoll(anAlertingPoll("b"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    await expect(store.commitPoll(anAlertingPoll("c"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(onFatal).toHaveBeenCalledOnce();
    expect(await readFile(journal, "utf8")).toBe(before);
    await store.close();
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(ELSEWHERE);
  });

  it("is free again when a store could not be opened", async () => {
    const directory = await aDirectory();
    await writeFile(join(directory, "snap-0000000001.ndjson"), "");
    expect((await tryToOpen(directory)).kind).toBe("damaged");
    expect((await tryToOpen(directory)).kind).toBe("damaged");
  });
});
