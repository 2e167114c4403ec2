import type { Order, OrderOutcome, OrderVerb } from "../../src/model/order.ts";
import type { Instant } from "../../src/model/time.ts";
import type { Store } from "../../src/ports/store.ts";

let given = 0;

/** An order as an operator gives it, later than all before. */
export function anOrder(verb: OrderVerb, ...messages: readonly string[]): Order {
  given += 1;
  return { id: `${String(given).padStart(15, "0")}-0000000a`, verb, messages };
}

/** What becomes of one message that an operator wants retried or dropped. */
export async function ordered(
  store: Store,
  verb: OrderVerb,
  message: string,
  now: Instant,
): Promise<OrderOutcome | undefined> {
  const [ending] = await store.applyOrder(anOrder(verb, message), now);
  return ending?.outcome;
}
