import { describe, expect, it } from "vitest";
import type { Destination } from "../../src/model/config.ts";
import { HOUR } from "../../src/model/time.ts";
import { toNotices } from "../../src/outbox/to-notices.ts";
import { aReader } from "../support/a-mail.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT, someNotices } from "../support/a-notice.ts";
import { aWebhook } from "../support/an-app.ts";

const ADA = aReader();
const LEA = aReader({ address: "lea@example.org" });
const DESK: Destination = { id: "desk", kind: "email", mode: "alert", readers: [ADA, LEA] };

function idsOf(...[notices, destinations, operators, now]: Parameters<typeof toNotices>): readonly string[] {
  return toNotices(notices, destinations, operators, now).map(({ id }) => id);
}

describe("what operators are told", () => {
  it("is one message to a channel, and one mail to each reader of a mailing, due at once", () => {
    const notice = aFailingNotice();
    const told = toNotices([notice], [aWebhook("ops"), DESK], ["ops", "desk"], NOTICED_AT);
    expect(told.map(({ destination, reader }) => `${destination} ${reader?.address}`)).toEqual([
      "ops undefined",
      "desk ada@example.org",
      "desk lea@example.org",
    ]);
    expect(told[0]).toEqual({
      id: told[0]?.id,
      destination: "ops",
      alertIds: [],
      notices: [notice],
      state: "pending",
      queuedAt: NOTICED_AT,
      nextAttemptAt: NOTICED_AT,
      attempts: 0,
    });
  });

  it("goes only where the configuration says, to nothing that is off, and into no digest", () => {
    const off = { ...aWebhook("off"), off: "HOOK is not set" };
    const schedule = { at: "08:00", days: ["mon"] } as const;
    const digest: Destination = { id: "morning", kind: "email", mode: "digest", readers: [ADA], schedule };
    const destinations = [aWebhook("researchers"), off, digest];
    expect(toNotices([aFailingNotice()], destinations, ["off", "morning", "gone"], NOTICED_AT)).toEqual([]);
  });

  it("is nothing when nothing is to be told", () => {
    expect(toNotices([], [aWebhook("ops")], ["ops"], NOTICED_AT)).toEqual([]);
  });

  it("has the same id whenever the same trouble is found, and however it shows by then", () => {
    const found = idsOf([aFailingNotice()], [aWebhook("ops")], ["ops"], NOTICED_AT);
    const again = aFailingNotice({
      at: NOTICED_AT + HOUR,
      errorKind: "dns",
      detail: "example.org is unknown",
    });
    expect(idsOf([again], [aWebhook("ops")], ["ops"], NOTICED_AT + HOUR)).toEqual(found);
  });

  it("has an id of its own for each kind, feed, beginning, destination and reader", () => {
    const other = aNoticedFeed({ id: "other" });
    const each = [...someNotices(), ...someNotices(other).slice(0, 6), aFailingNotice({ since: NOTICED_AT })];
    const destinations = [aWebhook("ops"), DESK];
    const ids = each.flatMap((notice) => idsOf([notice], destinations, ["ops", "desk"], NOTICED_AT));
    expect(new Set(ids).size).toBe(each.length * 3);
  });

  it("shares a message with what was found at the same time, four to a message at most", () => {
    const told = toNotices(someNotices().slice(0, 6), [aWebhook("ops")], ["ops"], NOTICED_AT);
    expect(told.map(({ notices }) => notices?.map(({ kind }) => kind))).toEqual([
      ["feed-failing", "feed-recovered", "feed-gone", "feed-moved"],
      ["feed-gap", "feed-renamed"],
    ]);
  });
});
