// vigie as it runs: embedded store on disk, journal flushed, five profiles' worth of matching, one Discord channel off.
import { openWithStore } from "../dist/app.js";
import { loadProfiles } from "../dist/config/load.js";
import { CONCURRENCY } from "./settings.mjs";

export async function vigie(urls, directory) {
  const shipped = await loadProfiles("config/profiles");
  if (shipped.kind !== "loaded") throw new Error("the shipped profiles do not load");
  const opened = await openWithStore(
    config(urls, shipped.profiles),
    { mode: "write", dataDirectory: directory },
    {},
  );
  if (opened.kind !== "ready") throw new Error(`the store is ${opened.kind}`);
  return {
    async round() {
      const { feeds, alerts } = await opened.app.round({ kind: "all" }, new AbortController().signal);
      const failed = feeds.filter(({ outcome }) => outcome === "error").length;
      return { newItems: feeds.reduce((sum, { newItems }) => sum + newItems, 0), alerts, failed };
    },
    close: async () => await opened.app.close(),
  };
}

function config(urls, profiles) {
  const trams = {
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
  return {
    language: "en",
    timezone: "Europe/Paris",
    store: { kind: "file", directory: "data", textBytes: 2 ** 30 },
    poll: {
      heartbeat: "* * * * *",
      everyMs: 900_000,
      fastestMs: 300_000,
      slowestMs: 21_600_000,
      concurrency: CONCURRENCY,
    },
    network: {
      deadlineMs: 20_000,
      maxBodyBytes: 10_485_760,
      allowAddresses: ["127.0.0.1/32"],
      hosts: [{ host: "127.0.0.1", connections: CONCURRENCY, gapMs: 0 }],
    },
    notices: [],
    destinations: [{ id: "researchers", kind: "discord-webhook", language: "en", off: "not in a bench" }],
    trackingParams: ["utm_*"],
    feeds: urls.map((url, n) => ({
      id: `feed-${n}`,
      name: `Feed ${n}`,
      url,
      tags: [],
      firstPoll: { kind: "silent" },
    })),
    profiles: [trams, ...profiles],
  };
}
