import { type Instant, SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";

const PAUSE = 30 * SECOND;

/** Polls feeds that hubs announce without saying what is new: each at most once in 30 seconds, and none is forgotten. */
export class PollSoon {
  readonly #clock: Clock;
  readonly #pollNow: (feedId: string) => void;
  readonly #polledAt = new Map<string, Instant>();
  readonly #waiting = new Set<string>();

  constructor(clock: Clock, pollNow: (feedId: string) => void) {
    this.#clock = clock;
    this.#pollNow = pollNow;
  }

  /** Polls the feed now, or at a later tick when it was polled just now. */
  ask(feedId: string): void {
    this.#waiting.add(feedId);
    this.tick();
  }

  /** Polls what has waited long enough. */
  tick(): void {
    const now = this.#clock.now();
    for (const feedId of this.#waiting) {
      const polledAt = this.#polledAt.get(feedId);
      if (polledAt !== undefined && Math.abs(now - polledAt) < PAUSE) continue;
      this.#waiting.delete(feedId);
      this.#polledAt.set(feedId, now);
      this.#pollNow(feedId);
    }
  }
}
