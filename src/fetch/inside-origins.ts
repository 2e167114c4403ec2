import type { buildConnector } from "undici";
import { addressVerdict } from "./address-guard.ts";
import { originOf } from "./kept-connections.ts";

const MOST_REMEMBERED = 10_000;

/**
 * Which origins are at addresses that are not public, and so were reached because the operator allows them. One that
 * was ever met at a public address is none: its name may lead anywhere the next time.
 */
export class InsideOrigins {
  readonly #isInside = new Map<string, boolean>();

  has(origin: string): boolean {
    return this.#isInside.get(origin) === true;
  }

  /** The same connector, watched. */
  watched(connect: buildConnector.connector): buildConnector.connector {
    return (target, callback) =>
      connect(target, (...outcome) => {
        if (outcome[0] === null) this.#note(originOf(target), outcome[1].remoteAddress ?? "");
        callback(...outcome);
      });
  }

  #note(origin: string, address: string): void {
    if (this.#isInside.size === MOST_REMEMBERED) this.#isInside.clear();
    const isPublic = addressVerdict(address, []) === "ok";
    this.#isInside.set(origin, !isPublic && this.#isInside.get(origin) !== false);
  }
}
