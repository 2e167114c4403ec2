// The floor: the same requests by the same client library, the bodies read and thrown away.
import { Agent, request } from "undici";
import { CONCURRENCY, inParallel } from "./settings.mjs";

export async function fetchOnly(urls) {
  const dispatcher = new Agent({ connections: CONCURRENCY, pipelining: 1 });
  const etags = new Map();
  return {
    async round() {
      await inParallel(urls, async (url) => {
        const etag = etags.get(url);
        const headers = etag === undefined ? {} : { "if-none-match": etag };
        const answer = await request(url, { dispatcher, headers });
        await answer.body.arrayBuffer();
        if (answer.statusCode === 200) etags.set(url, answer.headers.etag);
      });
      return {};
    },
    close: async () => await dispatcher.close(),
  };
}
