// vigie as it runs: embedded store on disk, journal flushed, shipped settings and profiles, every destination off.
import { openWithStore } from "../dist/app.js";
import { loadConfig } from "../dist/config/load.js";
import { keepHeapLean } from "../dist/lean-heap.js";
import { CONCURRENCY } from "./settings.mjs";

const TRAMS = {
  id: "trams",
  name: { fr: "Tramways", en: "Trams" },
  threshold: 50,
  destinations: ["researchers"],
  concepts: [{ id: "tram", role: "core", weight: 85, any: ["tram"], exact: [], near: [], regex: [] }],
  exclude: [],
  require: [],
  boost: [],
  mute: [],
  tests: [],
};

/** All feeds are at one address, which may be pressed. */
export async function vigie(urls, directory) {
  const hosts = [{ host: "127.0.0.1", connections: CONCURRENCY, gapMs: 0 }];
  const app = await openVigie(feedsAt(urls), directory, hosts);
  return {
    async round() {
      const { feeds, alerts } = await app.round({ kind: "all" }, new AbortController().signal);
      const failed = feeds.filter(({ outcome }) => outcome === "error").length;
      return { newItems: feeds.reduce((sum, { newItems }) => sum + newItems, 0), alerts, failed };
    },
    close: async () => await app.close(),
  };
}

/** The app, as the program runs it, with these feeds, at addresses of this machine, and a store in the directory. */
export async function openVigie(feeds, directory, hosts = []) {
  const config = await configured(feeds, hosts);
  const opened = await openWithStore(config, { mode: "write", dataDirectory: directory }, {});
  if (opened.kind !== "ready") throw new Error(`the store is ${opened.kind}: ${opened.detail}`);
  keepHeapLean();
  return opened.app;
}

export function feedsAt(urls, everyMs) {
  const tags = [];
  const firstPoll = { kind: "silent" };
  return urls.map((url, n) => ({ id: `feed-${n}`, name: `Feed ${n}`, url, tags, firstPoll, everyMs }));
}

async function configured(feeds, hosts) {
  const shipped = await loadConfig({ directory: "config", env: {} });
  if (shipped.kind !== "loaded") throw new Error("the shipped configuration does not load");
  const { mail: _mail, console: _console, ...config } = shipped.config;
  return {
    ...config,
    poll: { ...config.poll, concurrency: CONCURRENCY },
    network: { ...config.network, allowAddresses: ["127.0.0.0/8"], hosts },
    destinations: config.destinations.map((one) => ({ ...one, off: "not in a bench" })),
    feeds,
    profiles: [TRAMS, ...config.profiles],
  };
}
