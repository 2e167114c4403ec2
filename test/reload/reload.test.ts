import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Effects } from "../../src/effects.ts";
import type { Config } from "../../src/model/config.ts";
import type { Profile } from "../../src/model/profile.ts";
import { MINUTE, SECOND } from "../../src/model/time.ts";
import type { Channel } from "../../src/ports/channel.ts";
import { Reload } from "../../src/reload/reload.ts";
import { aConfigWatch, aProblem } from "../support/a-config-watch.ts";
import { aFeed } from "../support/a-feed.ts";
import { aLog } from "../support/a-log.ts";
import { aConcept, aProfile } from "../support/a-profile.ts";
import { aBody, aConfig, anApp, aWebhook, rssOf } from "../support/an-app.ts";

const NOON = Date.UTC(2026, 2, 2, 12, 0, 30);

/** A profile that wants one word, and has a test about it unless told otherwise. */
function wanting(word: string, given: Partial<Profile> = {}): Profile {
  return aProfile({
    concepts: [aConcept("it", { weight: 85, any: [word] })],
    tests: [{ title: `A new ${word} line`, expect: "alert" }],
    ...given,
  });
}

const FAILING = [{ title: "A new ferry", expect: "alert" }] as const;

describe("edited files", () => {
  /** What a worker that began with these profiles makes of its files. */
  function aReload(profiles: readonly Profile[], load = async (): Promise<void> => {}) {
    const files = aConfigWatch();
    const log = aLog();
    const enforced: Config[] = [];
    const reload = new Reload(aConfig({ profiles }), {
      watch: files.watch,
      log,
      load,
      enforce: async (config) => void enforced.push(config),
    });
    const pulse = async (times = 2): Promise<void> => {
      for (let i = 0; i < times; i += 1) await reload.look();
    };
    const told = (event: string) => log.events.filter((each) => each.event === event);
    return { ...files, reload, pulse, told, enforced };
  }

  it("with a problem are refused as a whole, and the log says every problem once", async () => {
    const { spoil, pulse, told, enforced } = aReload([wanting("tram")]);
    spoil(aProblem(), aProblem({ severity: "warning", path: "console", message: "readable for all" }));
    await pulse(20);
    expect(enforced).toEqual([]);
    expect(told("config.refused")).toEqual([
      {
        level: "error",
        event: "config.refused",
        fields: {
          detail: "the last good configuration stays in force",
          problems: [
            'config/vigie.yaml:4:11 timezone: expected an IANA time zone such as Europe/Paris, found "Europe/Pris"',
          ],
          warnings: ["config/vigie.yaml:4:11 console: readable for all"],
        },
      },
    ]);
  });

  it("that are refused are a problem on the page, by their place alone, until they are mended", async () => {
    const { spoil, save, pulse, reload } = aReload([wanting("tram")]);
    spoil(aProblem(), aProblem({ line: 9, path: "poll.every" }));
    await pulse();
    expect(reload.problems()).toEqual([
      "the files are refused, the last good ones stay in force: config/vigie.yaml:4:11 timezone and 1 more; the log says why (config.refused)",
    ]);
    save(aConfig());
    await pulse();
    expect(reload.problems()).toEqual([]);
  });

  it("that need code which cannot be loaded are refused, and the page says that only a restart helps", async () => {
    const want = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
    const { save, pulse, told, enforced, reload } = aReload([], async () => await Promise.reject(want));
    save(aConfig());
    await pulse(20);
    expect(enforced).toEqual([]);
    expect(told("config.refused")).toMatchObject([
      { fields: { error: "Error: EMFILE: too many open files" } },
    ]);
    expect(reload.problems()).toEqual([expect.stringContaining("restart vigie")]);
  });

  it("come into force without a problem, and the log says how much there is of what", async () => {
    const { save, pulse, told, enforced } = aReload([wanting("tram")]);
    const edited = aConfig({ profiles: [wanting("bus"), wanting("line", { id: "lines" })] });
    save(edited);
    await pulse(20);
    expect(enforced).toEqual([edited]);
    expect(told("config.reloaded").map(({ fields }) => fields)).toEqual([
      { profiles: 2, feeds: 1, destinations: 1 },
    ]);
  });

  it("leave a profile as it was whose new version fails a test, and say which words were found", async () => {
    const before = wanting("tram");
    const { save, pulse, told, enforced, reload } = aReload([before]);
    const other = wanting("line", { id: "lines" });
    save(aConfig({ profiles: [wanting("bus", { tests: FAILING }), other] }));
    await pulse();
    expect(enforced.at(-1)?.profiles).toEqual([before, other]);
    const reason =
      "profiles/trams.yaml is not in force, the version before it is: a test fails: “A new ferry” (expect: alert) stays silent, 50 points short of the threshold";
    expect(told("profile.kept").map(({ fields }) => fields)).toEqual([{ profile: "trams", reason }]);
    expect(told("profile.test-failed").map(({ fields }) => fields)).toEqual([
      {
        profile: "trams",
        test: "A new ferry",
        expect: "alert",
        verdict: "stays silent, 50 points short of the threshold",
        found: "nothing",
      },
    ]);
    expect(reload.problems()).toEqual([reason]);
    save(aConfig({ profiles: [wanting("bus"), other] }));
    await pulse();
    expect(enforced.at(-1)?.profiles).toEqual([wanting("bus"), other]);
    expect(reload.problems()).toEqual([]);
  });

  it("leave a new profile out that fails a test", async () => {
    const { save, pulse, told, enforced } = aReload([]);
    save(aConfig({ profiles: [wanting("bus", { tests: FAILING })] }));
    await pulse();
    expect(enforced.at(-1)?.profiles).toEqual([]);
    expect(told("profile.left-out")).toHaveLength(1);
  });

  it("name what waits for the next start", async () => {
    const { save, pulse, told } = aReload([]);
    save(aConfig({ console: { host: "127.0.0.1", port: 8461 } }));
    await pulse();
    expect(told("config.restart-needed").map(({ fields }) => fields)).toEqual([
      { keys: ["console.listen"], detail: "takes effect at the next start" },
    ]);
  });
});

