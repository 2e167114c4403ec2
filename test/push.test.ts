import { describe, expect, it, onTestFinished } from "vitest";
import { createGuardedClient } from "../src/fetch/guarded-client.ts";
import type { Config } from "../src/model/config.ts";
import { HOUR, MINUTE } from "../src/model/time.ts";
import { aConfigWatch } from "./support/a-config-watch.ts";
import { aFeed } from "./support/a-feed.ts";
import { startHub } from "./support/a-hub.ts";
import { aConcept, aProfile } from "./support/a-profile.ts";
import { aTellingLog, aWebSubConfig } from "./support/a-web-sub.ts";
import { aBody, aConfig, anApp, rssOf } from "./support/an-app.ts";

const FEED = aFeed();

/** A worker whose only feed names a hub, once that hub has been told where to reach it. */
async function aPushedWorker() {
  const hub = await startHub();
  const { log, told } = aTellingLog();
  const http = createGuardedClient({ network: { allowAddresses: ["127.0.0.1/32"] } });
  const files = aConfigWatch();
  const config = aConfig({ websub: aWebSubConfig() });
  const vigie = anApp(config, { log, http }, files.watch);
  const push = { hub: hub.url, topic: FEED.url };
  const publish = (...titles: readonly string[]): void =>
    vigie.answer(FEED.url, aBody(rssOf(titles), FEED.url, { push, isInside: true }));
  publish("Old news");
  const stop = new AbortController();
  const work = vigie.app.work(stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await work;
    await Promise.all([http.close(), hub.close()]);
  });
  await told("websub.opened");
  hub.proxyTo(Number(log.events.find(({ event }) => event === "websub.opened")?.fields["port"]));
  await told("websub.subscribed");
  const [form = new URLSearchParams()] = hub.forms;
  return {
    ...vigie,
    publish,
    async edit(changes: Partial<Config>) {
      files.save({ ...config, ...changes });
      vigie.app.reload();
      await told("config.reloaded");
    },
    log,
    told,
    distribute: async (text: string) => await hub.distribute(form, text),
    pollsIn: () => (vigie.app.store.feedState(FEED.id)?.nextPollAt ?? 0) - vigie.now(),
  };
}

describe("a feed with a hub", () => {
  it("is polled at the slowest pace once the hub has announced something", async () => {
    const vigie = await aPushedWorker();
    expect(vigie.pollsIn()).toBeLessThanOrEqual(30 * MINUTE);
    await vigie.round();
    expect(vigie.pollsIn(), "subscribed, and nothing heard yet").toBeLessThanOrEqual(30 * MINUTE);
    await vigie.distribute(rssOf(["A new tram"]));
    await vigie.told("message.settled");
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["A new tram"]);
    vigie.publish("A new tram", "Old news");
    await vigie.round();
    expect(vigie.pollsIn()).toBeGreaterThanOrEqual(3 * HOUR);
    expect(vigie.sent).toHaveLength(1);
  });

  it("is polled at once when the hub only says that there is something", async () => {
    const vigie = await aPushedWorker();
    vigie.publish("A new tram", "Old news");
    await vigie.distribute("");
    await vigie.told("feed.polled", 2);
    expect(vigie.log.events.filter(({ event }) => event === "feed.polled")).toMatchObject([
      { fields: { newItems: 1, alerts: 0 } },
      { fields: { newItems: 1, alerts: 1 } },
    ]);
  });

  it("is polled at once when what the hub sent is no feed", async () => {
    const vigie = await aPushedWorker();
    vigie.publish("A new tram", "Old news");
    await vigie.distribute("<html><title>Too many requests</title></html>");
    await vigie.told("feed.polled", 2);
    expect(vigie.log.events).toContainEqual(
      expect.objectContaining({
        event: "feed.announced",
        fields: expect.objectContaining({ feed: "example" }),
      }),
    );
  });

  it("is told by the words of an edited profile", async () => {
    const vigie = await aPushedWorker();
    await vigie.edit({ profiles: [aProfile({ concepts: [aConcept("bus", { weight: 85, any: ["bus"] })] })] });
    await vigie.distribute(rssOf(["A new tram", "A new bus"]));
    await vigie.told("message.settled");
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["A new bus"]);
  });

  it("is not taken from its hub any more once it is off the list", async () => {
    const vigie = await aPushedWorker();
    await vigie.edit({ feeds: [] });
    expect((await vigie.distribute(rssOf(["A new tram"]))).status).toBe(410);
    expect(vigie.sent).toEqual([]);
  });
});
