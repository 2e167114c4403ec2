import { appendFile, cp, mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/model/time.ts";
import type { Store } from "../../src/ports/store.ts";
import { encodeFrame } from "../../src/store/disk/frames.ts";
import { FORMAT } from "../../src/store/journal/journal-files.ts";
import { loadJournal } from "../../src/store/journal/load-journal.ts";
import { openStore } from "../../src/store/open-store.ts";
import { StoreDamagedError } from "../../src/store/disk/store-errors.ts";
import { aFeedState } from "../support/a-feed.ts";
import { aLog } from "../support/a-log.ts";
import { anAlertingPoll, anEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";
import { ordered } from "../support/an-order.ts";
import { STEP } from "../support/thorough.ts";

const LOG = "log-0000000001.ndjson";
const CLOCK = { now: () => POLLED_AT };

/** All that can be seen of a store. */
function seen(store: Store): unknown {
  return {
    feeds: [...store.feedStates()],
    outbox: store.outbox(),
    alerts: store.recentAlerts(1000),
    keys: [...store.knownKeys("example", ["guid:a", "guid:b", "guid:c", "guid:d"])],
    destinations: store.destinationStates(),
    ledger: store.digestLedger("morning/reader@example.org"),
  };
}

/** What a start right after a crash at this moment would find. */
async function asAfterACrash(directory: string): Promise<string> {
  const copy = join(await aDirectory(), "copy");
  await cp(directory, copy, { recursive: true });
  return copy;
}

async function outcomeOf(directory: string) {
  return openStore({ directory, clock: CLOCK, log: aLog(), mode: "read" });
}

/** The places of a log from one to another: all of them in a thorough run, else some, with those about each line's end. */
function placesOf(log: Uint8Array, from: number, to: number): readonly number[] {
  const isAboutAnEnd = (at: number): boolean => log.subarray(Math.max(0, at - 2), at + 3).includes(0x0a);
  return Array.from({ length: to - from }, (_, n) => from + n).filter(
    (at) => at % STEP === 0 || isAboutAnEnd(at),
  );
}

/** Some transactions of every kind, with what could be seen, and how long the log was, after each. */
async function aHistory(directory: string) {
  const store = await openIn(directory);
  const states: { readonly bytes: number; readonly seen: unknown }[] = [];
  const note = async () => {
    const { size } = await stat(join(directory, LOG));
    states.push({ bytes: size, seen: seen(store) });
  };
  const claimOne = () =>
    store.claimOutbox({ now: POLLED_AT, perDestination: 1, destinations: ["researchers"] });
  await note();
  await store.commitPoll(anAlertingPoll("a"));
  await note();
  await claimOne();
  await note();
  await store.settle({
    entry: { id: "message-a", state: "sent", attempts: 1, nextAttemptAt: 0, endedAt: POLLED_AT },
    destination: { destination: "researchers", failures: 0, notBefore: POLLED_AT },
  });
  await note();
  await store.commitPoll(aPoll({ feed: aFeedState({ lastPollAt: POLLED_AT + 1 }) }));
  await note();
  await store.openDigest({
    key: "morning/reader@example.org",
    destination: "morning",
    reader: { address: "reader@example.org", language: "fr", timezone: "Europe/Paris" },
    digest: { period: "2026-03-02", from: 0, to: POLLED_AT },
    messageId: "digest-1",
    at: POLLED_AT,
  });
  await note();
  await store.commitPoll(anAlertingPoll("b"));
  await note();
  const summary = { cause: { kind: "backlog", since: POLLED_AT } } as const;
  const by = [anEntry("summary", { alertIds: ["alert-b"], summary })];
  await store.replaceMessages({ taken: ["message-b"], by });
  await note();
  await ordered(store, "drop", "message-summary", POLLED_AT);
  await note();
  await store.close();
  return states;
}

describe("a store that is opened again", () => {
  it("knows all it knew, after a clean end and after a crash", async () => {
    const directory = join(await aDirectory(), "data");
    const states = await aHistory(directory);
    const again = await openIn(directory);
    expect(seen(again)).toEqual(states.at(-1)?.seen);
    await again.commitPoll(anAlertingPoll("c"));
    const crashed = await openIn(await asAfterACrash(directory));
    expect(seen(crashed)).toEqual(seen(again));
    expect(await crashed.findItem("item-c")).toBeDefined();
    await Promise.all([again.close(), crashed.close()]);
  });

  it("holds what was claimed at the crash to be possibly accepted, and due when it was to be", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await store.commitPoll(anAlertingPoll("a"));
    const claim = { now: POLLED_AT, perDestination: 1, destinations: ["researchers"] };
    await store.claimOutbox({ ...claim, repeatAfterMs: MINUTE });
    const later = POLLED_AT + 5000;
    const crashed = await openIn(await asAfterACrash(directory), { clock: { now: () => later } });
    expect(crashed.outbox()).toEqual([
      anEntry("a", {
        state: "uncertain",
        wasUncertain: true,
        attempts: 1,
        firstAttemptAt: POLLED_AT,
        lastAttemptAt: POLLED_AT,
        nextAttemptAt: POLLED_AT + MINUTE,
      }),
    ]);
    await Promise.all([store.close(), crashed.close()]);
  });

  it("keeps its files from other users", async () => {
    const directory = join(await aDirectory(), "data");
    const store = await openIn(directory);
    await store.commitPoll(anAlertingPoll("a"));
    const modeOf = async (...names: string[]) => (await stat(join(directory, ...names))).mode & 0o777;
    expect(await modeOf()).toBe(0o700);
    expect(await modeOf("items")).toBe(0o700);
    expect(await modeOf("items", "2026-03-02.ndjson")).toBe(0o600);
    expect(await modeOf(LOG)).toBe(0o600);
    expect(await modeOf("LOCK")).toBe(0o600);
    await store.close();
  });

  it("ends as before, however often it is opened and closed without a word", async () => {
    const directory = await aDirectory();
    const states = await aHistory(directory);
    for (let start = 0; start < 30; start += 1) await (await openIn(directory)).close();
    const store = await openIn(directory);
    expect(seen(store)).toEqual(states.at(-1)?.seen);
    await store.close();
    const logs = (await readdir(directory)).filter((name) => name.startsWith("log-"));
    expect(logs.length).toBeLessThan(25);
  });
});

describe("a log that ends too early", () => {
  it(
    "gives the state before or after a transaction, never a mixture, wherever it is cut",
    { timeout: 60_000 },
    async () => {
      const directory = await aDirectory();
      const states = await aHistory(directory);
      const path = join(directory, LOG);
      const whole = await readFile(path);
      const head = whole.indexOf("\n") + 1;
      const lengths = placesOf(whole, Math.max(head, whole.length - 4096), whole.length + 1);
      for (const length of lengths.toReversed()) {
        await truncate(path, length);
        const opened = await outcomeOf(directory);
        const expected = states.findLast(({ bytes }) => bytes <= length)?.seen ?? states[0]?.seen;
        expect(opened.kind === "open" && seen(opened.store), `cut to ${length} bytes`).toEqual(expected);
      }
    },
  );

  it("is cut by the next writer, which says so and goes on from there", async () => {
    const directory = await aDirectory();
    const states = await aHistory(directory);
    const path = join(directory, LOG);
    await truncate(path, (states.at(-1)?.bytes ?? 0) - 1);
    const log = aLog();
    const store = await openIn(directory, { log });
    expect(seen(store)).toEqual(states.at(-2)?.seen);
    expect(log.events).toContainEqual({
      level: "warn",
      event: "store.tail-cut",
      fields: { file: LOG, bytes: (states.at(-1)?.bytes ?? 0) - (states.at(-2)?.bytes ?? 0) - 1 },
    });
    await store.commitPoll(anAlertingPoll("d"));
    const expected = seen(store);
    await store.close();
    const again = await openIn(directory);
    expect(seen(again)).toEqual(expected);
    await again.close();
  });

  it("may have holes in what was written together last, which was never acknowledged", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await store.commitPoll(anAlertingPoll("a"));
    const before = seen(store);
    const { size } = await stat(join(directory, LOG));
    await Promise.all(["b", "c", "d"].map((name) => store.commitPoll(anAlertingPoll(name))));
    await store.close();
    const bytes = await readFile(join(directory, LOG));
    const lines = bytes.subarray(size).toString().split("\n");
    // The first goes to the disk at once; the other two wait for it and go together.
    bytes.fill(0, size + (lines[0]?.length ?? 0) + 10, size + (lines[0]?.length ?? 0) + 60);
    await writeFile(join(directory, LOG), bytes);
    const opened = await outcomeOf(directory);
    const found = opened.kind === "open" ? opened.store.outbox().map(({ id }) => id) : opened;
    expect(found).toEqual(["message-a", "message-b"]);
    expect(before).toMatchObject({ outbox: [{ id: "message-a" }] });
  });
});

