import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../src/model/time.ts";
import { aFeed } from "./support/a-feed.ts";
import { aConcept, aProfile } from "./support/a-profile.ts";
import { aBody, aConfig, anApp, aWebhook, rssOf } from "./support/an-app.ts";

const URL = aFeed().url;

describe("a headline becomes a post", () => {
  it("once, however often the feed is polled", async () => {
    const vigie = anApp();
    vigie.publish(["Old news"]);
    await vigie.round();
    vigie.publish(["A new tram line", "Old news"]);
    for (let i = 0; i < 5; i += 1) {
      vigie.wait(15 * MINUTE);
      await vigie.round();
    }
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["A new tram line"]);
  });

  it("with the words that made it one, and a score that they add up to", async () => {
    const vigie = anApp();
    vigie.publish([]);
    await vigie.round();
    vigie.publish(["Trams: a new tram line"]);
    await vigie.round();
    const [alert] = vigie.sent[0]?.alerts ?? [];
    expect(alert?.reasons).toMatchObject([{ concept: "tram", text: "Trams", field: "title", count: 2 }]);
    expect(alert?.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(alert?.score);
  });

  it("and not when it does not match, which the archive remembers all the same", async () => {
    const vigie = anApp();
    vigie.publish([]);
    await vigie.round();
    vigie.publish([["A new bus line", "https://example.org/bus"]]);
    const report = await vigie.round();
    expect(vigie.sent).toEqual([]);
    expect(report.feeds[0]).toMatchObject({ outcome: "items", newItems: 1, alerts: 0 });
    expect((await vigie.app.store.findItem("https://example.org/bus"))?.item.title).toBe("A new bus line");
  });

  it("once for two feeds that carry the same page under different tracking links", async () => {
    const second = aFeed({ id: "second", url: "https://second.example.org/feed" });
    const vigie = anApp(aConfig({ feeds: [aFeed(), second] }));
    vigie.publish([]);
    vigie.publish([], second.url);
    await vigie.round();
    vigie.publish([["Tram news", "https://www.example.org/tram?utm_source=a"]]);
    vigie.publish([["Tram news!", "http://example.org/tram/?utm_source=b"]], second.url);
    await vigie.round();
    expect(vigie.sent).toHaveLength(1);
  });

  it("as one post to a channel, though two of its profiles want it", async () => {
    const config = aConfig();
    const [trams = aProfile()] = config.profiles;
    const lines = { ...trams, id: "lines", concepts: [aConcept("line", { any: ["line"], weight: 90 })] };
    const vigie = anApp({ ...config, profiles: [trams, lines] });
    vigie.publish([]);
    await vigie.round();
    vigie.publish(["A new tram line"]);
    expect(await vigie.round()).toMatchObject({ alerts: 2, delivered: 1 });
    expect(vigie.sent[0]?.alerts.map(({ profile }) => profile.id)).toEqual(["lines", "trams"]);
  });

  it("for each destination of the profile; one that is off gets none, and the alert is on record", async () => {
    const config = aConfig();
    const profiles = config.profiles.map((profile) => ({
      ...profile,
      destinations: ["researchers", "desk", "off"],
    }));
    const off = { ...aWebhook("off"), off: "OFF_URL is not set" };
    const vigie = anApp({
      ...config,
      profiles,
      destinations: [aWebhook("researchers"), aWebhook("desk"), off],
    });
    vigie.publish([]);
    await vigie.round();
    vigie.publish(["Tram news"]);
    await vigie.round();
    expect(vigie.sent.map(({ destination }) => destination).toSorted()).toEqual(["desk", "researchers"]);
    expect(vigie.app.store.recentAlerts(10).map(({ destination }) => destination)).toContain("off");
  });
});

describe("the first reading of a feed", () => {
  const titles = ["Tram one", "Tram two", "Tram three"];

  it("tells nothing", async () => {
    const vigie = anApp();
    vigie.publish(titles);
    expect((await vigie.round()).alerts).toBe(0);
  });

  it("tells all, or the newest few, when the operator says so", async () => {
    const all = anApp(aConfig({ feeds: [aFeed({ firstPoll: { kind: "alert" } })] }));
    all.publish(titles);
    expect((await all.round()).alerts).toBe(3);
    const two = anApp(aConfig({ feeds: [aFeed({ firstPoll: { kind: "newest", count: 2 } })] }));
    two.publish(titles);
    await two.round();
    expect(new Set(two.sent.map(({ alerts }) => alerts[0]?.story.title))).toEqual(
      new Set(["Tram one", "Tram two"]),
    );
  });

  it("that is cut short is no baseline: the rest, one poll later, is not news", async () => {
    const vigie = anApp();
    const whole = rssOf(titles);
    vigie.answer(URL, aBody(whole.slice(0, whole.indexOf("Tram three")), URL, { etag: '"half"' }));
    expect((await vigie.round()).feeds[0]?.outcome).toBe("partial");
    vigie.publish(titles);
    await vigie.round();
    expect(vigie.requests[1]?.etag).toBeUndefined();
    vigie.publish(["Tram four", ...titles]);
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram four"]);
  });
});

