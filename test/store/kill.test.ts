import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import type { Store } from "../../src/ports.ts";
import { openIn } from "../support/a-store-directory.ts";
import { compileChild } from "../support/compile-child.ts";

const KILLS = 25;
/** Fewer than the child says at least. */
const MOST_LINES = 190;

/** What the children said was done, over all rounds. */
interface Said {
  readonly queued: Set<string>;
  readonly claimed: Set<string>;
  readonly sent: Set<string>;
}

const child = compileChild(new URL("./kill-child.ts", import.meta.url));

describe("a process that is killed again and again while it writes", () => {
  it(
    "loses nothing that it acknowledged, and leaves no transaction half done",
    { timeout: 90_000 },
    async () => {
      const directory = join(child.directory(), "data");
      const said: Said = { queued: new Set(), claimed: new Set(), sent: new Set() };
      for (let kill = 0; kill < KILLS; kill += 1) {
        await runUntilKilled(directory, kill, said);
        const store = await openIn(directory, { mode: "read" });
        expectAllSaid(store, said);
        expectNothingHalved(store);
      }
      expect(said.queued.size).toBeGreaterThan(KILLS);
      expect(said.sent.size).toBeGreaterThan(0);
      expect(readdirSync(directory).filter((name) => /^snap-\d+\.ndjson$/.test(name))).not.toEqual([]);
      const last = await openIn(directory);
      expect(last.outbox({ states: ["claimed"] })).toEqual([]);
      const [oldest] = said.queued;
      expect((await last.findItem(`item-${oldest}`))?.item.title).toBe(`About ${oldest}`);
      await last.close();
    },
  );
});

/** The moment of the kill is counted in lines, from the first to the last, so that it hits anything. */
async function runUntilKilled(directory: string, round: number, said: Said): Promise<void> {
  const linesUntilKill = 1 + ((round * 71) % MOST_LINES);
  const running = spawn(process.execPath, [child.script(), directory, String(round)], {
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
  expect(running.signalCode, "the child ended by itself").toBe("SIGKILL");
}

function note(line: string, said: Said): void {
  const [what, id] = line.split(" ");
  if (id === undefined) return;
  if (what === "queued") said.queued.add(id);
  if (what === "claimed") said.claimed.add(id);
  if (what === "sent") said.sent.add(id);
}

function expectAllSaid(store: Store, said: Said): void {
  const states = new Map(store.outbox().map(({ id, state }) => [id, state]));
  expect([...said.queued].filter((id) => !states.has(`message-${id}`))).toEqual([]);
  expect([...said.queued].filter((id) => store.alert(`alert-${id}`) === undefined)).toEqual([]);
  expect([...said.claimed].filter((id) => states.get(id) === "pending")).toEqual([]);
  expect([...said.sent].filter((id) => states.get(id) !== "sent")).toEqual([]);
}

function expectNothingHalved(store: Store): void {
  const messages = store.outbox();
  const alerts = store.recentAlerts(Number.POSITIVE_INFINITY);
  expect(messages.map(({ alertIds }) => alertIds.join()).toSorted()).toEqual(
    alerts.map(({ id }) => id).toSorted(),
  );
  const halved = alerts.filter(({ id }) => {
    const name = id.replace("alert-", "");
    const [, feedId = "", count = ""] = /^(.*)-(\d+)$/.exec(name) ?? [];
    const isKnown = store.knownKeys(feedId, [`guid:${name}`]).get(`guid:${name}`) === `item-${name}`;
    return !isKnown || (store.feedState(feedId)?.nextPollAt ?? -1) < Number(count);
  });
  expect(halved).toEqual([]);
}
