import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { anAlertingPoll } from "../support/a-poll.ts";

/** Writes until it is killed, and says of each transaction that was acknowledged what it did. */
const [directory = "", round = "", writers = ""] = process.argv.slice(2);
/** Enough to be killed in the midst of it, and little enough for a hundred kills to be read back quickly. */
const MOST_EACH = 25;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => Date.now() };

const opened = await openStore({
  directory,
  clock,
  log,
  mode: "write",
  limits: { compactBytes: 48 << 10, mostLogs: 3 },
});
if (opened.kind !== "open") throw new Error(JSON.stringify(opened));
say(`open ${opened.store.outbox({ states: ["claimed"] }).length}`);
for (let writer = 0; writer < Number(writers); writer += 1) void write(opened.store, `${round}-${writer}`);
void deliver(opened.store);

async function write(store: Store, name: string): Promise<void> {
  for (let count = 0; count < MOST_EACH; count += 1) {
    const id = `${name}-${count}`;
    const feed = { feedId: name, url: "https://example.org/", nextPollAt: count, failures: 0 };
    await store.commitPoll(anAlertingPoll(id, { feed }));
    say(`queued ${id}`);
  }
}

async function deliver(store: Store): Promise<void> {
  for (;;) {
    const now = Date.now();
    const claimed = await store.claimOutbox({ now, perDestination: 4, destinations: ["researchers"] });
    if (claimed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const { id } of claimed) say(`claimed ${id}`);
    for (const { id } of claimed) {
      await store.settle({ entry: { id, state: "sent", attempts: 1, nextAttemptAt: now, endedAt: now } });
      say(`sent ${id}`);
    }
  }
}

/** A pipe is written to at once: what was said was said before a kill. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