describe("a feed that is not what it was", () => {
  it("broken off between two items, is no copy to compare the next with, and no trouble either", async () => {
    const vigie = anApp();
    vigie.publish(["Old", "Older"]);
    await vigie.round();
    const whole = rssOf(["A tram", "Old", "Another tram"]);
    const broken = whole.slice(0, whole.indexOf("<item><title>Another"));
    const validators = { etag: '"1"', lastModified: "Mon, 02 Mar 2026 00:00:00 GMT" };
    vigie.answer(URL, aBody(broken, URL, validators));
    for (let polls = 0; polls < 4; polls += 1) {
      vigie.wait(HOUR);
      expect((await vigie.round()).feeds).toMatchObject([{ outcome: "items" }]);
      expect(vigie.requests.at(-1)).not.toHaveProperty("etag");
      expect(vigie.requests.at(-1)).not.toHaveProperty("lastModified");
    }
    const state = vigie.app.store.feedState(aFeed().id);
    expect(state).toMatchObject({ failures: 0 });
    expect(state).not.toHaveProperty("problem");
    // A server may give the copy that it broke off the validators of the whole.
    vigie.answer(URL, aBody(whole, URL, validators));
    vigie.wait(HOUR);
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["A tram", "Another tram"]);
    await vigie.round();
    expect(vigie.requests.at(-1)).toMatchObject(validators);
  });

  it("cut short, tells its whole entries and keeps the half one for when it is whole", async () => {
    const vigie = anApp();
    vigie.publish(["Old"]);
    await vigie.round();
    const whole = rssOf(["Tram one", "Tram two", "Old"]);
    vigie.answer(URL, aBody(whole.slice(0, whole.indexOf("Tram two") + 6), URL));
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram one"]);
    vigie.answer(URL, aBody(whole, URL));
    await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram one", "Tram two"]);
  });

  it("cut short in the same way three times, is taken as it is", async () => {
    const vigie = anApp();
    vigie.publish(["Old"]);
    await vigie.round();
    const whole = rssOf(["Tram one", "Tram two"]);
    vigie.answer(URL, aBody(whole.slice(0, whole.indexOf("Tram two") + 8), URL));
    for (let i = 0; i < 4; i += 1) await vigie.round();
    expect(vigie.sent.map(({ alerts }) => alerts[0]?.story.title)).toEqual(["Tram one", "Tram two"]);
    expect(vigie.app.store.feedState("example")?.problem).toBeUndefined();
  });

  it("unchanged, by 304 or by its bytes, is not read again", async () => {
    const vigie = anApp();
    vigie.answer(
      URL,
      aBody(rssOf(["Old"]), URL, { etag: '"1"', lastModified: "Mon, 02 Mar 2026 00:00:00 GMT" }),
    );
    await vigie.round();
    expect((await vigie.round()).feeds[0]?.outcome).toBe("not-modified");
    expect(vigie.requests[1]).toMatchObject({ etag: '"1"', lastModified: "Mon, 02 Mar 2026 00:00:00 GMT" });
    vigie.answer(URL, { kind: "not-modified" });
    expect((await vigie.round()).feeds[0]?.outcome).toBe("not-modified");
  });

  it("without its old validators forgets them", async () => {
    const vigie = anApp();
    vigie.answer(URL, aBody(rssOf(["Old"]), URL, { etag: '"1"' }));
    await vigie.round();
    vigie.publish(["New"]);
    await vigie.round();
    await vigie.round();
    expect(vigie.requests.map(({ etag }) => etag)).toEqual([undefined, '"1"', undefined]);
  });

  it("failing, keeps its validators, waits longer each time, and is well after one success", async () => {
    const vigie = anApp();
    vigie.answer(URL, aBody(rssOf(["Old"]), URL, { etag: '"1"' }));
    await vigie.round();
    vigie.answer(URL, {
      kind: "failed",
      errorKind: "http-503",
      detail: "example.org answered 503",
      retryAfterMs: 2 * HOUR,
    });
    const report = await vigie.round();
    expect(report.feeds[0]).toMatchObject({
      outcome: "error",
      errorKind: "http-503",
      retryAfterSeconds: 7200,
    });
    const state = vigie.app.store.feedState("example");
    expect(state).toMatchObject({
      failures: 1,
      etag: '"1"',
      problem: { kind: "http-503", since: vigie.now() },
    });
    expect(state?.nextPollAt).toBe(vigie.now() + 2 * HOUR);
    vigie.publish(["Old"]);
    vigie.wait(2 * HOUR);
    await vigie.round();
    expect(vigie.app.store.feedState("example")?.problem).toBeUndefined();
  });

  it("gone for good, is not polled any more when it would be due", async () => {
    const vigie = anApp();
    vigie.answer(URL, { kind: "failed", errorKind: "gone", detail: "example.org answered 410" });
    await vigie.round();
    vigie.wait(30 * DAY);
    const report = await vigie.app.round({ kind: "due" }, new AbortController().signal);
    expect(report.feeds).toEqual([]);
  });
});

