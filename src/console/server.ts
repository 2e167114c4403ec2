import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { Log } from "../ports/log.ts";
import { consoleRoutes } from "./routes.tsx";
import type { ConsoleView } from "./view-model.ts";

/** How long an answer may still take once the console closes. */
const GRACE_MS = 500;
/** A whole request is a few hundred bytes: one that takes longer is held open on purpose. */
const REQUEST_MS = 10_000;
const MAX_CONNECTIONS = 256;

/** A running console. `close` resolves within a second, whatever connections are still open; safe to call twice. */
export interface ConsoleServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface ConsoleOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly view: ConsoleView;
  readonly log: Log;
}

/** The address that the configuration names cannot be listened on. */
export class ConsoleListenError extends Error {
  override readonly name = "ConsoleListenError";
  readonly code: string;

  constructor(address: string, cause: NodeJS.ErrnoException) {
    super(
      `the console cannot listen on ${address} (${cause.message}); choose another address in console.listen`,
      {
        cause,
      },
    );
    this.code = cause.code ?? "UNKNOWN";
  }
}

/** Serves the console; resolves once it listens, rejects with ConsoleListenError when it cannot. */
export async function startConsole(options: ConsoleOptions): Promise<ConsoleServer> {
  const { host, log } = options;
  const app = consoleRoutes(options);
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, keepAliveTimeout: 5_000 },
  });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, host, options.port);
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}/`;
  log.info("console.opened", { url });
  const ended = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    url,
    async close() {
      if (server.listening) closeSoon(server);
      await ended;
    },
  };
}

function listen(server: ServerType, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new ConsoleListenError(`${host}:${port}`, error)));
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
