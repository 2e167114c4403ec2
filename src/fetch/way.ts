import type { FetchOutcome } from "../ports/fetcher.ts";
import { type Failure, failure } from "./failure.ts";
import type { Hop } from "./hops.ts";
import type { Redirect } from "./read-answer.ts";

const MOST_REDIRECTS = 10;

/** The addresses that one fetch comes by. */
export class Way {
  readonly #passed = new Set<string>();
  #here = "";
  #isForGood = true;

  /** Why the way must not lead here; undefined when it may. */
  enter({ url }: Hop): Failure | undefined {
    if (this.#passed.has(url.href)) return failure("redirect", `${url.host} redirects in a circle`);
    if (this.#passed.size > MOST_REDIRECTS)
      return failure("redirect", `${this.#start()} redirects more than ${MOST_REDIRECTS} times`);
    this.#passed.add(url.href);
    this.#here = url.href;
    return undefined;
  }

  /** The next address. */
  leave({ hop, isPermanent }: Extract<Redirect, { readonly kind: "hop" }>): Hop {
    this.#isForGood &&= isPermanent;
    return hop;
  }

  /** The outcome at the end of the way, with the address that it led to for good. */
  end(outcome: FetchOutcome): FetchOutcome {
    if (outcome.kind === "failed" || outcome.kind === "paused") return outcome;
    return this.#passed.size > 1 && this.#isForGood ? { ...outcome, movedTo: this.#here } : outcome;
  }

  #start(): string {
    const [first = this.#here] = this.#passed;
    return new URL(first).host;
  }
}
