import type { Delivery, Message } from "../model/delivery.ts";

/** One way of reaching readers. A refusal is not an exception: it says what should happen next. */
export interface Channel {
  /** The destination's id. */
  readonly name: string;
  /** One call is one attempt at one message. Ends when `signal` aborts. */
  send(message: Message, signal: AbortSignal): Promise<Delivery>;
  /** Frees sockets; safe to call twice. */
  close(): Promise<void>;
}
