import type { Order, OrderEnding } from "../model/order.ts";

/** Where operators leave orders while another process writes to the store, and find what became of them. */
export interface Orders {
  /** Resolves when the order is durable: whoever writes to the store, now or next, carries it out. */
  give(order: Order): Promise<void>;
  /** Those that were not answered, as they were given. */
  waiting(): Promise<readonly Order[]>;
  /** What became of an order, which waits no more once this is durable. */
  answer(order: Order, endings: readonly OrderEnding[]): Promise<void>;
  /** The answer to an order, once; undefined while it waits. */
  collect(orderId: string): Promise<readonly OrderEnding[] | undefined>;
}
