import type { NetworkConfig } from "../model/config.ts";
import { hostOf } from "../model/host-of.ts";
import { SECOND } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Fetcher, FetchOutcome, FetchRequest } from "../ports/fetcher.ts";
import { allowedBlocks } from "./allowed-blocks.ts";
import { classifyError } from "./classify-error.ts";
import { ACCEPTED_CODINGS } from "./content-codings.ts";
import { createDeadline, type Deadline } from "./deadline.ts";
import { type Failure, failure } from "./failure.ts";
import type { ConnectOptions, Resolve } from "./guarded-connector.ts";
import { firstHop, type Hop } from "./hops.ts";
import { DEFAULT_POLITENESS, HostPoliteness, type Politeness } from "./host-politeness.ts";
import { type Outlet, Outlets } from "./outlets.ts";
import { proxyFailure } from "./proxies.ts";
import { readAnswer, type Redirect } from "./read-answer.ts";
import type { Transports } from "./transports.ts";
import { conditionalHeaders } from "./validators.ts";
import { Way } from "./way.ts";

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
  /** Stands in for the 10 s that a host has to accept a connection. */
  readonly connectMs?: number;
}

/** Gets documents over HTTP. */
export interface HttpFetcher extends Fetcher {
  /** The certificate authorities, in PEM, that requests still to come will bring. */
  keep(authorities: ReadonlySet<string>): Promise<void>;
  /** Ends what is in flight and frees the sockets; it may be called twice. */
  close(): Promise<void>;
}

/** Caches of HTTP/1.0 know the second only. */
const PAST_CACHES = { "cache-control": "no-cache", pragma: "no-cache" } as const;
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
  const gate: ConnectOptions = {
    allow: allowedBlocks(options.network),
    ...(options.lookup === undefined ? {} : { resolve: options.lookup }),
    ...(options.connectMs === undefined ? {} : { connectMs: options.connectMs }),
  };
  // A turn is asked for before each request; this only has to admit as many.
  const connections = Math.max(politeness.perHost, ...options.network.hosts.map((host) => host.connections));
  const outlets = new Outlets({
    gate,
    connections,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const tools: Tools = {
    politeness: new HostPoliteness(politeness, undefined, ownPaces),
    clock: options.clock,
    network: options.network,
    userAgent: userAgentOf(options),
  };
  return {
    async fetch(request, signal) {
      const first = firstHop(request.url, request.options);
      if (first.kind === "failed") return first;
      const deadline = createDeadline(options.network.deadlineMs, signal);
      try {
        return await outlets.use(
          request.options?.ca,
          async (outlet) => await follow(first.hop, { request, deadline, tools, outlet }),
        );
      } finally {
        deadline.end();
      }
    },
    keep: async (authorities) => await outlets.keep(authorities),
    close: async () => await outlets.close(),
  };
}

interface Tools {
  readonly politeness: HostPoliteness;
  readonly clock: Clock;
  readonly network: NetworkConfig;
  readonly userAgent: string;
}

interface Visit {
  readonly request: FetchRequest;
  readonly deadline: Deadline;
  readonly tools: Tools;
  readonly outlet: Outlet;
}

async function follow(first: Hop, visit: Visit): Promise<FetchOutcome> {
  const way = new Way();
  let hop = first;
  let turn: Turn | undefined;
  let transports = transportsFor(visit);
  try {
    for (;;) {
      const detour = way.enter(hop);
      if (detour !== undefined) return detour;
      const host = hostOf(hop.url);
      if (turn?.host !== host) {
        turn?.end();
        turn = await takeTurn(host, visit);
      }
      if (turn === undefined) return stopped(hop.url.host);
      const ending = await askUnlessPaused(hop, transports, visit);
      if (ending.kind !== "hop") return way.end(ending);
      transports = mayLeadInside(ending, first) ? transports : visit.outlet.publicOnly;
      hop = way.leave(ending);
    }
  } finally {
    turn?.end();
  }
}

function transportsFor({ request, outlet }: Visit): Transports {
  return request.fromOutside === true ? outlet.publicOnly : outlet.allowed;
}

/** Only to the operator's own address, or from a server that the operator allows: nobody outside chooses what is asked inside. */
function mayLeadInside({ hop, isInside }: Extract<Redirect, { readonly kind: "hop" }>, first: Hop): boolean {
  return isInside === true || hop.url.origin === first.url.origin;
}

interface Turn {
  readonly host: string;
  end(): void;
}

async function takeTurn(host: string, { deadline, tools }: Visit): Promise<Turn | undefined> {
  deadline.pause();
  const end = await tools.politeness.turn(host, deadline.signal);
  deadline.run();
  return end === undefined ? undefined : { host, end };
}

/** A host may have asked for a pause while its turn was waited for; whoever waits for the next turn must know of one. */
async function askUnlessPaused(
  hop: Hop,
  transports: Transports,
  visit: Visit,
): Promise<FetchOutcome | Redirect> {
  const { pauses } = visit.request;
  const { clock } = visit.tools;
  const host = hostOf(hop.url);
  const until = pauses?.until(host, clock.now());
  if (until !== undefined) return { kind: "paused", host, until };
  const ending = await exchange(hop, transports, visit);
  if (ending.kind === "failed") pauses?.refused({ ...ending, host, kind: ending.errorKind }, clock.now());
  return ending;
}

/** Validators are those of one copy at one address. */
function conditionsAt({ url }: Hop, request: FetchRequest): Readonly<Record<string, string>> {
  return request.fresh !== true && request.copyUrl === url.href ? conditionalHeaders(request) : {};
}

async function exchange(hop: Hop, transports: Transports, visit: Visit): Promise<FetchOutcome | Redirect> {
  const { deadline, request, tools } = visit;
  const conditions = conditionsAt(hop, request);
  try {
    const asked = transports.ask({
      url: hop.url,
      headers: {
        "user-agent": request.options?.userAgent ?? tools.userAgent,
        accept: ACCEPTED_TYPES,
        "accept-encoding": ACCEPTED_CODINGS,
        ...conditions,
        ...(request.fresh === true ? PAST_CACHES : {}),
        ...hop.own,
      },
      proxy: request.options?.proxy,
      signal: deadline.signal,
    });
    // The client itself hears of an abort only once it is connected.
    const answer = await deadline.race(asked);
    // A body that is closed unread says so by an error, which nobody else would hear.
    answer.body.on("error", () => {});
    const ending = await readAnswer(answer, {
      hop,
      conditional: Object.keys(conditions).length > 0,
      maxBytes: tools.network.maxBodyBytes,
      now: tools.clock.now(),
    });
    if (ending.kind === "failed" || ending.kind === "paused") return ending;
    const isInside = await transports.isInside({ url: hop.url, proxy: request.options?.proxy });
    return isInside ? { ...ending, isInside } : ending;
  } catch (error) {
    return brokenOff(error, hop.url.host, visit);
  }
}

function brokenOff(error: unknown, host: string, { deadline, request, tools }: Visit): Failure {
  if (deadline.expired()) {
    const seconds = tools.network.deadlineMs / SECOND;
    return failure("timeout", `${host} had not answered in full after ${seconds} s (network.deadline)`);
  }
  if (deadline.signal.aborted) return stopped(host);
  const proxy = request.options?.proxy;
  const known = (proxy === undefined ? undefined : proxyFailure(error, proxy)) ?? classifyError(error, host);
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
