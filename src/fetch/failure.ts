import type { FeedErrorKind } from "../model/feed.ts";
import type { FetchOutcome } from "../ports/fetcher.ts";

/** The failed ending of a fetch. */
export type Failure = Extract<FetchOutcome, { readonly kind: "failed" }>;

export function failure(errorKind: FeedErrorKind, detail: string): Failure {
  return { kind: "failed", errorKind, detail };
}

/** That a host was not asked, for want of a file descriptor. */
export function notAsked(host: string): Failure {
  const detail = `no file descriptor was free to ask ${host}: allow the process more (ulimit -n)`;
  return { ...failure("connect", detail), ofMachine: true };
}

/** A failure on its way through a socket or a stream, which hand on errors only. Never leaves this folder. */
export class FetchFault extends Error {
  override readonly name: string = "FetchFault";
  // The HTTP client re-queues a request for some codes of its own; any other ends it.
  readonly code: string = "VIGIE_FETCH_FAULT";
  readonly failure: Failure;

  constructor(ending: Failure, options?: ErrorOptions) {
    super(ending.detail, options);
    this.failure = ending;
  }
}
