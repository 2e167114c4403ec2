import { describe, expect, it } from "vitest";
import type { Config } from "../src/model/config.ts";
import { HOUR } from "../src/model/time.ts";
import { toNotices } from "../src/outbox/to-notices.ts";
import { aReader } from "./support/a-mail.ts";
import { aFailingNotice } from "./support/a-notice.ts";
import { aConfig, anApp, aWebhook, type TestApp } from "./support/an-app.ts";

const DESK: Config["destinations"][number] = {
  id: "desk",
  kind: "email",
  mode: "alert",
  readers: [aReader()],
};

/** An app whose operators read a channel and a mailing, and that has found its feed in trouble. */
async function inTrouble(): Promise<TestApp> {
  const destinations = [aWebhook("researchers"), aWebhook("ops"), DESK];
  const test = anApp(aConfig({ destinations, notices: ["ops", "desk"] }));
  const { config, store } = test.app;
  await store.commitNotices(toNotices([aFailingNotice()], config.destinations, config.notices, test.now()));
  return test;
}

describe("what operators are told", () => {
  it("is sent once to each of them, and to nobody else", async () => {
    const test = await inTrouble();
    await test.round();
    await test.round();
    const told = test.sent.map(({ destination, reader }) => `${destination} ${reader?.address ?? ""}`);
    expect(told.toSorted()).toEqual(["desk ada@example.org", "ops "]);
    expect(test.sent.every(({ alerts, notices }) => alerts.length === 0 && notices?.length === 1)).toBe(true);
  });

  it("is tried again until it arrives, under the same identity", async () => {
    const test = await inTrouble();
    test.endWith(
      { kind: "retry", scope: "message", reason: "busy" },
      { kind: "uncertain", reason: "no answer" },
    );
    await test.round();
    test.wait(HOUR);
    await test.round();
    expect(test.sent).toHaveLength(4);
    expect(new Set(test.sent.map(({ id }) => id)).size).toBe(2);
    expect(test.sent.slice(2).map(({ earlier }) => earlier.count)).toEqual([1, 1]);
  });

  it("does not reach a reader who was taken out of the configuration meanwhile", async () => {
    const { store } = (await inTrouble()).app;
    const other = { ...DESK, readers: [aReader({ address: "lea@example.org" })] };
    const test = anApp(aConfig({ destinations: [other] }), { store });
    await test.round();
    expect(test.sent).toEqual([]);
    expect(store.outbox({ destination: "desk" })).toMatchObject([{ state: "dead" }]);
  });
});
