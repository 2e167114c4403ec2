import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { rssOf } from "../support/an-app.ts";

/** More than are published while nobody polls. */
const WINDOW = 200;

/** A paper that numbers its news. */
export interface NewsServer {
  readonly url: string;
  /** One more item; its number is in its title. */
  publish(): number;
  /** Called when an answer with news has been handed over. */
  onAnswer: (() => void) | undefined;
  readonly count: number;
  close(): Promise<void>;
}

export async function startNewsServer(): Promise<NewsServer> {
  let count = 0;
  let onAnswer: (() => void) | undefined;
  const server = createServer((request, response) => {
    const newest = Array.from({ length: Math.min(count, WINDOW) }, (_, back) => count - back);
    const body = rssOf([...newest.map(titleOf), "Old news"]);
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    response.writeHead(200, { etag, "content-type": "application/rss+xml" }).end(body);
    onAnswer?.();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/feed.xml`,
    publish: () => ++count,
    get count() {
      return count;
    },
    get onAnswer() {
      return onAnswer;
    },
    set onAnswer(called) {
      onAnswer = called;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function titleOf(number: number): string {
  return `A new tram line no. ${number}`;
}

/** The numbers of the items that a text tells of. */
export function numbersIn(text: string): readonly number[] {
  return [
    ...new Set([...text.matchAll(/tram\*{0,2} line no\\?\. (\d+)/g)].map(([, number]) => Number(number))),
  ];
}
