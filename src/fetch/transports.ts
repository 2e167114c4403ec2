import { Agent, type Dispatcher } from "undici";
import { SECOND } from "../model/time.ts";
import type { RequestOptions } from "../model/request-options.ts";
import type { Secret } from "../model/secret.ts";
import { errorCode } from "./error-code.ts";
import { FetchFault } from "./failure.ts";
import {
  type ConnectOptions,
  guardedConnector,
  type GuardedConnector,
  outward,
  refusalOf,
} from "./guarded-connector.ts";
import { exchangeOverHttp2, NoHttp2Fault } from "./http2-exchange.ts";
import { InsideOrigins } from "./inside-origins.ts";
import { KeptConnections } from "./kept-connections.ts";
import { Proxies } from "./proxies.ts";
import type { Answer } from "./read-answer.ts";

const MAX_HEADER_BYTES = 16 * 1024;
// Long enough for a redirect within a site. Longer, and a request meets the server's own closing of the connection.
const IDLE_SOCKET_MS = SECOND;
/** What a server answers to the handshake that offered it HTTP/1.1, when it speaks HTTP/2 alone (RFC 7301 §3.2). */
const NO_HTTP_1 = /ALERT_NO_APPLICATION_PROTOCOL$/u;
const MOST_REMEMBERED = 1000;

/** One request: where to, with which headers, and which proxy leads there. */
export interface Asking {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: RequestOptions["proxy"];
  readonly signal: AbortSignal;
}

/** The ways on which requests leave: HTTP/1.1, HTTP/2 for servers that speak nothing else, the operators' proxies. */
export class Transports {
  readonly #gate: ConnectOptions;
  readonly #connector: GuardedConnector;
  readonly #http2Connector: GuardedConnector;
  readonly #agent: Agent;
  /** A new connection for each request. */
  readonly #unkept: Agent;
  readonly #kept = new KeptConnections();
  readonly #inside = new InsideOrigins();
  readonly #proxies: Proxies;
  /** Origins that speak HTTP/2 alone. */
  readonly #http2Only = new Set<string>();

  /** `connections`: to one origin at the same time. */
  constructor(gate: ConnectOptions, connections: number) {
    const limits = {
      connections,
      pipelining: 1,
      keepAliveTimeout: IDLE_SOCKET_MS,
      keepAliveMaxTimeout: IDLE_SOCKET_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Both would start anew with every byte; the deadline does not.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    this.#gate = gate;
    this.#connector = this.#watched(guardedConnector(gate));
    this.#http2Connector = this.#watched(guardedConnector({ ...gate, http2: true }));
    const connect = this.#kept.watched(this.#connector.connect);
    this.#agent = new Agent({ ...limits, connect });
    this.#unkept = new Agent({ ...limits, pipelining: 0, connect: this.#connector.connect });
    this.#proxies = new Proxies({
      ...limits,
      ...(gate.trust === undefined ? {} : { requestTls: { secureContext: gate.trust } }),
    });
  }

  /** The answer as far as its headers. Throws what the socket or the guard throws. */
  async ask(asking: Asking): Promise<Answer> {
    const { origin } = asking.url;
    if (this.#http2Only.has(origin) && asking.proxy === undefined) return await this.#asBefore(asking);
    try {
      return await this.#overHttp1(asking);
    } catch (error) {
      if (!speaksNoHttp1(error) || asking.proxy !== undefined) throw error;
      if (this.#http2Only.size === MOST_REMEMBERED) this.#http2Only.clear();
      this.#http2Only.add(origin);
      return await this.#overHttp2(asking);
    }
  }

  /** Over HTTP/2, unless the server has changed since it spoke nothing else. */
  async #asBefore(asking: Asking): Promise<Answer> {
    try {
      return await this.#overHttp2(asking);
    } catch (error) {
      if (!(error instanceof NoHttp2Fault)) throw error;
      this.#http2Only.delete(asking.url.origin);
      return await this.#overHttp1(asking);
    }
  }

  /** Whether what answered is at an address that is not public, and so was allowed. */
  async isInside({ url, proxy }: Pick<Asking, "url" | "proxy">): Promise<boolean> {
    if (this.#gate.allow.length === 0) return false;
    if (proxy === undefined) return this.#inside.has(url.origin);
    return (await refusalOf(url.hostname, outward(this.#gate))) !== undefined;
  }

  async close(): Promise<void> {
    this.#connector.close();
    this.#http2Connector.close();
    await Promise.all([this.#agent.destroy(), this.#unkept.destroy(), this.#proxies.close()]);
  }

  #watched(connector: GuardedConnector): GuardedConnector {
    return { ...connector, connect: this.#inside.watched(connector.connect) };
  }

  async #overHttp1(asking: Asking): Promise<Answer> {
    if (asking.proxy !== undefined) return await get(asking, await this.#wayBy(asking.proxy, asking.url));
    return await this.#kept.ask(
      asking.url.origin,
      async () => await get(asking, this.#agent),
      async () => await get(asking, this.#unkept),
    );
  }

  async #overHttp2({ url, headers, signal }: Asking): Promise<Answer> {
    const { connect } = this.#http2Connector;
    return await exchangeOverHttp2({ url, headers, signal, connect, maxHeaderBytes: MAX_HEADER_BYTES });
  }

  /** Behind a proxy the connection cannot be judged, so the host is, before the proxy hears of it. */
  async #wayBy(proxy: Secret, url: URL): Promise<Dispatcher> {
    const refusal = await refusalOf(url.hostname, this.#gate);
    if (refusal !== undefined) throw refusal;
    return this.#proxies.through(proxy);
  }
}

async function get({ url, headers, signal }: Asking, agent: Dispatcher): Promise<Answer> {
  return await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: "GET",
    headers,
    signal,
  });
}

function speaksNoHttp1(error: unknown): boolean {
  return error instanceof FetchFault && NO_HTTP_1.test(errorCode(error.cause) ?? "");
}
