import { HOUR, type Instant } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";

/** Counts bodies without a valid signature, and tells the log at most once an hour: anybody may send as many. */
export class Unsigned {
  readonly #clock: Clock;
  readonly #log: Log;
  #count = 0;
  #toldAt: Instant | undefined;

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** One more, said to be of this feed. */
  add(feedId: string): void {
    const now = this.#clock.now();
    this.#count += 1;
    if (this.#toldAt !== undefined && Math.abs(now - this.#toldAt) < HOUR) return;
    this.#log.warn("websub.unsigned", { feed: feedId, count: this.#count });
    this.#toldAt = now;
    this.#count = 0;
  }
}
