import type { FeedState } from "./feed.ts";
import { DAY, type Instant } from "./time.ts";

/** No host is paused for longer; a pause that is was written under a clock that ran ahead. */
const LONGEST = 8 * DAY;

/** Hosts that asked to be left alone, and until when: what one feed is told holds for all feeds of its host. */
export class HostPauses {
  readonly #until = new Map<string, Instant>();

  /** The pauses that feeds were told of before. */
  static in(states: readonly FeedState[]): HostPauses {
    const pauses = new HostPauses();
    for (const { pause } of states) if (pause !== undefined) pauses.add(pause);
    return pauses;
  }

  add({ host, until }: NonNullable<FeedState["pause"]>): void {
    this.#until.set(host, Math.max(until, this.#until.get(host) ?? 0));
  }

  /** When the host may be asked again; undefined when it may now. */
  until(host: string, now: Instant): Instant | undefined {
    const until = this.#until.get(host);
    if (until === undefined) return undefined;
    if (until > now && until - now < LONGEST) return until;
    this.#until.delete(host);
    return undefined;
  }
}
