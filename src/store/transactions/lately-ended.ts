import type { OutboxEntry } from "../../model/delivery.ts";
import { HOUR } from "../../model/time.ts";

/**
 * Of each destination, the messages that have ended and were attempted within an hour of the last ending: about as many as
 * an hour brings, whatever the outbox keeps. Those of a clock that runs ahead drive out the others, which costs no more
 * than an hour's limit that begins anew.
 */
export class LatelyEnded {
  readonly #byDestination = new Map<string, Map<string, OutboxEntry>>();

  /** In the order in which they ended. */
  of(destination: string): Iterable<OutboxEntry> {
    return this.#byDestination.get(destination)?.values() ?? [];
  }

  add(entry: OutboxEntry): void {
    const { id, destination, lastAttemptAt = 0, endedAt = lastAttemptAt } = entry;
    const messages = this.#byDestination.get(destination) ?? new Map<string, OutboxEntry>();
    this.#byDestination.set(destination, messages);
    for (const [other, { lastAttemptAt: at = 0 }] of messages) {
      if (Math.abs(at - endedAt) < HOUR) break;
      // Later ones stay: a snapshot is read in the order of queueing.
      if (at < endedAt) messages.delete(other);
    }
    // An operator may end one whose last attempt was long ago.
    if (endedAt - lastAttemptAt < HOUR) messages.set(id, entry);
  }

  remove({ id, destination }: OutboxEntry): void {
    this.#byDestination.get(destination)?.delete(id);
  }
}
