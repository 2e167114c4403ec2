import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Orders } from "../src/ports/orders.ts";
import type { Store } from "../src/ports/store.ts";
import { openOrderFiles } from "../src/store/order-files.ts";
import { takeOrders } from "../src/take-orders.ts";
import { aLog } from "./support/a-log.ts";
import { alertOf, anEntry, aPoll, POLLED_AT } from "./support/a-poll.ts";
import { aDirectory, openIn } from "./support/a-store-directory.ts";
import { anOrder } from "./support/an-order.ts";

const clock = { now: () => POLLED_AT };
/** Where a worker dies that has an order before it. */
const DEATHS = ["before it is carried out", "before it is answered", "never"] as const;

class Killed extends Error {}

function dyingAt(death: (typeof DEATHS)[number], store: Store, orders: Orders) {
  const die = async (): Promise<never> => await Promise.reject(new Killed());
  return {
    store: death === "before it is carried out" ? { ...store, applyOrder: die } : store,
    orders: death === "before it is answered" ? { ...orders, answer: die } : orders,
    clock,
    log: aLog(),
  };
}

/** The message is sent, and refused once more. */
async function refuse(store: Store): Promise<number> {
  const claimed = await store.claimOutbox({
    now: POLLED_AT,
    perDestination: 9,
    destinations: ["researchers"],
  });
  for (const { id } of claimed)
    await store.settle({
      entry: { id, state: "dead", attempts: 1, nextAttemptAt: POLLED_AT, endedAt: POLLED_AT },
    });
  return claimed.length;
}

describe("orders to send a refused message again", () => {
  it("are carried out once each, wherever the worker dies, and answered", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...DEATHS), { minLength: 1, maxLength: 4 }),
        async (deaths) => {
          const directory = await aDirectory();
          const orders = openOrderFiles(directory, clock);
          let store = await openIn(directory);
          await store.commitPoll(
            aPoll({
              alerts: [alertOf("a")],
              messages: [anEntry("a", { state: "dead", endedAt: POLLED_AT })],
            }),
          );
          let given = anOrder("retry", "message-a");
          await orders.give(given);
          for (const death of [...deaths, "never" as const]) {
            await takeOrders(dyingAt(death, store, orders)).catch((error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            });
            await store.close();
            store = await openIn(directory);
            const wasCarriedOut = store.outbox().some(({ state }) => state === "pending");
            expect(await refuse(store)).toBe(wasCarriedOut ? 1 : 0);
            await takeOrders(dyingAt("never", store, orders));
            expect(await refuse(store)).toBe(wasCarriedOut ? 0 : 1);
            expect(await orders.collect(given.id)).toEqual([
              { message: "message-a", outcome: { kind: "queued" } },
            ]);
            given = anOrder("retry", "message-a");
            await orders.give(given);
          }
          await store.close();
        },
      ),
      { numRuns: 5 },
    );
  });
});
