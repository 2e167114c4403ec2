import type { MessageState } from "./delivery.ts";

/** What an operator wants of messages in the outbox: carried out in one transaction, and once, whatever dies meanwhile. */
export interface Order {
  /** Ids sort as the orders were given. */
  readonly id: string;
  readonly verb: OrderVerb;
  /** Ids of messages. */
  readonly messages: readonly string[];
}

/** retry: puts what was given up, or may have arrived, back into the queue. drop: ends for good. */
export type OrderVerb = "retry" | "drop";

/** What became of one message of an order. */
export interface OrderEnding {
  readonly message: string;
  readonly outcome: OrderOutcome;
}

export type OrderOutcome =
  /** held: for its reader's next digest. */
  | { readonly kind: "queued" | "held" | "dropped" }
  /** It waits for a destination in trouble, which is tried again with all that waits for it. */
  | { readonly kind: "resumed"; readonly destination: string }
  | { readonly kind: "not-possible"; readonly state: MessageState }
  | { readonly kind: "unknown" };
