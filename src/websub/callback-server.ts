import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { Hono } from "hono";
import { SECOND } from "../model/time.ts";

/** A hub sends a feed's news from another machine room: what takes longer than this is held open on purpose. */
const REQUEST_MS = 30 * SECOND;
const HEADERS_MS = 10 * SECOND;
/** How often Node looks for requests that took too long. */
const CHECK_MS = 2 * SECOND;
const GRACE_MS = 500;
const MAX_CONNECTIONS = 256;

/** A running listener. `close` resolves within a second; safe to call twice. */
export interface CallbackServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The address that the configuration names cannot be listened on. */
export class CallbackListenError extends Error {
  override readonly name = "CallbackListenError";
  readonly code: string;

  constructor(address: string, cause: NodeJS.ErrnoException) {
    super(
      `hubs cannot be listened for on ${address} (${cause.message}); choose another address in websub.listen`,
      { cause },
    );
    this.code = cause.code ?? "UNKNOWN";
  }
}

/** Listens for hubs; resolves once it does, rejects with CallbackListenError when it cannot. Port 0 lets the system choose. */
export async function startCallbackServer(
  routes: Hono,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<CallbackServer> {
  const server = createAdaptorServer({
    fetch: routes.fetch,
    serverOptions: {
      requestTimeout: REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: 5 * SECOND,
      connectionsCheckingInterval: CHECK_MS,
    },
  });
  server.maxConnections = MAX_CONNECTIONS;
  const listening = await listen(server, host, port);
  const ended = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    port: listening,
    async close() {
      if (server.listening) closeSoon(server);
      await ended;
    },
  };
}

function listen(server: ServerType, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new CallbackListenError(`${host}:${port}`, error)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** Idle connections end at once; those with an answer on its way have until the grace is over. */
function closeSoon(server: ServerType): void {
  server.close();
  if (!("closeAllConnections" in server)) return;
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
}
