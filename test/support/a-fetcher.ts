import { onTestFinished } from "vitest";
import {
  createHttpFetcher,
  type HttpFetcher,
  type HttpFetcherOptions,
} from "../../src/fetch/http-fetcher.ts";
import type { NetworkConfig } from "../../src/model/config.ts";
import type { FetchOutcome } from "../../src/ports/fetcher.ts";
import { type RawAnswer, type RawServer, type RawServerOptions, startRawServer } from "./raw-server.ts";

/** 2026-03-02T09:00:00Z, a Monday: what time it is for a fetcher made here. */
export const NOW: number = Date.UTC(2026, 2, 2, 9);

type Overrides = Partial<Omit<HttpFetcherOptions, "network">> & { readonly network?: Partial<NetworkConfig> };

/** A real fetcher that may talk to 127.0.0.1, in a hurry and without pauses; closed when the test ends. */
export function aFetcher({ network, ...overrides }: Overrides = {}): HttpFetcher {
  const fetcher = createHttpFetcher({
    version: "1.2.3",
    clock: { now: () => NOW },
    politeness: { perHost: 50, gapMs: 0 },
    network: {
      deadlineMs: 10_000,
      maxBodyBytes: 1024 * 1024,
      allowAddresses: ["127.0.0.1/32"],
      hosts: [],
      ...network,
    },
    ...overrides,
  });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** A raw server that is closed when the test ends. */
export async function aServer(answer: RawAnswer, options?: RawServerOptions): Promise<RawServer> {
  const server = await startRawServer(answer, options);
  onTestFinished(() => server.close());
  return server;
}

/** One fetch that nobody stops, with a fetcher as above or a given one. */
export function get(url: string, fetcher: HttpFetcher = aFetcher()): Promise<FetchOutcome> {
  return fetcher.fetch({ url }, new AbortController().signal);
}

/** The document as text; the outcome's own words when there is none. */
export function textOf(outcome: FetchOutcome): string {
  return outcome.kind === "body" ? Buffer.from(outcome.bytes).toString("utf8") : JSON.stringify(outcome);
}

/** Something that a test waits for, and gives from elsewhere. */
export function aSignal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