describe("sending", () => {
  async function withAlerts(titles: readonly string[]) {
    const vigie = anApp();
    vigie.publish([]);
    await vigie.round();
    vigie.publish(titles);
    return vigie;
  }

  it("tries again after a passing failure, with the same message", async () => {
    const vigie = await withAlerts(["Tram news"]);
    vigie.endWith({ kind: "retry", scope: "message", reason: "not now" });
    expect(await vigie.round()).toMatchObject({ delivered: 0, failed: 1 });
    vigie.wait(MINUTE);
    expect(await vigie.round()).toMatchObject({ delivered: 1, failed: 0 });
    expect(vigie.sent[1]?.id).toBe(vigie.sent[0]?.id);
    expect(vigie.sent[1]?.earlier).toMatchObject({ count: 1, uncertain: false });
  });

  it("puts a refused message aside, where it can be seen, and sends the next", async () => {
    const vigie = await withAlerts(["Tram one", "Tram two"]);
    vigie.endWith({ kind: "rejected", scope: "message", reason: "400: too odd" });
    expect(await vigie.round()).toMatchObject({ delivered: 1, failed: 1 });
    expect(vigie.app.store.outbox({ states: ["dead"] })).toMatchObject([{ lastError: "400: too odd" }]);
  });

  it("holds the queue of a destination that refuses, asks once an hour, and loses nothing", async () => {
    const vigie = await withAlerts(["Tram one", "Tram two"]);
    const refusal = { kind: "rejected", scope: "destination", reason: "404: no such webhook" } as const;
    vigie.endWith(refusal, refusal);
    await vigie.round();
    expect(vigie.sent).toHaveLength(1);
    vigie.wait(59 * MINUTE);
    await vigie.round();
    expect(vigie.sent).toHaveLength(1);
    vigie.wait(MINUTE);
    await vigie.round();
    expect(vigie.sent).toHaveLength(2);
    vigie.wait(HOUR);
    expect(await vigie.round()).toMatchObject({ delivered: 2 });
  });

  it("says of an attempt whose answer was lost that it may have arrived", async () => {
    const vigie = await withAlerts(["Tram news"]);
    vigie.endWith({ kind: "uncertain", reason: "connection reset" });
    await vigie.round();
    expect(vigie.app.store.outbox({ states: ["uncertain"] })).toHaveLength(1);
    vigie.wait(2 * MINUTE);
    await vigie.round();
    expect(vigie.sent[1]?.earlier.uncertain).toBe(true);
  });

  it("begins nothing once it is asked to stop", async () => {
    const vigie = await withAlerts(["Tram news"]);
    await vigie.app.round({ kind: "all" }, AbortSignal.abort());
    expect(vigie.sent).toEqual([]);
  });
});

describe("a digest", () => {
  const readers = [
    { address: "paris@example.org", language: "fr", timezone: "Europe/Paris" },
    { address: "tokyo@example.org", language: "en", timezone: "Asia/Tokyo" },
  ] as const;
  const morning = {
    id: "researchers",
    kind: "email",
    mode: "digest",
    readers,
    schedule: { at: "08:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
  } as const;

  it("goes to each reader at their own hour, once, with all that came since the last", async () => {
    const vigie = anApp(aConfig({ destinations: [morning] }));
    vigie.publish([]);
    await vigie.round();
    vigie.publish(["Tram one"]);
    await vigie.round();
    vigie.wait(HOUR);
    vigie.publish(["Tram two", "Tram one"]);
    await vigie.round();
    const arrivals: string[] = [];
    for (let i = 0; i < 48; i += 1) {
      vigie.wait(30 * MINUTE);
      await vigie.round();
      for (const { reader, alerts } of vigie.sent.slice(arrivals.length)) {
        const hour = new Date(vigie.now()).toISOString().slice(11, 16);
        arrivals.push(`${hour} ${reader?.address} ${alerts.length}`);
      }
    }
    expect(arrivals).toEqual(["23:00 tokyo@example.org 2", "07:00 paris@example.org 2"]);
  });

  it("with nothing in it is not sent", async () => {
    const vigie = anApp(aConfig({ destinations: [morning] }));
    vigie.publish([]);
    for (let i = 0; i < 4; i += 1) {
      await vigie.round();
      vigie.wait(DAY);
    }
    expect(vigie.sent).toEqual([]);
  });
});
