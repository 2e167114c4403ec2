import { SECOND } from "../model/time.ts";

/** How hard one host may be pressed. */
export interface Politeness {
  /** Visits to one host at the same time. */
  readonly perHost: number;
  /** Between the starts of two visits to one host. */
  readonly gapMs: number;
}

/** Hosts with a pace of their own, by name. */
export type OwnPaces = ReadonlyMap<string, Politeness>;

/** Monotonic time, so that a changed wall clock neither holds a host for hours nor floods it. */
export interface Timers {
  now(): number;
  /** Runs once after `ms`; the function it gives back takes that back. */
  after(ms: number, run: () => void): () => void;
}

/** One visit at a time, two seconds apart: what small sites bear, and what large ones tolerate. */
export const DEFAULT_POLITENESS: Politeness = { perHost: 1, gapMs: 2 * SECOND };

interface Host {
  readonly name: string;
  /** What starts each visit that waits, in the order of arrival. */
  readonly waiting: Set<() => void>;
  visits: number;
  nextStartAt: number;
  cancelWake?: (() => void) | undefined;
}

/** Hands out turns. It keeps a host in mind only while it is visited, waited for, or resting after a visit. */
export class HostPoliteness {
  readonly #limits: Politeness;
  readonly #timers: Timers;
  readonly #ownPaces: OwnPaces;
  readonly #busy = new Map<string, Host>();
  /** Hosts that nobody visits, with the time until which they rest, in the order in which they were left. */
  readonly #resting = new Map<string, number>();

  constructor(limits: Politeness, timers: Timers = systemTimers, ownPaces: OwnPaces = new Map()) {
    this.#limits = limits;
    this.#ownPaces = ownPaces;
    this.#timers = timers;
  }

  /** How many hosts are remembered now. */
  get size(): number {
    return this.#busy.size + this.#resting.size;
  }

  /**
   * Waits for a turn at the host, first come first served, and resolves to the function that ends the turn (calling
   * it twice ends it once). Undefined when the signal aborts first.
   */
  turn(hostname: string, signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const host = this.#open(hostname);
    return new Promise((resolve) => {
      const start = (): void => {
        signal.removeEventListener("abort", giveUp);
        resolve(this.#leaveOnce(host));
      };
      const giveUp = (): void => {
        host.waiting.delete(start);
        this.#restIfIdle(host);
        resolve(undefined);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      host.waiting.add(start);
      this.#startWhatMay(host);
    });
  }

  #open(name: string): Host {
    this.#forgetRested();
    const known = this.#busy.get(name);
    if (known !== undefined) return known;
    const host: Host = {
      name,
      waiting: new Set(),
      visits: 0,
      nextStartAt: this.#resting.get(name) ?? -Infinity,
    };
    this.#resting.delete(name);
    this.#busy.set(name, host);
    return host;
  }

  #forgetRested(): void {
    const now = this.#timers.now();
    for (const [name, until] of this.#resting) {
      if (until <= now) this.#resting.delete(name);
      // A host with a pace of its own may rest for an hour, and does not keep those behind it.
      else if (!this.#ownPaces.has(name)) return;
    }
  }

  #startWhatMay(host: Host): void {
    const { perHost, gapMs } = this.#ownPaces.get(host.name) ?? this.#limits;
    for (const start of host.waiting) {
      if (host.visits >= perHost) return;
      const now = this.#timers.now();
      if (host.nextStartAt > now) {
        this.#wakeAfter(host, host.nextStartAt - now);
        return;
      }
      host.waiting.delete(start);
      host.visits += 1;
      host.nextStartAt = now + gapMs;
      start();
    }
  }

  #wakeAfter(host: Host, ms: number): void {
    host.cancelWake ??= this.#timers.after(ms, () => {
      host.cancelWake = undefined;
      this.#startWhatMay(host);
    });
  }

  #leaveOnce(host: Host): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      host.visits -= 1;
      this.#startWhatMay(host);
      this.#restIfIdle(host);
    };
  }

  #restIfIdle(host: Host): void {
    if (host.visits > 0 || host.waiting.size > 0) return;
    host.cancelWake?.();
    this.#busy.delete(host.name);
    if (host.nextStartAt > this.#timers.now()) this.#resting.set(host.name, host.nextStartAt);
  }
}

const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.ceil(ms));
    return () => clearTimeout(timer);
  },
};
