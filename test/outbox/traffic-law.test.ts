import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageState } from "../../src/model/delivery.ts";
import { DAY, type Instant, MINUTE } from "../../src/model/time.ts";
import { trafficOf } from "../../src/outbox/traffic.ts";
import type { Store } from "../../src/ports/store.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { alertOf, anEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { ordered } from "../support/an-order.ts";

const STEPS = ["queue", "sent", "dead", "pending", "uncertain", "drop", "retry", "prune"] as const;
type Step = readonly [what: (typeof STEPS)[number], afterMs: number, which: number];

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...STEPS),
    // No two messages are queued in the same moment: which of them is later would be left to chance.
    fc.oneof(fc.integer({ min: 10, max: 20 * MINUTE }), fc.constant(31 * DAY)),
    fc.nat(20),
  ),
  { minLength: 10, maxLength: 40 },
);

/** What becomes of one message or another, at one time after the other. */
async function take(store: Store, [what, , which]: Step, now: Instant): Promise<void> {
  if (what === "queue") return await queue(store, (which % 4) + 1, now);
  if (what === "prune") return await store.prune(now);
  if (what !== "drop" && what !== "retry") return await attempt(store, what, now);
  const { id = "" } = store.outbox()[which] ?? {};
  await ordered(store, what, id, now);
}

async function queue(store: Store, count: number, now: Instant): Promise<void> {
  const names = Array.from({ length: count }, (_, n) => `${now}-${n}`);
  await store.commitPoll(
    aPoll({
      alerts: names.map((name) => alertOf(name)),
      messages: names.map((name, n) => anEntry(name, { queuedAt: now - n, nextAttemptAt: now - n })),
      at: now,
    }),
  );
}

async function attempt(store: Store, state: MessageState, now: Instant): Promise<void> {
  const request = { now, perDestination: 1, destinations: ["researchers"] };
  const [message] = await store.claimOutbox(request);
  if (message === undefined) return;
  const ended = state === "sent" || state === "dead" ? { endedAt: now } : {};
  await store.settle({ entry: { id: message.id, state, attempts: 1, nextAttemptAt: now, ...ended } });
}

describe("the traffic that a store knows of", () => {
  it("is judged as if it gave all that the outbox keeps", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const store = createMemoryStore();
        let now = POLLED_AT;
        for (const step of history) {
          now += step[1];
          await take(store, step, now);
          const judged = (entries: ReturnType<Store["outbox"]>) =>
            trafficOf({ entries, perHour: 3, now, alert: (id) => store.alert(id) });
          expect(judged(store.traffic("researchers"))).toEqual(judged(store.outbox()));
        }
      }),
      { numRuns: 100 },
    );
  });
});
