import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { trafficOf } from "../../src/outbox/traffic.ts";
import { withoutAttempt } from "../../src/outbox/without-attempt.ts";
import { type BackupOutcome, backupStore } from "../../src/store/backup/backup-store.ts";
import { openOrderFiles } from "../../src/store/order-files.ts";
import { restoreStore, type RestoreOutcome } from "../../src/store/backup/restore-store.ts";
import { verifyStore } from "../../src/store/check/verify-store.ts";
import { flipByte } from "../support/a-damaged-file.ts";
import { aReader } from "../support/a-mail.ts";
import { alertOf, anAlertingPoll, anEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";
import { anOrder } from "../support/an-order.ts";

const LOG = "log-0000000001.ndjson";
const CLOCK = { now: () => POLLED_AT };

async function aFilledStore(): Promise<string> {
  const directory = await aDirectory();
  const store = await openIn(directory);
  for (const name of ["a", "b", "c"]) await store.commitPoll(anAlertingPoll(name));
  await store.close();
  await writeFile(join(directory, "feedback.ndjson"), "");
  return directory;
}

function backup(directory: string, to: string): Promise<BackupOutcome> {
  return backupStore({ directory, to, at: POLLED_AT, by: "vigie 0.0.0" });
}

function restore(directory: string, from?: string, dropOpen = false): Promise<RestoreOutcome> {
  return restoreStore({ directory, clock: CLOCK, dropOpen, ...(from === undefined ? {} : { from }) });
}

/** A backup in which one message is to be sent and one is held for a digest; both were sent since. */
async function anOldBackup(): Promise<{ readonly directory: string; readonly to: string }> {
  const directory = await aDirectory();
  const to = join(await aDirectory(), "backup");
  const store = await openIn(directory);
  const digest = { destination: "morning", reader: aReader(), state: "held" } as const;
  const alerts = [alertOf("a"), alertOf("h", { destination: "morning" })];
  await store.commitPoll(aPoll({ alerts, messages: [anEntry("a"), anEntry("h", digest)] }));
  await backup(directory, to);
  await store.close();
  return { directory, to };
}

/** The state of each message, by its name. */
async function statesIn(directory: string): Promise<Readonly<Record<string, string>>> {
  const store = await openIn(directory, { mode: "read" });
  return Object.fromEntries(store.outbox().map(({ id, state }) => [id.replace("message-", ""), state]));
}

/** The names of the messages that a store knows, and whether it finds each one's item. */
async function knownIn(directory: string): Promise<readonly string[]> {
  const store = await openIn(directory, { mode: "read" });
  const names = store.outbox().map(({ id }) => id.replace("message-", ""));
  const found = await Promise.all(names.map(async (name) => await store.findItem(`item-${name}`)));
  await store.close();
  return names.filter((_, index) => found[index] !== undefined);
}

describe("a backup", () => {
  it("is a store of its own, with its archive, and as whole as the first", async () => {
    const directory = await aFilledStore();
    const to = join(await aDirectory(), "deep", "backup");
    expect(await backup(directory, to)).toMatchObject({ kind: "made", transactions: 4, files: 3 });
    expect(await verifyStore(to)).toMatchObject({ faults: [], transactions: 4 });
    expect(await knownIn(to)).toEqual(["a", "b", "c"]);
  });

  it("made while a writer commits and folds its journal holds a state that was", async () => {
    const directory = await aDirectory();
    const root = await aDirectory();
    const store = await openIn(directory, { limits: { compactBytes: 2000, mostLogs: 4 } });
    const names = Array.from({ length: 40 }, (_, index) => String(index));
    const writing = (async () => {
      for (const name of names) await store.commitPoll(anAlertingPoll(name));
    })();
    for (let round = 0; round < 4; round += 1) {
      const to = join(root, String(round));
      expect(await backup(directory, to)).toMatchObject({ kind: "made" });
      const known = await knownIn(to);
      expect(known).toEqual(names.slice(0, known.length));
    }
    await writing;
    await store.close();
  });

  it("replaces nothing, and lies outside of what it saves", async () => {
    const directory = await aFilledStore();
    const to = await aDirectory();
    expect(await backup(directory, to)).toEqual({ kind: "exists" });
    expect(await backup(directory, join(directory, "backup"))).toEqual({ kind: "inside" });
    expect(await backup(join(to, "none"), join(to, "backup"))).toEqual({ kind: "nothing-to-save" });
    expect(await readdir(to)).toEqual([]);
  });

  it("is not made of a damaged store, and leaves nothing behind", async () => {
    const directory = await aFilledStore();
    const root = await aDirectory();
    await flipByte(join(directory, LOG), 400);
    expect(await backup(directory, join(root, "backup"))).toMatchObject({ kind: "damaged" });
    expect(await readdir(root)).toEqual([]);
  });

  it("misses no byte and no file that was changed since", async () => {
    const directory = await aFilledStore();
    const to = join(await aDirectory(), "backup");
    await backup(directory, to);
    await writeFile(join(to, "feedback.ndjson"), "\n");
    await rm(join(to, "items", "2026-03-02.ndjson"));
    const { faults } = await verifyStore(to);
    expect(faults.map(({ file }) => file)).toEqual([join("items", "2026-03-02.ndjson"), "feedback.ndjson"]);
  });
});

describe("restoring", () => {
  it("puts the backup in place, keeps what was there, and takes what waits for uncertain", async () => {
    const directory = await aFilledStore();
    const to = join(await aDirectory(), "backup");
    await backup(directory, to);
    const later = await openIn(directory);
    await later.commitPoll(anAlertingPoll("d"));
    await later.close();
    const outcome = await restore(directory, to);
    const known = { transactions: 4, asOf: POLLED_AT, waiting: 3, held: 0 };
    expect(outcome).toMatchObject({ kind: "restored", ...known });
    expect(await knownIn(directory)).toEqual(["a", "b", "c"]);
    const aside = outcome.kind === "restored" ? outcome.aside : undefined;
    expect(aside).toMatch(/before-restore-20260302T090600Z-/);
    expect(await knownIn(aside ?? "")).toEqual(["a", "b", "c", "d"]);
    const store = await openIn(directory);
    expect(new Set(store.outbox().map(({ state }) => state))).toEqual(new Set(["uncertain"]));
    await store.close();
  });

  it("works where nothing is, and leaves a store that opens", async () => {
    const to = join(await aDirectory(), "backup");
    await backup(await aFilledStore(), to);
    const directory = join(await aDirectory(), "new");
    expect(await restore(directory, to)).toMatchObject({ kind: "restored", transactions: 4 });
    expect(await verifyStore(directory)).toMatchObject({ faults: [] });
  });

  it("changes nothing while a writer runs, when the backup is damaged, or when there is none", async () => {
    const directory = await aFilledStore();
    const to = join(await aDirectory(), "backup");
    await backup(directory, to);
    const store = await openIn(directory);
    expect(await restore(directory, to)).toMatchObject({ kind: "locked" });
    await store.close();
    const before = await readdir(directory);
    await flipByte(join(to, "items", "2026-03-02.ndjson"));
    expect(await restore(directory, to)).toMatchObject({ kind: "damaged" });
    expect(await restore(directory, join(to, "none"))).toEqual({ kind: "nothing-to-restore" });
    expect(await readdir(directory)).toEqual(before);
  });

  it("without a backup goes to the last state before the damage", async () => {
    const directory = await aFilledStore();
    const lines = (await readFile(join(directory, LOG), "utf8")).split("\n");
    await flipByte(join(directory, LOG), lines.slice(0, 3).join("\n").length + 50);
    await expect(openIn(directory)).rejects.toThrow("damaged");
    expect(await restore(directory)).toMatchObject({ kind: "restored", transactions: 2, waiting: 1 });
    expect(await knownIn(directory)).toEqual(["a"]);
    await (await openIn(directory)).close();
  });

  it("leaves what is held for its digest, and says how much that is, and as of when", async () => {
    const { directory, to } = await anOldBackup();
    expect(await restore(directory, to)).toMatchObject({ asOf: POLLED_AT, waiting: 1, held: 1 });
    expect(await statesIn(directory)).toEqual({ a: "uncertain", h: "held" });
  });

  it("gives a post up that waits for an at-most-once webhook: it may have been sent since", async () => {
    const { directory, to } = await anOldBackup();
    await restore(directory, to);
    const store = await openIn(directory);
    const claim = { now: POLLED_AT, perDestination: 1, destinations: ["researchers"] };
    const [message] = await store.claimOutbox(claim);
    await store.close();
    const url = new Secret("https://discord.invalid/api/webhooks/1/once");
    const once = {
      id: "researchers",
      kind: "discord-webhook",
      language: "en",
      url,
      atMostOnce: true,
    } as const;
    expect(message && withoutAttempt(message, once)).toMatchObject({ kind: "rejected" });
  });

  it("lets an hour bring no more of what waited than any other", async () => {
    const directory = await aDirectory();
    const to = join(await aDirectory(), "backup");
    const store = await openIn(directory);
    const names = Array.from({ length: 60 }, (_, n) => `n${n}`);
    const alerts = names.map((name) => alertOf(name));
    await store.commitPoll(aPoll({ alerts, messages: names.map((name) => anEntry(name)) }));
    await backup(directory, to);
    await store.close();
    await restore(directory, to);
    const restored = await openIn(directory, { mode: "read" });
    const { withheld } = trafficOf({
      entries: restored.traffic("researchers"),
      perHour: 40,
      now: POLLED_AT,
      alert: (id) => restored.alert(id),
    });
    expect(withheld.size).toBe(40);
  });

  it("gives up what is open when told so: nothing of it is sent, and an operator may want it again", async () => {
    const { directory, to } = await anOldBackup();
    expect(await restore(directory, to, true)).toMatchObject({ waiting: 1, held: 1 });
    const store = await openIn(directory);
    const lastError = "restored from a backup of 2026-03-02T09:06:00Z, and may have been sent since";
    expect(store.outbox()).toMatchObject([
      { state: "dead", lastError },
      { state: "dead", lastError },
    ]);
    const destinations = ["researchers", "morning"];
    const claim = { now: POLLED_AT, perDestination: 9, destinations };
    expect(await store.claimOutbox(claim)).toEqual([]);
    expect(store.heldAlerts("morning", aReader().address)).toEqual([]);
    expect(await store.applyOrder(anOrder("retry", "message-a", "message-h"), POLLED_AT)).toMatchObject([
      { outcome: { kind: "queued" } },
      { outcome: { kind: "held" } },
    ]);
    expect(await store.claimOutbox(claim)).toMatchObject([{ id: "message-a", earlier: { uncertain: true } }]);
    expect(store.heldAlerts("morning", aReader().address)).toHaveLength(1);
    await store.close();
  });

  it("may be done again, to give up after all what is open", async () => {
    const { directory, to } = await anOldBackup();
    await restore(directory, to);
    await restore(directory, to, true);
    expect(await statesIn(directory)).toEqual({ a: "dead", h: "dead" });
  });

  it("puts the orders aside that nobody has carried out", async () => {
    const { directory, to } = await anOldBackup();
    const orders = openOrderFiles(directory, CLOCK);
    await orders.give(anOrder("drop", "message-a"));
    await restore(directory, to);
    expect(await orders.waiting()).toEqual([]);
  });

  it("that ends before what waits counts as uncertain has put nothing in place", async () => {
    const { to } = await anOldBackup();
    for (const last of [1, 2, 3]) {
      const directory = join(await aDirectory(), "new");
      let looks = 0;
      const now = (): number => {
        looks += 1;
        if (looks === last) throw new Error("the power fails");
        return POLLED_AT;
      };
      await expect(restoreStore({ directory, from: to, clock: { now } })).rejects.toThrow("the power fails");
      expect(await readdir(directory)).not.toContain(LOG);
    }
  });

  it("that was interrupted keeps vigie from starting, and is finished by the next one", async () => {
    const directory = await aFilledStore();
    const to = join(await aDirectory(), "backup");
    await backup(directory, to);
    // As after a power cut between the first file that went aside and the others.
    const plan = {
      old: [LOG, "items", "feedback.ndjson"],
      aside: "before-restore-x",
      staged: "restore-abcdef",
    };
    await mkdir(join(directory, plan.aside));
    await mkdir(join(directory, plan.staged));
    await writeFile(join(directory, "RESTORING"), JSON.stringify(plan));
    await expect(openIn(directory)).rejects.toThrow("run it again");
    expect(await restore(directory, to)).toMatchObject({ kind: "restored", transactions: 4 });
    expect(await knownIn(directory)).toEqual(["a", "b", "c"]);
    expect(await knownIn(join(directory, plan.aside))).toEqual(["a", "b", "c"]);
  });
});

describe("restoring without a backup", () => {
  /** Runs until there are two snapshots: the newest generation, and the one before it. */
  async function aFoldedStore() {
    const directory = await aDirectory();
    const names = ["a", "b", "c", "d"];
    for (const name of names) {
      const store = await openIn(directory, { limits: { compactBytes: 1, mostLogs: 1 } });
      await store.commitPoll(anAlertingPoll(name));
      await store.close();
    }
    const files = await readdir(directory);
    const snapshots = files.filter((name) => name.startsWith("snap-")).toSorted();
    expect(snapshots).toHaveLength(2);
    return { directory, names, snapshots: snapshots.map((name) => join(directory, name)) };
  }

  it("of a store that is whole keeps all of it", async () => {
    const { directory, names } = await aFoldedStore();
    expect(await restore(directory)).toMatchObject({ kind: "restored", waiting: names.length });
    expect(await knownIn(directory)).toEqual(names);
  });

  it("loses nothing when the newest generation is damaged and the one before it is whole", async () => {
    const { directory, names, snapshots } = await aFoldedStore();
    await flipByte(snapshots[1] ?? "");
    expect(await restore(directory)).toMatchObject({ kind: "restored" });
    expect(await knownIn(directory)).toEqual(names);
  });

  it("takes the newest generation when the one before it is damaged", async () => {
    const { directory, names, snapshots } = await aFoldedStore();
    await flipByte(snapshots[0] ?? "");
    expect(await restore(directory)).toMatchObject({ kind: "restored" });
    expect(await knownIn(directory)).toEqual(names);
  });

  it("changes nothing when no generation is whole, or there is none", async () => {
    const { directory, snapshots } = await aFoldedStore();
    for (const path of snapshots) await flipByte(path);
    const before = (await readdir(directory)).toSorted();
    expect(await restore(directory)).toEqual({ kind: "nothing-to-restore" });
    expect((await readdir(directory)).toSorted()).toEqual(before);
    expect(await restore(await aDirectory())).toEqual({ kind: "nothing-to-restore" });
  });

  it("changes nothing while a worker runs", async () => {
    const directory = await aFilledStore();
    const store = await openIn(directory);
    const before = (await readdir(directory)).toSorted();
    expect(await restore(directory)).toMatchObject({ kind: "locked" });
    expect((await readdir(directory)).toSorted()).toEqual(before);
    expect(await store.commitPoll(anAlertingPoll("d"))).toEqual({ alerts: 1 });
    await store.close();
  });

  it("gives up what is open when told so", async () => {
    const directory = await aFilledStore();
    await restoreStore({ directory, clock: CLOCK, dropOpen: true });
    expect(await statesIn(directory)).toEqual({ a: "dead", b: "dead", c: "dead" });
  });
});
