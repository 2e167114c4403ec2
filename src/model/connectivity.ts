import type { FeedErrorKind } from "./feed.ts";
import type { Instant } from "./time.ts";

/** Endings that may as well be our own network's fault as the host's. */
const UNREACHABLE: ReadonlySet<FeedErrorKind> = new Set<FeedErrorKind>(["dns", "connect", "timeout"]);
const FEWEST_HOSTS = 3;
const MOST_HOSTS = 8;

/**
 * Whether the network as a whole is out of reach: so many different hosts, one after the other, could not be reached,
 * and none was meanwhile. Half of all hosts make it, three at least and eight at most; with fewer than three hosts it
 * cannot be told.
 */
export class Connectivity {
  #hostsNeeded: number;
  readonly #missed = new Set<string>();
  #missingSince: Instant = 0;

  constructor(hosts: number) {
    this.#hostsNeeded = neededOf(hosts);
  }

  /** Judges by another number of hosts from now on; an outage that is under way does not end by that. */
  resize(hosts: number): void {
    const needed = neededOf(hosts);
    this.#hostsNeeded = this.offlineSince === undefined ? needed : Math.min(needed, this.#hostsNeeded);
  }

  /** When it went out of reach; undefined while it is within reach. */
  get offlineSince(): Instant | undefined {
    return this.#missed.size >= this.#hostsNeeded ? this.#missingSince : undefined;
  }

  /** A visit to a host ended, with a failure of this kind or without one. */
  note(host: string, kind: FeedErrorKind | undefined, now: Instant): void {
    // Refused before a packet left: that says nothing of the network.
    if (kind === "blocked-address" || kind === "scheme") return;
    if (kind === undefined || !UNREACHABLE.has(kind)) {
      this.#missed.clear();
      return;
    }
    if (this.#missed.size === 0) this.#missingSince = now;
    this.#missed.add(host);
  }
}

function neededOf(hosts: number): number {
  return Math.min(MOST_HOSTS, Math.max(FEWEST_HOSTS, Math.ceil(hosts / 2)));
}
