/** What holds sockets or the like until it is closed. */
export interface Closable {
  /** Safe to call twice. */
  close(): Promise<void>;
}

interface Held<Parts> {
  readonly parts: Parts;
  uses: number;
}

/**
 * The parts that were made from the configuration in force. Others may take their place at any moment: work that is
 * under way goes on with those it began with, and the last to end closes them.
 */
export class InForce<Parts extends Closable> {
  #held: Held<Parts>;

  constructor(parts: Parts) {
    this.#held = { parts, uses: 0 };
  }

  /** For a look at what is in force; whoever works with it has it from `use`. */
  get now(): Parts {
    return this.#held.parts;
  }

  async use<Result>(work: (parts: Parts) => Promise<Result>): Promise<Result> {
    const held = this.#held;
    held.uses += 1;
    try {
      return await work(held.parts);
    } finally {
      held.uses -= 1;
      await this.#closeIfDone(held);
    }
  }

  /** Resolves at once when the parts that were in force are still at work. */
  async replace(parts: Parts): Promise<void> {
    const held = this.#held;
    this.#held = { parts, uses: 0 };
    await this.#closeIfDone(held);
  }

  async close(): Promise<void> {
    await this.now.close();
  }

  async #closeIfDone(held: Held<Parts>): Promise<void> {
    if (held !== this.#held && held.uses === 0) await held.parts.close();
  }
}
