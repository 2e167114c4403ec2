import { type Dispatcher, ProxyAgent } from "undici";
import type { Secret } from "../model/secret.ts";
import { errorCode } from "./error-code.ts";
import { type Failure, failure } from "./failure.ts";

/** What undici says when a proxy does not open a tunnel; the message alone has the status. */
const NO_TUNNEL = /^Proxy response \((?<status>\d{3})\)/u;

/**
 * Connections through the operators' proxies, one pool for each. A proxy is the operator's own and may be anywhere. It
 * resolves names again for itself, so the guard can only judge a target before it is named to the proxy: weaker than
 * without one.
 */
export class Proxies {
  readonly #agents = new Map<string, ProxyAgent>();
  readonly #options: Omit<ProxyAgent.Options, "uri">;

  constructor(options: Omit<ProxyAgent.Options, "uri">) {
    this.#options = options;
  }

  through(proxy: Secret): Dispatcher {
    const uri = proxy.reveal();
    const known = this.#agents.get(uri);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({ ...this.#options, uri });
    this.#agents.set(uri, agent);
    return agent;
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#agents.values(), async (agent) => await agent.destroy()));
  }
}

/** What an error means that came from the proxy and not from the host behind it; undefined when it did not. */
export function proxyFailure(error: unknown, proxy: Secret): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { host } = new URL(proxy.reveal());
  const status = NO_TUNNEL.exec(error.message)?.groups?.["status"];
  if (status === "407")
    return failure("http-407", `the proxy ${host} wants a user name and a password (407)`);
  if (status !== undefined)
    return failure("connect", `the proxy ${host} opens no way to the host (${status})`);
  const isEarly = "syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo");
  return isEarly
    ? failure("connect", `the proxy ${host} cannot be reached (${errorCode(error)})`)
    : undefined;
}
