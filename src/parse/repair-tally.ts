import type { RepairKind, Repairs } from "../model/repairs.ts";

/** Counts what one document had to be helped with. What is sound is never counted, and costs nothing. */
export class RepairTally {
  readonly #counts = new Map<RepairKind, number>();

  add(kind: RepairKind, times = 1): void {
    if (times > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  /** So far; undefined when there was nothing. */
  get counts(): Repairs | undefined {
    return this.#counts.size === 0 ? undefined : Object.fromEntries(this.#counts);
  }
}
