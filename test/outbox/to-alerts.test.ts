import { describe, expect, it } from "vitest";
import type { Destination } from "../../src/model/config.ts";
import type { Reader } from "../../src/model/delivery.ts";
import type { Match } from "../../src/model/match.ts";
import { type AlertingItem, toAlerts } from "../../src/outbox/to-alerts.ts";
import { storyOf } from "../../src/story/story-of.ts";
import { anArchivedItem, POLLED_AT } from "../support/a-poll.ts";
import { aProfile } from "../support/a-profile.ts";
import { aWebhook } from "../support/an-app.ts";

const { item } = anArchivedItem("tram");
const PARIS: Reader = { address: "paris@example.org", language: "fr", timezone: "Europe/Paris" };
const LONDON: Reader = { address: "london@example.org", language: "en", timezone: "Europe/London" };

function aFinding(id: string, score: number, destinations: readonly string[] = ["researchers"]) {
  const match: Match = {
    profileId: id,
    profileHash: "0123abcd",
    score,
    threshold: 50,
    evidence: score,
    alert: true,
    hits: [],
    excluded: [],
    heldBack: [],
  };
  return { match, profile: aProfile({ id, destinations }) };
}

function wanted(...found: AlertingItem["found"]): AlertingItem {
  return { item, story: storyOf(item, []), found };
}

function aMailing(mode: "alert" | "digest", readers: readonly Reader[]): Destination {
  const schedule = { at: "08:00", days: ["mon"] } as const;
  return mode === "alert"
    ? { id: "desk", kind: "email", mode, readers }
    : { id: "desk", kind: "email", mode, readers, schedule };
}

describe("what an item adds to the outbox", () => {
  it("is one alert for each destination of each profile that wants it", () => {
    const found = [aFinding("trams", 60, ["researchers", "desk"]), aFinding("ports", 70)];
    const { alerts } = toAlerts(wanted(...found), [aWebhook("researchers"), aWebhook("desk")], POLLED_AT);
    expect(alerts.map(({ destination, profile }) => `${destination} ${profile.id}`)).toEqual([
      "researchers ports",
      "researchers trams",
      "desk trams",
    ]);
  });

  it("is one message to a channel, whichever of its profiles matched, the best first", () => {
    const found = [aFinding("trams", 60), aFinding("ports", 70)];
    const { alerts, messages } = toAlerts(wanted(...found), [aWebhook("researchers")], POLLED_AT);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ state: "pending", alertIds: alerts.map(({ id }) => id) });
    expect(alerts[0]?.profile.id).toBe("ports");
  });

  it("is a mail for each reader of a mailing, and an entry held for each reader of a digest", () => {
    const found = wanted(aFinding("trams", 60, ["desk"]));
    const mails = toAlerts(found, [aMailing("alert", [PARIS, LONDON])], POLLED_AT).messages;
    expect(mails.map(({ state, reader }) => `${state} ${reader?.address}`)).toEqual([
      "pending paris@example.org",
      "pending london@example.org",
    ]);
    const held = toAlerts(found, [aMailing("digest", [PARIS])], POLLED_AT).messages;
    expect(held).toMatchObject([{ state: "held", reader: PARIS }]);
  });

  it("has the same ids whenever and in whichever order it is asked for, and others for another reader", () => {
    const found = [aFinding("trams", 60, ["desk"]), aFinding("ports", 70, ["desk"])] as const;
    const desk = [aMailing("alert", [PARIS, LONDON])];
    const once = toAlerts(wanted(...found), desk, POLLED_AT);
    const again = toAlerts(wanted(...found.toReversed()), desk, POLLED_AT + 1);
    expect(again.alerts.map(({ id }) => id)).toEqual(once.alerts.map(({ id }) => id));
    expect(again.messages.map(({ id }) => id)).toEqual(once.messages.map(({ id }) => id));
    expect(new Set(once.messages.map(({ id }) => id)).size).toBe(2);
  });

  it("is the alert alone when the destination is off: operators see it, nothing waits", () => {
    const off = { ...aWebhook("researchers"), off: "HOOK is not set" };
    const { alerts, messages } = toAlerts(wanted(aFinding("trams", 60)), [off], POLLED_AT);
    expect([alerts.length, messages.length]).toEqual([1, 0]);
  });

  it("is nothing when the destination is gone from the configuration", () => {
    expect(toAlerts(wanted(aFinding("trams", 60)), [], POLLED_AT)).toEqual({ alerts: [], messages: [] });
  });

  it("carries all that its rendering needs, and what an exclusion took", () => {
    const { match, profile } = aFinding("trams", 60);
    const excluded = [{ term: "x", field: "title", text: "x", percent: 40 }] as const;
    const { alerts } = toAlerts(
      wanted({ match: { ...match, excluded }, profile }),
      [aWebhook("researchers")],
      POLLED_AT,
    );
    expect(alerts).toMatchObject([
      { score: 60, threshold: 50, excludedPercent: 40, queuedAt: POLLED_AT, story: { title: "About tram" } },
    ]);
  });
});
