/**
 * A value that must never reach a log, an error, a page or the store. Printing it in any form gives `[secret]`;
 * `reveal()` is called only where a request, a log-in or a signature is made.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}
