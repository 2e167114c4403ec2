import { describe, expect, it } from "vitest";
import type { Delivery, Message } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { aFeed } from "../support/a-feed.ts";
import { aConfig, anApp, aWebhook, type TestApp } from "../support/an-app.ts";

const DOWN: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
const FEED = aFeed({ firstPoll: { kind: "alert" } });
const OTHER = aFeed({ id: "other", url: "https://example.com/other.xml", firstPoll: { kind: "alert" } });

function trams(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `Tram ${from + n} to the harbour`);
}

function titlesOf(messages: readonly Message[]): readonly string[] {
  return messages.flatMap(({ alerts }) => alerts.map(({ story }) => story.title));
}

function singles(messages: readonly Message[]): readonly Message[] {
  return messages.filter(({ summary }) => summary === undefined);
}

/** Of these times of messages, no hour holds more than forty. */
function expectWithinCap(times: readonly number[]): void {
  for (const end of times)
    expect(times.filter((time) => time > end - HOUR && time <= end).length).toBeLessThanOrEqual(40);
}

/** Rounds a few seconds apart, until nothing waits. */
async function rounds(vigie: TestApp, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await vigie.round();
    vigie.wait(6 * SECOND);
  }
}

describe("a flood", () => {
  it("of 500 matches in one reading is twenty messages and a ranked summary that holds every link, each once", async () => {
    const vigie = anApp(aConfig({ feeds: [FEED] }));
    vigie.publish(trams(0, 500));
    expect(await vigie.round()).toMatchObject({ alerts: 500 });
    expect(singles(vigie.sent)).toHaveLength(20);
    expect(vigie.sent.length).toBeLessThan(40);
    expect(titlesOf(vigie.sent).toSorted()).toEqual([...trams(0, 500)].toSorted());
    const links = vigie.sent.flatMap(({ alerts }) => alerts.map(({ story }) => story.link));
    expect(new Set(links).size).toBe(500);
    await vigie.round();
    expect(titlesOf(vigie.sent)).toHaveLength(500);
  });

  it("of one feed leaves the others their messages", async () => {
    const vigie = anApp(aConfig({ feeds: [FEED, OTHER] }));
    vigie.publish(trams(0, 200));
    vigie.publish(trams(1000, 3), OTHER.url);
    await vigie.round();
    expect(titlesOf(singles(vigie.sent))).toEqual(expect.arrayContaining([...trams(1000, 3)]));
  });

  it("that goes on, as after an edit of a profile, stays below the hour's cap and loses nothing", async () => {
    const vigie = anApp(aConfig({ feeds: [FEED] }));
    const at: number[] = [];
    const told = () => singles(vigie.sent).length;
    for (let quarter = 0; quarter < 12; quarter += 1) {
      vigie.publish(trams(quarter * 18, 18));
      const before = told();
      await vigie.round();
      for (let n = before; n < told(); n += 1) at.push(vigie.now());
      vigie.wait(15 * MINUTE);
    }
    expectWithinCap(at);
    vigie.wait(HOUR);
    await rounds(vigie, 8);
    expect(titlesOf(vigie.sent).toSorted()).toEqual([...trams(0, 12 * 18)].toSorted());
  });
});

describe("an outage of a day", () => {
  const lost: Delivery = { kind: "uncertain", reason: "HTTP 502" };
  it.each([
    ["that was out of reach", DOWN],
    ["whose answers were lost", lost],
  ])(
    "of a receiver %s ends slowly, within the hour's cap, and every story arrives once",
    async (_, ending) => {
      let isDown = true;
      const accepted: { readonly message: Message; readonly time: number }[] = [];
      const vigie: TestApp = anApp(aConfig({ feeds: [FEED] }), {
        openChannel: async ({ id }) => ({
          name: id,
          async send(message) {
            if (isDown) return ending;
            accepted.push({ message, time: vigie.now() });
            return { kind: "sent", messageId: "1" };
          },
          async close() {},
        }),
      });
      for (let hour = 0; hour < 24; hour += 1) {
        vigie.publish(trams(hour * 5, 5));
        await vigie.round();
        vigie.wait(HOUR);
      }
      isDown = false;
      await rounds(vigie, 10);
      for (let hour = 0; hour < 12; hour += 1) {
        vigie.wait(HOUR);
        await rounds(vigie, 3);
      }
      const messages = accepted.map(({ message }) => message);
      expect(titlesOf(messages).toSorted()).toEqual([...trams(0, 120)].toSorted());
      expectWithinCap(accepted.flatMap(({ message, time }) => (message.summary === undefined ? [time] : [])));
      expect(messages.filter(({ summary }) => summary?.cause.kind === "backlog").length).toBeGreaterThan(0);
      const begin = accepted[0]?.time ?? 0;
      expect(accepted.filter(({ time }) => time === begin)).toHaveLength(3);
      expect(accepted.filter(({ time }) => time - begin < 10 * SECOND)).toHaveLength(7);
    },
  );

  it("brings one digest for all that was kept, not one for each day", async () => {
    const morning = {
      id: "morning",
      kind: "email",
      mode: "digest",
      readers: [{ address: "ada@example.org", language: "en", timezone: "UTC" }],
      schedule: { at: "08:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
    } as const;
    const { profiles } = aConfig();
    const [profile] = profiles;
    if (profile === undefined) throw new Error("no profile");
    const vigie = anApp(
      aConfig({
        feeds: [FEED],
        destinations: [morning],
        profiles: [{ ...profile, destinations: ["morning"] }],
      }),
    );
    await vigie.round();
    for (let day = 0; day < 3; day += 1) {
      vigie.publish(trams(day * 2, 2));
      await vigie.round();
      vigie.endWith(DOWN);
      vigie.wait(DAY);
      await vigie.round();
    }
    const attempts = vigie.sent.length;
    vigie.wait(HOUR);
    await rounds(vigie, 3);
    expect(titlesOf(vigie.sent.slice(attempts)).toSorted()).toEqual([...trams(0, 6)].toSorted());
    expect(vigie.sent.slice(attempts)).toHaveLength(1);
  });
});

describe("one poisoned story", () => {
  it("in a summary goes to the dead letters alone, and the others arrive", async () => {
    const refused: Delivery = { kind: "rejected", scope: "message", reason: "400: too odd" };
    const arrived: Message[] = [];
    const vigie = anApp(aConfig({ feeds: [FEED], destinations: [aWebhook("researchers")] }), {
      openChannel: async ({ id }) => ({
        name: id,
        async send(message) {
          if (titlesOf([message]).some((title) => title.startsWith("Tram 0 "))) return refused;
          arrived.push(message);
          return { kind: "sent", messageId: "1" };
        },
        async close() {},
      }),
    });
    vigie.publish(trams(0, 60));
    await vigie.round();
    const dead = vigie.app.store.outbox({ states: ["dead"] });
    expect(dead.map(({ alertIds }) => alertIds.length)).toEqual([1]);
    expect(titlesOf(arrived).toSorted()).toEqual([...trams(1, 59)].toSorted());
  });
});
