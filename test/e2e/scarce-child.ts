import { openSync } from "node:fs";
import { createApp } from "../../src/app.ts";
import { aFeed } from "../support/a-feed.ts";
import { aBody, aConfig, rssOf } from "../support/an-app.ts";

/** A worker that from its first fetch on has no file descriptor left. Says what it posts, and ends with that. */
const feed = aFeed({ firstPoll: { kind: "alert" } });
const stop = new AbortController();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const app = createApp(aConfig({ feeds: [feed] }), {
  fetcher: {
    async fetch({ url }) {
      takeAllDescriptors();
      return aBody(rssOf(["A new tram line"]), url);
    },
    async close() {},
  },
  http: {
    async request({ body = "" }) {
      say(body);
      stop.abort();
      return { kind: "answered", status: 200, headers: {}, bytes: new TextEncoder().encode('{"id":"1"}') };
    },
    async close() {},
  },
});
// What cannot be loaded is tried again for ever.
setTimeout(() => stop.abort(), 20_000).unref();
await app.work(stop.signal);

function takeAllDescriptors(): void {
  try {
    for (;;) openSync("/dev/null", "r");
  } catch (error) {
    say(String(error));
  }
}
