import type { OutboxEntry } from "../../src/model/delivery.ts";
import type { Store } from "../../src/ports/store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { type Acceptance, type DestinationName, DESTINATIONS, nameOf, READERS } from "./world.ts";

/** Why a message that was taken once may be taken again. */
type Cause = "killed before the record" | "answer lost";

interface Taken extends Acceptance {
  readonly life: number;
  /** Why the record does not say `sent` although it was taken; known at the latest when the life is over. */
  cause?: Cause;
}

/** What became of the items of one destination. */
export interface Tally {
  readonly destination: DestinationName;
  readonly expected: number;
  readonly once: number;
  /** Refused by its receiver, or given up as at-most-once: listed by `vigie outbox list`. */
  readonly listed: number;
  readonly lost: number;
  readonly doubled: number;
  readonly doubledAfter: Readonly<Record<Cause, number>>;
}

/** Compares what the servers took with what the store says, life after life. */
export class Ledger {
  readonly #directory: string;
  readonly #taken: Taken[] = [];
  /** Names of messages that the disk says are sent. */
  readonly #sent = new Set<string>();
  readonly violations: string[] = [];
  #life = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A server took a message; `cause` says that its answer is certainly lost. */
  accept(acceptance: Acceptance, cause?: Cause): void {
    const { destination, name, items } = acceptance;
    if (name === "" || items.length === 0)
      this.#complain(`${destination} was sent something without a name or an item`);
    if (this.#sent.has(key(destination, name)))
      this.#complain(`${destination} was sent ${name} again, which was on record as sent`);
    this.#taken.push({ ...acceptance, life: this.#life, ...(cause === undefined ? {} : { cause }) });
  }

  get accepted(): number {
    return this.#taken.length;
  }

  /** Reads the disk after a life, and looks whether it fits what the servers saw. */
  async endLife(how: "killed" | "stopped"): Promise<readonly OutboxEntry[]> {
    const entries = await this.entries();
    const byName = new Map(entries.map((entry) => [nameOfEntry(entry), entry]));
    for (const taken of this.#taken)
      if (taken.life === this.#life && taken.cause === undefined)
        this.#explain(taken, byName.get(key(taken.destination, taken.name)));
    if (how === "stopped" && entries.some(({ state }) => state === "claimed"))
      this.#complain("a message was left claimed after SIGTERM");
    for (const entry of entries) if (entry.state === "sent") this.#sent.add(nameOfEntry(entry));
    this.#life += 1;
    return entries;
  }

  async entries(): Promise<readonly OutboxEntry[]> {
    return (await readStore(this.#directory)).outbox();
  }

  /** What became of items 1 to `published`; everything must have come to its end. */
  async tally(published: number): Promise<readonly Tally[]> {
    const store = await readStore(this.#directory);
    const numbersOfAlerts = numberOf(store);
    const listed = new Set<string>();
    for (const entry of store.outbox({ states: ["dead"] })) {
      if (!/^HTTP 400|^550|it may have arrived/.test(entry.lastError ?? ""))
        this.#complain(`${entry.destination} gave up: ${entry.lastError ?? ""}`);
      const reader = entry.destination === "morning" ? entry.reader?.address : undefined;
      for (const id of entry.alertIds) listed.add(copyOf(numbersOfAlerts(id), entry.destination, reader));
    }
    const open = store.outbox({ states: ["pending", "claimed", "uncertain", "held"] });
    if (open.length > 0) this.#complain(`${open.length} messages never came to an end`);
    return DESTINATIONS.map((destination) => this.#tallyOf(destination, published, listed));
  }

  /** Why the record does not say that a message was taken, if it does not. */
  #explain(taken: Taken, entry: OutboxEntry | undefined): void {
    if (entry === undefined) {
      this.#complain(`${taken.destination} took ${taken.name}, of which the store knows nothing`);
    } else if (entry.state === "claimed") {
      taken.cause = "killed before the record";
    } else if (entry.state === "uncertain" || entry.state === "dead") {
      taken.cause = "answer lost";
    } else if (entry.state === "pending" && entry.wasUncertain !== true) {
      this.#complain(`${taken.destination} took ${taken.name}, which the store takes for not sent`);
    }
  }

  #tallyOf(destination: DestinationName, published: number, listed: ReadonlySet<string>): Tally {
    const takings = this.#takingsAt(destination);
    const readers = destination === "morning" ? READERS : [undefined];
    const counts = { once: 0, listed: 0, lost: 0, doubled: 0 };
    const doubledAfter = { "killed before the record": 0, "answer lost": 0 };
    for (let item = 1; item <= published; item += 1) {
      for (const reader of readers) {
        const copy = copyOf(item, destination, reader);
        const taken = takings.get(copy) ?? [];
        const fate = this.#fateOf(copy, taken);
        counts[fate === "lost" && listed.has(copy) ? "listed" : fate] += 1;
        if (fate !== "doubled") continue;
        for (const { cause } of taken) if (cause !== undefined) doubledAfter[cause] += 1;
      }
    }
    return { destination, expected: published * readers.length, ...counts, doubledAfter };
  }

  #takingsAt(destination: DestinationName): ReadonlyMap<string, readonly Taken[]> {
    const takings = new Map<string, Taken[]>();
    for (const taken of this.#taken.filter((one) => one.destination === destination)) {
      for (const item of taken.items) {
        const copy = copyOf(item, destination, taken.reader);
        takings.set(copy, [...(takings.get(copy) ?? []), taken]);
      }
    }
    return takings;
  }

  #fateOf(copy: string, taken: readonly Taken[]): "once" | "lost" | "doubled" {
    if (taken.length === 0) return "lost";
    if (taken.length === 1) return "once";
    if (taken.filter(({ cause }) => cause === undefined).length > 1)
      this.#complain(`${copy} was doubled without a cause`);
    return "doubled";
  }

  #complain(what: string): void {
    this.violations.push(`life ${this.#life}: ${what}`);
  }
}

export async function readStore(directory: string): Promise<Store> {
  const log = { info() {}, warn() {}, error() {} };
  const opened = await openStore({ directory, clock: { now: () => Date.now() }, log, mode: "read" });
  if (opened.kind !== "open") throw new Error(`the store is ${JSON.stringify(opened)}`);
  return opened.store;
}

/** What one reader is to get once. */
function copyOf(item: number, destination: string, reader: string | undefined): string {
  return `item ${item} for ${reader ?? destination}`;
}

function key(destination: string, name: string): string {
  return `${destination} ${name}`;
}

function nameOfEntry({ destination, id }: OutboxEntry): string {
  const known = DESTINATIONS.find((name) => name === destination);
  return known === undefined ? "" : key(destination, nameOf(known, id));
}

/** The number of the item that an alert tells of. */
function numberOf(store: Store): (alertId: string) => number {
  return (alertId) => Number(/\d+$/.exec(store.alert(alertId)?.story.title ?? "")?.[0] ?? 0);
}
