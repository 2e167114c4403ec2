import type { FeedErrorKind, FeedState } from "./feed.ts";
import { DAY, HOUR, type Instant } from "./time.ts";

/** No host is paused for longer; a pause that is was written under a clock that ran ahead. */
const LONGEST = 8 * DAY;
/** A host that says 429 and not for how long is left alone for this long. */
const UNASKED = 4 * HOUR;

/** The ending of a request that its host refused. */
export interface Refusal {
  readonly host: string;
  readonly kind: FeedErrorKind;
  /** For how long the host asks to be left alone. */
  readonly retryAfterMs?: number;
}

type Pause = NonNullable<FeedState["pause"]>;

/** Hosts that asked to be left alone, and until when: what one feed is told holds for all feeds of its host. */
export class HostPauses {
  readonly #until = new Map<string, Instant>();

  /** The pauses that feeds were told of before. */
  static in(states: Iterable<FeedState>): HostPauses {
    const pauses = new HostPauses();
    for (const { pause } of states) if (pause !== undefined) pauses.add(pause);
    return pauses;
  }

  /** The pause that a refusal asks for, which holds from now on; undefined when it asks for none. */
  refused({ host, kind, retryAfterMs }: Refusal, now: Instant): Pause | undefined {
    const wait = retryAfterMs ?? (kind === "rate-limited" ? UNASKED : undefined);
    if (wait === undefined) return undefined;
    const pause = { host, until: now + wait };
    this.add(pause);
    return pause;
  }

  add({ host, until }: Pause): void {
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
