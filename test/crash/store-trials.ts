import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { killAgainAndAgain, type KillReport } from "../store/kill-rounds.ts";
import { anAlertingPoll, POLLED_AT } from "../support/a-poll.ts";
import { compileInto } from "../support/compile-into.ts";
import type { Trial, Verdict } from "./trial.ts";

const KILLS_PER_DIRECTORY = 25;
const WRITERS = 16;
const CUT_BYTES = 4096;
/** Each going on waits for the disk a dozen times. */
const GO_ON_EVERY = 32;

export const STORE_TRIALS: readonly Trial[] = [
  {
    name: "store kills",
    run: async ({ storeKills }) => await inFolder((folder) => killStores(folder, storeKills)),
  },
  { name: "journal cut at every byte", run: async () => await inFolder(cutJournals) },
];

async function inFolder(
  run: (folder: string) => Promise<Omit<Verdict, "name">>,
): Promise<Omit<Verdict, "name">> {
  const folder = mkdtempSync(path.join(tmpdir(), "vigie-crash-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sixteen writers at once, a new directory now and then: what all of them wrote is compared after every kill. */
async function killStores(folder: string, kills: number): Promise<Omit<Verdict, "name">> {
  const code = path.join(folder, "code");
  mkdirSync(code);
  const script = await compileInto(code, new URL("../store/kill-child.ts", import.meta.url));
  const reports: KillReport[] = [];
  let snapshots = 0;
  for (let done = 0; done < kills; done += KILLS_PER_DIRECTORY) {
    const directory = path.join(folder, `data-${done}`);
    const some = Math.min(KILLS_PER_DIRECTORY, kills - done);
    reports.push(await killAgainAndAgain({ script, directory, kills: some, writers: WRITERS }));
    const generations = readdirSync(directory).flatMap(
      (name) => /^snap-0*(\d+)\.ndjson$/.exec(name)?.[1] ?? [],
    );
    snapshots = Math.max(snapshots, ...generations.map(Number));
  }
  const sum = (of: (report: KillReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const acknowledged = sum(({ queued, sent }) => queued.size + sent.size);
  const faults = reports.flatMap((report) => report.faults);
  return {
    outcome: "done",
    detail: `${kills} kills, ${WRITERS} writers, ${acknowledged} acknowledged transactions, compacted up to generation ${snapshots}: ${faults.length} lost or halved`,
    violations: snapshots === 0 ? [...faults, "no compaction ever ended"] : faults,
  };
}

/** A journal of which any part of the end is missing opens with what is left of it, and goes on from there. */
async function cutJournals(folder: string): Promise<Omit<Verdict, "name">> {
  const whole = path.join(folder, "whole");
  const states = await aHistory(whole);
  const log = "log-0000000001.ndjson";
  const size = statSync(path.join(whole, log)).size;
  const violations: string[] = [];
  for (let length = size - CUT_BYTES; length <= size; length += 1) {
    const directory = path.join(folder, "cut");
    cpSync(whole, directory, { recursive: true });
    truncateSync(path.join(directory, log), length);
    const expected = states.findLast(({ bytes }) => bytes <= length)?.seen ?? "";
    const read = await open(directory, "read");
    if (typeof read === "string") violations.push(`cut at ${length}: ${read}`);
    else if (seen(read) !== expected) violations.push(`cut at ${length}: another state`);
    const problem = length % GO_ON_EVERY === 0 ? await goesOn(directory) : undefined;
    if (problem !== undefined) violations.push(`cut at ${length}: ${problem}`);
    rmSync(directory, { recursive: true });
  }
  return {
    outcome: "done",
    detail: `${CUT_BYTES + 1} lengths, ${states.length} transactions: each opened with a whole number of them, and one in ${GO_ON_EVERY} was written on`,
    violations,
  };
}

async function goesOn(directory: string): Promise<string | undefined> {
  const store = await open(directory, "write");
  if (typeof store === "string") return store;
  await store.commitPoll(anAlertingPoll("next"));
  const before = seen(store);
  await store.close();
  const again = await open(directory, "read");
  if (typeof again === "string") return again;
  return seen(again) === before ? undefined : "what was written after the cut is lost";
}

/** Transactions of all kinds until the journal is long enough, with what could be seen after each. */
async function aHistory(
  directory: string,
): Promise<readonly { readonly bytes: number; readonly seen: string }[]> {
  const store = await open(directory, "write");
  if (typeof store === "string") throw new Error(store);
  const log = path.join(directory, "log-0000000001.ndjson");
  const states = [{ bytes: statSync(log).size, seen: seen(store) }];
  const note = (): void => void states.push({ bytes: statSync(log).size, seen: seen(store) });
  for (let count = 0; statSync(log).size < 2 * CUT_BYTES; count += 1) {
    await store.commitPoll(anAlertingPoll(String(count)));
    note();
    const request = { now: POLLED_AT, perDestination: 1, destinations: ["researchers"] };
    const [claimed] = await store.claimOutbox(request);
    note();
    if (claimed === undefined) throw new Error("nothing to claim");
    const ending = { id: claimed.id, attempts: 1, nextAttemptAt: POLLED_AT, endedAt: POLLED_AT };
    await store.settle({ entry: { ...ending, state: "sent" } });
    note();
  }
  await store.close();
  return states;
}

function seen(store: Store): string {
  return JSON.stringify([
    store.outbox(),
    store.recentAlerts(1000),
    [...store.feedStates()],
    store.destinationStates(),
  ]);
}

async function open(directory: string, mode: "read" | "write"): Promise<Store | string> {
  const log = { info() {}, warn() {}, error() {} };
  const opened = await openStore({ directory, clock: { now: () => POLLED_AT }, log, mode });
  return opened.kind === "open" ? opened.store : JSON.stringify(opened);
}