describe("the archive after a crash in the middle of a line", () => {
  it("finds what was written before it and after", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await store.commitPoll(anAlertingPoll("a"));
    await store.close();
    await appendFile(join(directory, "items", "2026-03-02.ndjson"), '0123abcd {"item":{"id":"item-b"');
    const again = await openIn(directory);
    await again.commitPoll(anAlertingPoll("c"));
    expect(await again.findItem("item-a")).toBeDefined();
    expect(await again.findItem("item-b")).toBeUndefined();
    expect(await again.findItem("item-c")).toBeDefined();
    await again.close();
  });
});

describe("a damaged store", () => {
  it(
    "does not load when any byte is another, except in what was written last",
    { timeout: 60_000 },
    async () => {
      const directory = await aDirectory();
      const states = await aHistory(directory);
      const path = join(directory, LOG);
      const whole = await readFile(path);
      // The last two lines are out: where one that is damaged ends the log, it may as well have been torn.
      for (const at of placesOf(whole, 0, states.at(-3)?.bytes ?? 0)) {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ 0x04;
        await writeFile(path, bytes);
        await expect(loadJournal(directory, aLog()), `byte ${at}`).rejects.toBeInstanceOf(StoreDamagedError);
      }
    },
  );

  it("says where, what is missing and what to do, and changes nothing", async () => {
    const directory = await aDirectory();
    await aHistory(directory);
    const path = join(directory, LOG);
    const bytes = await readFile(path);
    bytes[900] = 0;
    await writeFile(path, bytes);
    const before = await readdir(directory);
    const opened = await openStore({ directory, clock: CLOCK, log: aLog(), mode: "write" });
    expect(opened.kind === "damaged" && opened.detail).toMatch(
      /log-0000000001\.ndjson is damaged at byte \d+: transactions \d+ to \d+ .*backup/,
    );
    expect(await readdir(directory)).toEqual(before);
    expect(await readFile(path)).toEqual(bytes);
  });

  it("is not taken for a new one when its logs are gone", async () => {
    const directory = await aDirectory();
    await mkdir(join(directory, "items"));
    await writeFile(join(directory, "items", "2026-03-02.ndjson"), "");
    expect(await outcomeOf(directory)).toMatchObject({ kind: "damaged" });
  });

  it("does not open when a log in between is missing", async () => {
    const directory = await aDirectory();
    for (const name of ["a", "b", "c"]) {
      const store = await openIn(directory);
      await store.commitPoll(anAlertingPoll(name));
      await store.close();
    }
    await cp(join(directory, "log-0000000001.ndjson"), join(directory, "log-0000000002.ndjson"));
    expect(await outcomeOf(directory)).toMatchObject({ kind: "damaged" });
  });

  it("never replays what a former owner wrote after another had taken over", async () => {
    const directory = await aDirectory();
    await aHistory(directory);
    const path = join(directory, LOG);
    const store = await openIn(directory);
    const expected = seen(store);
    const late = { s: 9, f: 9, o: [{ c: "feeds", k: "late", v: aFeedState({ feedId: "late" }) }] };
    await appendFile(path, encodeFrame(JSON.stringify(late)));
    await store.close();
    const opened = await outcomeOf(directory);
    expect(opened.kind === "open" && seen(opened.store)).toEqual(expected);
  });

  it("is refused when a later version of the format wrote it", async () => {
    const directory = await aDirectory();
    const head = { h: "log", v: FORMAT + 1, gen: 1, epoch: 1, seq: 0 };
    await writeFile(join(directory, LOG), encodeFrame(JSON.stringify(head)));
    const opened = await outcomeOf(directory);
    expect(opened.kind === "unusable" && opened.detail).toContain(`format ${FORMAT + 1}`);
  });
});

describe("a store opened for reading", () => {
  it("sees what a writer has committed, changes nothing, and refuses changes", async () => {
    const directory = await aDirectory();
    const writer = await openIn(directory);
    await writer.commitPoll(anAlertingPoll("a"));
    const before = await readdir(directory);
    const reader = await openIn(directory, { mode: "read" });
    expect(seen(reader)).toEqual(seen(writer));
    expect(await reader.findItem("item-a")).toBeDefined();
    await expect(reader.commitPoll(aPoll())).rejects.toMatchObject({ code: "STORE_NOT_WRITABLE" });
    await reader.close();
    expect(await readdir(directory)).toEqual(before);
    await writer.close();
  });

  it("is empty where no store was ever made, and makes none", async () => {
    const directory = join(await aDirectory(), "nothing");
    const reader = await openIn(directory, { mode: "read" });
    expect([...reader.feedStates()]).toEqual([]);
    await expect(stat(directory)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("a directory that cannot be used", () => {
  it("is named, with the reason", async () => {
    const file = join(await aDirectory(), "file");
    await writeFile(file, "");
    const opened = await openStore({ directory: file, clock: CLOCK, log: aLog(), mode: "write" });
    expect(opened.kind === "unusable" && opened.detail).toContain(file);
  });
});
