import { describe, expect, it } from "vitest";
import type { Config } from "../../src/model/config.ts";
import { Secret } from "../../src/model/secret.ts";
import { HOUR } from "../../src/model/time.ts";
import { restartNeeded } from "../../src/reload/restart-needed.ts";
import { aWebSubConfig } from "../support/a-web-sub.ts";
import { aConfig } from "../support/an-app.ts";

const STARTED = aConfig({ console: { host: "127.0.0.1", port: 8460 }, websub: aWebSubConfig() });

const { console: _console, ...WITHOUT_CONSOLE } = STARTED;

describe("a setting waits for the next start", () => {
  it.each<[string, Config, readonly string[]]>([
    [
      "where the store is",
      { ...STARTED, store: { ...STARTED.store, directory: "other" } },
      ["store.directory"],
    ],
    [
      "what its texts may take",
      { ...STARTED, store: { ...STARTED.store, textBytes: 2 ** 20 } },
      ["store.texts"],
    ],
    ["where the page is", { ...STARTED, console: { host: "127.0.0.1", port: 1 } }, ["console.listen"]],
    ["whether there is a page", WITHOUT_CONSOLE, ["console.listen"]],
    [
      "what hubs are told",
      { ...STARTED, websub: aWebSubConfig({ callback: "https://example.org/hubs", port: 1 }) },
      ["websub.callback", "websub.listen"],
    ],
    [
      "the secret behind callbacks",
      { ...STARTED, websub: aWebSubConfig({ secret: new Secret("another one, of sixteen characters") }) },
      ["websub.secret"],
    ],
  ])("%s", (_what, loaded, keys) => {
    expect(restartNeeded(STARTED, loaded)).toEqual(keys);
  });

  it("and no other does", () => {
    const other = aConfig({
      ...STARTED,
      language: "fr",
      timezone: "UTC",
      poll: { ...STARTED.poll, heartbeat: "*/5 * * * *", slowestMs: HOUR, concurrency: 1 },
      network: { ...STARTED.network, deadlineMs: 1, allowAddresses: [] },
      destinations: [],
      feeds: [],
      profiles: [],
      trackingParams: [],
    });
    expect(restartNeeded(STARTED, other)).toEqual([]);
  });
});
