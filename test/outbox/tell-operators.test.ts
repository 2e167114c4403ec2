import { describe, expect, it } from "vitest";
import type { Config } from "../../src/model/config.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { aFeed } from "../support/a-feed.ts";
import { aConfig, anApp, aWebhook, type TestApp } from "../support/an-app.ts";

const DOWN: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
const GONE: Delivery = { kind: "rejected", scope: "destination", reason: "404: no such webhook" };
const REFUSED: Delivery = { kind: "rejected", scope: "message", reason: "400: too odd" };

/** An app with readers and operators on two channels, whose readers' channel ends every attempt as told. */
function anOffice(operators: Config["notices"] = ["ops"]) {
  const office = { ending: { kind: "sent" } as Delivery };
  const destinations = [aWebhook("researchers"), aWebhook("ops")];
  const told: unknown[] = [];
  const vigie: TestApp = anApp(
    aConfig({ destinations, notices: operators, feeds: [aFeed({ firstPoll: { kind: "alert" } })] }),
    {
      openChannel: async ({ id }) => ({
        name: id,
        async send({ notices = [] }) {
          if (id === "researchers") return office.ending;
          told.push(...notices);
          return { kind: "sent" };
        },
        async close() {},
      }),
    },
  );
  const round = async (ending: Delivery): Promise<void> => {
    office.ending = ending;
    await vigie.round();
    await vigie.round();
  };
  return { ...vigie, told, tell: round };
}

describe("trouble with a destination", () => {
  it("that refuses everything is told at once by another one, and again when it is over", async () => {
    const office = anOffice();
    office.publish(["Tram one"]);
    const since = office.now();
    await office.tell(GONE);
    office.wait(HOUR);
    await office.tell(GONE);
    const trouble = { kind: "destination-failing", destination: "researchers", since, held: true };
    expect(office.told).toMatchObject([{ ...trouble, detail: "404: no such webhook" }]);
    office.wait(HOUR);
    await office.tell({ kind: "sent" });
    expect(office.told.slice(1)).toMatchObject([
      { kind: "destination-recovered", destination: "researchers", since },
    ]);
  });

  it("that only fails is told when it lasts for half an hour, and a short one not at all", async () => {
    const office = anOffice();
    office.publish(["Tram one"]);
    await office.tell(DOWN);
    office.wait(29 * MINUTE);
    await office.tell(DOWN);
    expect(office.told).toEqual([]);
    office.wait(16 * MINUTE);
    await office.tell(DOWN);
    expect(office.told).toMatchObject([{ kind: "destination-failing", held: false }]);
  });

  it("is told to nobody through itself", async () => {
    const office = anOffice(["researchers"]);
    office.publish(["Tram one"]);
    await office.tell(GONE);
    expect(office.app.store.outbox().filter(({ notices }) => notices !== undefined)).toEqual([]);
  });
});

describe("a message that is given up", () => {
  it("is told by another destination, once a day however many there are", async () => {
    const office = anOffice();
    office.publish(["Tram one", "Tram two", "Tram three"]);
    await office.tell(REFUSED);
    const given = { kind: "message-given-up", destination: "researchers", detail: "400: too odd" };
    expect(office.told).toMatchObject([given]);
    office.wait(DAY);
    office.publish(["Tram one", "Tram four"]);
    await office.tell(REFUSED);
    expect(office.told).toMatchObject([given, given]);
  });

  it("because its time is over is told the same way", async () => {
    const office = anOffice();
    office.publish(["Tram one"]);
    await office.tell({ kind: "retry", scope: "message", reason: "451 try later" });
    office.wait(5 * DAY + MINUTE);
    await office.tell({ kind: "retry", scope: "message", reason: "451 try later" });
    expect(office.told).toMatchObject([{ kind: "message-given-up", detail: "given up: 451 try later" }]);
  });
});
