import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { FeedDocument } from "./feed-documents.ts";

/** A web server with feeds, for `vigie demo` and the tests: real HTTP on 127.0.0.1, with validators and 304. */
export interface FeedServer {
  /** The address of a path. */
  url(path: string): string;
  /** Serves this document at the path from now on. */
  publish(path: string, document: FeedDocument): void;
  /** Every answer in order: `200 /a.xml`. */
  readonly answers: readonly string[];
  close(): Promise<void>;
}

/** Starts a server on any free port. */
export async function startFeedServer(): Promise<FeedServer> {
  const documents = new Map<string, FeedDocument>();
  const answers: string[] = [];
  const server = createServer((request, response) => {
    answers.push(`${answer(documents.get(request.url ?? ""), request, response)} ${request.url ?? ""}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    publish: (path, document) => void documents.set(path, document),
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(
  document: FeedDocument | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): number {
  if (document === undefined) {
    response.writeHead(404).end();
    return 404;
  }
  const etag = `"${createHash("sha256").update(document.body).digest("hex").slice(0, 16)}"`;
  const fresh = request.headers["if-none-match"] === etag;
  response.writeHead(fresh ? 304 : 200, { etag, "content-type": document.contentType });
  response.end(fresh ? undefined : document.body);
  return response.statusCode;
}
