import { Agent, type Dispatcher } from "undici";
import type { NetworkConfig } from "../model/config.ts";
import type { FeedErrorKind } from "../model/feed.ts";
import type { HttpAnswer, HttpClient, HttpRequest } from "../ports/http-client.ts";
import { allowedBlocks } from "./allowed-blocks.ts";
import { classifyError } from "./classify-error.ts";
import { failure, FetchFault } from "./failure.ts";
import {
  type ConnectOptions,
  guardedConnector,
  type GuardedConnector,
  outward,
  type Resolve,
} from "./guarded-connector.ts";
import { InsideOrigins } from "./inside-origins.ts";
import { readBody } from "./read-body.ts";
import { headerText } from "./response-headers.ts";
import { trustIn } from "./trust.ts";

export interface GuardedClientOptions {
  readonly network: Pick<NetworkConfig, "allowAddresses">;
  /** Stands in for the system's resolver. */
  readonly lookup?: Resolve;
  /** Certificate authorities to trust, in PEM, instead of the well-known ones. */
  readonly ca?: string;
}

/** No service that vigie writes to answers with more. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/** Faults that come before the first byte of a request. */
const BEFORE_BYTES: ReadonlySet<FeedErrorKind> = new Set<FeedErrorKind>([
  "blocked-address",
  "scheme",
  "dns",
  "tls",
]);
const BEFORE_CONNECTED =
  /^(?:EACCES|EADDRNOTAVAIL|ECONNREFUSED|EHOSTDOWN|EHOSTUNREACH|EMFILE|ENETDOWN|ENETUNREACH|ENFILE)$/u;

/**
 * A client for services that vigie writes to: Discord, WebSub hubs. Nothing leaves for an address that the guard does
 * not pass; no redirect is followed; a request takes as long as its signal lets it.
 *
 * Throws a RangeError when `network.allowAddresses` holds something that is not an address block.
 */
export function createGuardedClient(options: GuardedClientOptions): HttpClient & { close(): Promise<void> } {
  const gate: ConnectOptions = {
    allow: allowedBlocks(options.network),
    ...(options.lookup === undefined ? {} : { resolve: options.lookup }),
    ...(options.ca === undefined ? {} : { trust: trustIn(options.ca) }),
  };
  const inside = new InsideOrigins();
  const allowed = pool(guardedConnector(gate), inside);
  const publicOnly = pool(guardedConnector(outward(gate)), new InsideOrigins());
  return {
    async request(request, signal) {
      const { agent } = request.fromOutside === true ? publicOnly : allowed;
      const answer = await exchange(request, agent, signal);
      const isInside = request.fromOutside !== true && inside.has(new URL(request.url).origin);
      return answer.kind === "answered" && isInside ? { ...answer, isInside } : answer;
    },
    async close() {
      await Promise.all([allowed.close(), publicOnly.close()]);
    },
  };
}

function pool(
  connector: GuardedConnector,
  inside: InsideOrigins,
): { readonly agent: Agent; close(): Promise<void> } {
  const connect = inside.watched(connector.connect);
  const agent = new Agent({ connect, pipelining: 1, maxHeaderSize: MAX_HEADER_BYTES });
  return {
    agent,
    async close() {
      connector.close();
      await agent.destroy();
    },
  };
}

async function exchange(
  { url: address, method, headers, body }: HttpRequest,
  agent: Agent,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const url = new URL(address);
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method === "POST" ? "POST" : "GET",
      headers,
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return await whole(answer, url.host);
  } catch (error) {
    return brokenOff(error, url.host, signal);
  }
}

async function whole(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  host: string,
): Promise<HttpAnswer> {
  const bytes = await readBody(body, { host, codings: [], maxBytes: MAX_ANSWER_BYTES });
  const named = Object.keys(headers).map((name) => [name, headerText(headers, name) ?? ""] as const);
  return { kind: "answered", status: statusCode, headers: Object.fromEntries(named), bytes };
}

function brokenOff(error: unknown, host: string, signal: AbortSignal): HttpAnswer {
  if (signal.aborted) {
    const { errorKind, detail } = failure("timeout", `the request to ${host} was stopped`);
    return { kind: "failed", errorKind, detail, mayHaveArrived: true };
  }
  const known = classifyError(error, host);
  if (known === undefined) throw error;
  const { errorKind, detail } = known;
  return { kind: "failed", errorKind, detail, mayHaveArrived: !isEarly(error, errorKind) };
}

function isEarly(error: unknown, errorKind: FeedErrorKind): boolean {
  if (BEFORE_BYTES.has(errorKind)) return true;
  if (error instanceof FetchFault) return errorKind === "connect";
  return error instanceof Error && "code" in error && BEFORE_CONNECTED.test(String(error.code));
}
