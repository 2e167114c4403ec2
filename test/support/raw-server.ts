import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { CERTIFICATE } from "./certificate.ts";

/** One request as it arrived: the request line and the headers, names in lower case. */
export interface RawRequest {
  readonly line: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Writes whatever bytes it likes; `node:http` would repair the faults that a test is about. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void;

export interface RawServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` or `https://localhost:PORT`. */
  readonly origin: string;
  readonly requests: readonly RawRequest[];
  /** Connections accepted so far. */
  connections(): number;
  /** Connections open now. */
  open(): number;
  /** Resolves when no connection is open; what a client that cleans up brings about soon. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

export interface RawServerOptions {
  readonly host?: string;
  readonly tls?: true;
  /** Instead of a certificate that holds. */
  readonly certificate?: typeof CERTIFICATE;
  /** Sent as soon as a connection is accepted. */
  readonly greeting?: string;
  /** Closes each connection right after the greeting. */
  readonly hangUp?: true;
  readonly onConnection?: () => void;
}

/** An HTTP server of which the test writes every byte. Close it in `afterEach`. */
export async function startRawServer(answer: RawAnswer, options: RawServerOptions = {}): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const accept = (socket: Socket): void => {
    readRequests(socket, (request) => {
      requests.push(request);
      answer(socket, request);
    });
  };
  const server: Server =
    options.tls === true ? createTlsServer(options.certificate ?? CERTIFICATE, accept) : createServer(accept);
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    options.onConnection?.();
    if (options.greeting !== undefined) socket.write(options.greeting);
    if (options.hangUp === true) socket.end();
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0) server.emit("drained");
    });
  });
  const host = options.host ?? "127.0.0.1";
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: options.tls === true ? `https://localhost:${port}` : `http://${host}:${port}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    async drained() {
      if (sockets.size > 0) await once(server, "drained");
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

function readRequests(socket: Socket, onRequest: (request: RawRequest) => void): void {
  let text = "";
  socket.on("error", () => {});
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      onRequest(parseRequest(head));
    }
  });
}

function parseRequest(head: string): RawRequest {
  const [line = "", ...fields] = head.split("\r\n");
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(":");
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  });
  return { line, path: line.split(" ")[1] ?? "", headers: new Map(headers) };
}

/** A whole, correct answer. */
export function rawResponse(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = "",
): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  const fields = Object.entries({ "content-length": String(bytes.length), ...headers });
  const head = [`HTTP/1.1 ${status} Status`, ...fields.map(([name, value]) => `${name}: ${value}`), "", ""];
  return Buffer.concat([Buffer.from(head.join("\r\n"), "latin1"), bytes]);
}