describe("a running worker", () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOON }));
  afterEach(() => void vi.useRealTimers());

  /** A worker that asks its feeds every minute, and the files of its configuration. */
  function aWorker(given: Partial<Config> = {}, overrides: Partial<Effects> = {}) {
    const { poll } = aConfig();
    const config = aConfig({ poll: { ...poll, everyMs: MINUTE, fastestMs: MINUTE }, ...given });
    const log = aLog();
    const files = aConfigWatch();
    const vigie = anApp(config, { log, clock: { now: () => Date.now() }, ...overrides }, files.watch);
    const stop = new AbortController();
    const work = vigie.app.work(stop.signal);
    return {
      ...vigie,
      ...files,
      log,
      events: () => log.events.map(({ event }) => event),
      edit: (changes: Partial<Config>) => files.save({ ...config, ...changes }),
      titles: () => vigie.sent.map(({ alerts }) => alerts[0]?.story.title),
      pass: async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms)),
      async end() {
        stop.abort();
        await vi.advanceTimersByTimeAsync(SECOND);
        await work;
      },
    };
  }

  it("alerts by the words of an edited profile on what is published afterwards", async () => {
    const worker = aWorker();
    worker.publish(["Old news"]);
    await worker.pass(MINUTE);
    worker.edit({ profiles: [wanting("bus")] });
    await worker.pass(15 * SECOND);
    worker.publish(["A new bus line", "A new tram line", "Old news"]);
    await worker.pass(2 * MINUTE);
    await worker.end();
    expect(worker.titles()).toEqual(["A new bus line"]);
  });

  it("goes on with the last good configuration while the files are not sound", async () => {
    const worker = aWorker();
    worker.publish(["Old news"]);
    await worker.pass(MINUTE);
    worker.spoil(aProblem());
    await worker.pass(15 * SECOND);
    worker.publish(["A new tram line", "Old news"]);
    await worker.pass(2 * MINUTE);
    await worker.end();
    expect(worker.titles()).toEqual(["A new tram line"]);
    expect(worker.events().filter((event) => event.startsWith("config."))).toEqual(["config.refused"]);
  });

  it("asks no more for a feed that was taken off the list, and reads a new one silently first", async () => {
    const other = aFeed({ id: "other", url: "https://other.example.org/feed" });
    const worker = aWorker();
    worker.publish(["Old news"]);
    worker.publish(["An old tram"], other.url);
    await worker.pass(MINUTE);
    worker.edit({ feeds: [other] });
    await worker.pass(15 * SECOND);
    const asked = worker.requests.length;
    await worker.pass(2 * MINUTE);
    worker.publish(["A new tram line", "An old tram"], other.url);
    await worker.pass(2 * MINUTE);
    await worker.end();
    expect(new Set(worker.requests.slice(asked).map(({ url }) => url))).toEqual(new Set([other.url]));
    expect(worker.titles()).toEqual(["A new tram line"]);
  });

  it("sends what was queued before an edit, keeps what it has no way for any more, and says so", async () => {
    const feeds = [aFeed({ firstPoll: { kind: "alert" } })];
    const destinations = [aWebhook("researchers"), aWebhook("desk")];
    const profiles = [wanting("tram", { destinations: ["researchers", "desk"] })];
    const worker = aWorker({ feeds, destinations, profiles });
    const notBefore = NOON + 10 * MINUTE;
    const wait = { kind: "retry", scope: "message", reason: "busy", notBefore } as const;
    worker.endWith(wait, wait);
    worker.publish(["A new tram line"]);
    await worker.pass(SECOND);
    worker.edit({ feeds: [], destinations: [aWebhook("desk")], profiles: [] });
    await worker.pass(30 * MINUTE);
    await worker.end();
    expect(worker.sent.slice(2).map(({ destination }) => destination)).toEqual(["desk"]);
    expect(worker.app.store.outbox({ destination: "researchers" })).toMatchObject([{ state: "pending" }]);
    expect(worker.log.events).toContainEqual({
      level: "warn",
      event: "outbox.stranded",
      fields: { destination: "researchers", messages: 1 },
    });
  });

  it("ends a round under the configuration that it began with, and closes its channels only then", async () => {
    const closed: string[] = [];
    const channelOf = (name: string): Channel => ({
      name,
      send: async () => ({ kind: "sent" }),
      close: async () => void closed.push(name),
    });
    let opened = 0;
    const worker = aWorker(
      { feeds: [aFeed({ firstPoll: { kind: "alert" } })] },
      {
        openChannel: async () => channelOf(`channel ${(opened += 1)}`),
        fetcher: {
          async fetch({ url }) {
            await new Promise((resolve) => setTimeout(resolve, 3 * MINUTE));
            return aBody(rssOf(["A new tram line"]), url);
          },
          async close() {},
        },
      },
    );
    worker.edit({ profiles: [wanting("bus")] });
    await worker.pass(MINUTE);
    expect(worker.events()).toContain("config.reloaded");
    await worker.pass(3 * MINUTE);
    const [alert] = worker.app.store.recentAlerts(9);
    expect(alert?.story.title).toBe("A new tram line");
    expect(closed).toEqual(["channel 1"]);
    await worker.pass(10 * MINUTE);
    await worker.end();
  });

  it("reads its files at once when somebody asks", async () => {
    const worker = aWorker();
    await worker.pass(SECOND);
    worker.edit({ profiles: [] });
    worker.app.reload();
    await worker.pass(0);
    expect(worker.events()).toContain("config.reloaded");
    await worker.end();
  });

  it("beats by the heartbeat of the configuration in force", async () => {
    const { poll } = aConfig();
    const often = { ...poll, everyMs: MINUTE, fastestMs: MINUTE };
    const worker = aWorker({ poll: { ...often, heartbeat: "0 0 1 1 *" } });
    worker.publish(["Old news"]);
    await worker.pass(10 * MINUTE);
    expect(worker.requests).toHaveLength(1);
    worker.edit({ poll: often });
    await worker.pass(10 * MINUTE);
    await worker.end();
    expect(worker.requests.length).toBeGreaterThan(5);
  });

  it("starts with a profile whose tests fail, and says so", async () => {
    const worker = aWorker({ profiles: [wanting("tram", { tests: FAILING })] });
    worker.publish(["Old news"]);
    await worker.pass(MINUTE);
    worker.publish(["A new tram line", "Old news"]);
    await worker.pass(2 * MINUTE);
    await worker.end();
    expect(worker.titles()).toEqual(["A new tram line"]);
    expect(worker.log.events[0]).toMatchObject({
      level: "error",
      event: "profile.test-failed",
      fields: { profile: "trams", test: "A new ferry", verdict: expect.stringContaining("points short") },
    });
  });
});
