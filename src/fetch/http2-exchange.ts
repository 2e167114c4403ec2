import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { buildConnector } from "undici";
import { failure, FetchFault } from "./failure.ts";
import type { Answer } from "./read-answer.ts";

/** What is asked over one HTTP/2 connection. */
export interface Http2Request {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Opens connections, past the address guard. */
  readonly connect: buildConnector.connector;
  readonly maxHeaderBytes: number;
}

/** The server does not speak HTTP/2, or no more. */
export class NoHttp2Fault extends FetchFault {
  override readonly name = "NoHttp2Fault";

  constructor({ host }: URL) {
    super(failure("tls", `${host} agrees on no version of HTTP`));
  }
}

/**
 * One request over an HTTP/2 connection of its own (RFC 9113), for servers that speak nothing else. Not undici's (7.30):
 * it sets no bound to what the headers of an answer hold. Throws what the socket or the guard throws. The body must be
 * read or destroyed: that ends the connection.
 */
export async function exchangeOverHttp2(request: Http2Request): Promise<Answer> {
  const { url, headers, signal } = request;
  const socket = await opened(request);
  const session = connect(url.origin, {
    createConnection: () => socket,
    settings: { enablePush: false, maxHeaderListSize: request.maxHeaderBytes },
    maxSessionMemory: 1,
  });
  const stop = (): void => session.destroy();
  signal.addEventListener("abort", stop, { once: true });
  session.once("close", () => signal.removeEventListener("abort", stop));
  if (signal.aborted) stop();
  const stream = session.request({ ...headers, ":path": url.pathname + url.search });
  try {
    return await answered(stream, session, request);
  } catch (error) {
    session.destroy();
    throw error;
  }
}

function opened({ url, connect: open }: Http2Request): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const { hostname, host, protocol, port } = url;
    open({ hostname, host, protocol, port, servername: hostname }, (...[error, socket]) => {
      if (error !== null) reject(error);
      else if ("alpnProtocol" in socket && socket.alpnProtocol === "h2") resolve(socket);
      else {
        socket.destroy();
        reject(new NoHttp2Fault(url));
      }
    });
  });
}

function answered(
  stream: ClientHttp2Stream,
  session: ClientHttp2Session,
  { url, maxHeaderBytes }: Http2Request,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error?: Error): void => reject(error ?? brokenOff(url));
    session.on("error", fail);
    stream.on("error", fail);
    stream.once("close", fail);
    stream.once("response", ({ [constants.HTTP2_HEADER_STATUS]: status, ...headers }) => {
      const plain = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const size = plain.reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
      if (size > maxHeaderBytes) {
        const tooLarge = `the headers from ${url.host} are larger than ${maxHeaderBytes / 1024} KiB`;
        reject(new FetchFault(failure("too-large", tooLarge)));
      } else
        resolve({
          statusCode: Number(status),
          headers: Object.fromEntries(plain),
          body: bodyOf(stream, session, url),
        });
    });
  });
}

/** The bytes of a stream that ends well; one that its server breaks off ends in an error. */
function bodyOf(stream: ClientHttp2Stream, session: ClientHttp2Session, url: URL): Readable {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream) yield Buffer.from(chunk);
      // Iterating ends without an error, too, when the session goes away before the stream has ended.
      if (!stream.readableEnded || (stream.rstCode ?? 0) !== constants.NGHTTP2_NO_ERROR) throw brokenOff(url);
    } finally {
      session.destroy();
    }
  };
  const body = Readable.from(chunks());
  // Destroyed before it was read from, the generator never began and closes nothing.
  body.once("close", () => session.destroy());
  return body;
}

function brokenOff({ host }: URL): FetchFault {
  return new FetchFault(failure("connect", `${host} broke off its answer (HTTP/2)`));
}
