import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open-store.ts";

/** Fewer lines than the child says at least. */
const MOST_LINES = 190;

export interface KillPlan {
  /** The compiled `kill-child.ts`. */
  readonly script: string;
  readonly directory: string;
  readonly kills: number;
  readonly writers: number;
}

export interface KillReport {
  /** What the children were told was done. */
  readonly queued: ReadonlySet<string>;
  readonly sent: ReadonlySet<string>;
  /** Acknowledged and not found again, or found by halves. */
  readonly faults: readonly string[];
}

interface Said {
  readonly queued: Set<string>;
  readonly claimed: Set<string>;
  readonly sent: Set<string>;
}

/** Lets children write to one directory and kills each, at moments that are counted in what it says. */
export async function killAgainAndAgain(plan: KillPlan): Promise<KillReport> {
  const said: Said = { queued: new Set(), claimed: new Set(), sent: new Set() };
  const faults: string[] = [];
  for (let kill = 0; kill < plan.kills; kill += 1) {
    const signal = await runUntilKilled(plan, kill, said);
    if (signal !== "SIGKILL") faults.push(`child ${kill} ended by itself`);
    const store = await openToRead(plan.directory);
    if (typeof store === "string") faults.push(`after kill ${kill}: ${store}`);
    else faults.push(...missing(store, said), ...halved(store));
  }
  return { ...said, faults };
}

/** The moment of the kill is counted in lines, from the first to the last, so that it hits anything. */
async function runUntilKilled(
  { script, directory, writers }: KillPlan,
  round: number,
  said: Said,
): Promise<NodeJS.Signals | null> {
  const linesUntilKill = 1 + ((round * 71) % MOST_LINES);
  const running = spawn(process.execPath, [script, directory, String(round), String(writers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(running, "close");
  let lines = 0;
  for await (const line of createInterface({ input: running.stdout })) {
    lines += 1;
    note(line, said);
    if (lines === linesUntilKill) running.kill("SIGKILL");
  }
  await ended;
  return running.signalCode;
}

function note(line: string, said: Said): void {
  const [what, id] = line.split(" ");
  if (id === undefined) return;
  if (what === "queued") said.queued.add(id);
  if (what === "claimed") said.claimed.add(id);
  if (what === "sent") said.sent.add(id);
}

async function openToRead(directory: string): Promise<Store | string> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const opened = await openStore({ directory, clock: { now: () => 0 }, log, mode: "read" });
  return opened.kind === "open" ? opened.store : JSON.stringify(opened);
}

function missing(store: Store, { queued, claimed, sent }: Said): readonly string[] {
  const states = new Map(store.outbox().map(({ id, state }) => [id, state]));
  const stateOf = (name: string) => states.get(`message-${name}`);
  return [
    ...[...queued].filter((name) => stateOf(name) === undefined).map((name) => `message ${name} is lost`),
    ...[...queued]
      .filter((name) => store.alert(`alert-${name}`) === undefined)
      .map((name) => `alert ${name} is lost`),
    ...[...claimed].filter((id) => states.get(id) === "pending").map((id) => `the claim of ${id} is lost`),
    ...[...sent].filter((id) => states.get(id) !== "sent").map((id) => `the ending of ${id} is lost`),
  ];
}

function halved(store: Store): readonly string[] {
  const carried = store.outbox().flatMap(({ alertIds }) => alertIds);
  const alerts = store.recentAlerts(Number.POSITIVE_INFINITY).map(({ id }) => id);
  const carriedIds = new Set(carried);
  const known = new Set(alerts);
  return [
    ...alerts.filter((id) => !carriedIds.has(id)).map((id) => `${id} has no message`),
    ...carried.filter((id) => !known.has(id)).map((id) => `${id} has a message alone`),
    ...alerts.filter((id) => !isWhole(store, id)).map((id) => `${id} has no key, or its feed no state`),
  ];
}

function isWhole(store: Store, alertId: string): boolean {
  const name = alertId.replace("alert-", "");
  const [, feedId = "", count = ""] = /^(.*)-(\d+)$/.exec(name) ?? [];
  const isKnown = store.knownKeys(feedId, [`guid:${name}`]).get(`guid:${name}`) === `item-${name}`;
  return isKnown && (store.feedState(feedId)?.nextPollAt ?? -1) >= Number(count);
}
