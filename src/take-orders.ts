import type { OrderOutcome } from "./model/order.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Orders } from "./ports/orders.ts";
import type { Store } from "./ports/store.ts";

/** What carrying out orders needs from outside. */
export interface TakeOrdersDeps {
  readonly store: Store;
  /** Absent where nobody can leave any. */
  readonly orders?: Orders;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Carries out what operators ordered since the last time, oldest first: at one place in a process, by whoever writes to
 * the store. One that was carried out and not answered before a crash is answered, and not carried out again. Rejects
 * when the store cannot record, or a file is no order.
 */
export async function takeOrders({ store, orders, clock, log }: TakeOrdersDeps): Promise<void> {
  if (orders === undefined) return;
  for (const order of await orders.waiting()) {
    const endings = await store.applyOrder(order, clock.now());
    await orders.answer(order, endings);
    for (const { message, outcome } of endings)
      log.info("message.ordered", { message, order: order.verb, ending: inAWord(outcome) });
  }
}

function inAWord(outcome: OrderOutcome): string {
  return outcome.kind === "not-possible" ? `not possible: ${outcome.state}` : outcome.kind;
}
