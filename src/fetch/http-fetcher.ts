import { Agent } from "undici";
import type { NetworkConfig } from "../model/config.ts";
import { SECOND } from "../model/time.ts";
import type { Clock, Fetcher, FetchOutcome, FetchRequest } from "../ports.ts";
import { allowedBlocks } from "./allowed-blocks.ts";
import { classifyError } from "./classify-error.ts";
import { ACCEPTED_CODINGS } from "./content-codings.ts";
import { createDeadline, type Deadline } from "./deadline.ts";
import { type Failure, failure } from "./failure.ts";
import { guardedConnector, type Resolve } from "./guarded-connector.ts";
import { firstHop, type Hop, type HopReading } from "./hops.ts";
import { DEFAULT_POLITENESS, HostPoliteness, type Politeness } from "./host-politeness.ts";
import { readAnswer } from "./read-answer.ts";
import { conditionalHeaders } from "./validators.ts";

export interface HttpFetcherOptions {
  readonly network: NetworkConfig;
  /** Of vigie, for the User-Agent. */
  readonly version: string;
  readonly clock: Clock;
  readonly politeness?: Politeness;
  /** Stands in for the system's resolver. */
  readonly lookup?: Resolve;
  /** Certificate authorities to trust, in PEM, instead of the well-known ones. */
  readonly ca?: string;
}

/** Gets documents over HTTP. `close` ends what is in flight and frees the sockets; it may be called twice. */
export type HttpFetcher = Fetcher & { close(): Promise<void> };

const MOST_REDIRECTS = 10;
const MAX_HEADER_BYTES = 16 * 1024;
// Long enough for a redirect within a site. Longer, and a request meets the server's own closing of the connection.
const IDLE_SOCKET_MS = SECOND;
const ACCEPTED_TYPES =
  "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/**
 * A fetcher on real sockets. Redirects, decompression, deadline, size cap and address guard are our own; one fetch
 * asks a host for a turn once, and keeps it over redirects within that host. Waiting for a turn costs no deadline.
 *
 * Throws a RangeError when `network.allowAddresses` holds something that is not an address block.
 */
export function createHttpFetcher(options: HttpFetcherOptions): HttpFetcher {
  const politeness = options.politeness ?? DEFAULT_POLITENESS;
  const ownPaces = new Map(
    options.network.hosts.map(({ host, connections, gapMs }) => [host, { perHost: connections, gapMs }]),
  );
  const connector = guardedConnector({
    allow: allowedBlocks(options.network),
    ...(options.lookup === undefined ? {} : { resolve: options.lookup }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const agent = new Agent({
    connect: connector.connect,
    // A turn is asked for before each request; this only has to admit as many.
    connections: Math.max(politeness.perHost, ...options.network.hosts.map(({ connections }) => connections)),
    pipelining: 1,
    keepAliveTimeout: IDLE_SOCKET_MS,
    keepAliveMaxTimeout: IDLE_SOCKET_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Both would start anew with every byte; the deadline does not.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const tools: Tools = {
    agent,
    politeness: new HostPoliteness(politeness, undefined, ownPaces),
    clock: options.clock,
    network: options.network,
    userAgent: userAgentOf(options),
  };
  return {
    async fetch(request, signal) {
      const first = firstHop(request.url);
      if (first.kind === "failed") return first;
      const deadline = createDeadline(options.network.deadlineMs, signal);
      try {
        return await follow(first.hop, { request, deadline, tools });
      } finally {
        deadline.end();
      }
    },
    async close() {
      connector.close();
      await agent.destroy();
    },
  };
}

interface Tools {
  readonly agent: Agent;
  readonly politeness: HostPoliteness;
  readonly clock: Clock;
  readonly network: NetworkConfig;
  readonly userAgent: string;
}

interface Visit {
  readonly request: FetchRequest;
  readonly deadline: Deadline;
  readonly tools: Tools;
}

async function follow(first: Hop, visit: Visit): Promise<FetchOutcome> {
  const visited = new Set<string>();
  let hop = first;
  let turn: Turn | undefined;
  try {
    while (visited.size <= MOST_REDIRECTS) {
      const { host, hostname, href } = hop.url;
      if (visited.has(href)) return failure("redirect", `${host} redirects in a circle`);
      visited.add(href);
      if (turn?.hostname !== hostname) {
        turn?.end();
        turn = await takeTurn(hostname, visit);
      }
      if (turn === undefined) return stopped(host);
      const ending = await exchange(hop, visit);
      if (ending.kind !== "hop") return ending;
      hop = ending.hop;
    }
    return failure("redirect", `${first.url.host} redirects more than ${MOST_REDIRECTS} times`);
  } finally {
    turn?.end();
  }
}

interface Turn {
  readonly hostname: string;
  end(): void;
}

async function takeTurn(hostname: string, { deadline, tools }: Visit): Promise<Turn | undefined> {
  deadline.pause();
  const end = await tools.politeness.turn(hostname, deadline.signal);
  deadline.run();
  return end === undefined ? undefined : { hostname, end };
}

async function exchange(hop: Hop, visit: Visit): Promise<FetchOutcome | HopReading> {
  const { deadline, request, tools } = visit;
  const conditions = conditionalHeaders(request);
  try {
    const asked = tools.agent.request({
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: "GET",
      headers: {
        "user-agent": tools.userAgent,
        accept: ACCEPTED_TYPES,
        "accept-encoding": ACCEPTED_CODINGS,
        ...conditions,
        ...(hop.authorization === undefined ? {} : { authorization: hop.authorization }),
      },
      signal: deadline.signal,
    });
    // The client itself hears of an abort only once it is connected.
    const answer = await deadline.race(asked);
    // A body that is closed unread says so by an error, which nobody else would hear.
    answer.body.on("error", () => {});
    return await readAnswer(answer, {
      hop,
      conditional: Object.keys(conditions).length > 0,
      maxBytes: tools.network.maxBodyBytes,
      now: tools.clock.now(),
    });
  } catch (error) {
    return brokenOff(error, hop.url.host, visit);
  }
}

function brokenOff(error: unknown, host: string, { deadline, tools }: Visit): Failure {
  if (deadline.expired()) {
    const seconds = tools.network.deadlineMs / SECOND;
    return failure("timeout", `${host} had not answered in full after ${seconds} s (network.deadline)`);
  }
  if (deadline.signal.aborted) return stopped(host);
  const known = classifyError(error, host);
  if (known === undefined) throw error;
  return known;
}

/** The caller gave up. It knows that it did, so the kind only has to be one that is tried again. */
function stopped(host: string): Failure {
  return failure("timeout", `the fetch from ${host} was stopped before it was complete`);
}

/** `vigie/1.0.0 (+https://example.org/contact)`, in characters that a header may hold. */
function userAgentOf({ version, network: { contact } }: HttpFetcherOptions): string {
  const text = contact === undefined ? `vigie/${version}` : `vigie/${version} (+${contact})`;
  return text.replaceAll(/[^\x20-\x7e]/gu, "?");
}
