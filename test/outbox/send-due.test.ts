import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Destination } from "../../src/model/config.ts";
import type { Delivery, Message, OutboxEntry, Reader } from "../../src/model/delivery.ts";
import { Secret } from "../../src/model/secret.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { type SendDeps, sendDue } from "../../src/outbox/send-due.ts";
import type { Store } from "../../src/ports/store.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { aLog } from "../support/a-log.ts";
import { alertOf, anEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";
import { aWebhook } from "../support/an-app.ts";
import { ordered } from "../support/an-order.ts";

const RUNNING = { stop: new AbortController().signal, abandon: new AbortController().signal };
const LATE: Delivery = { kind: "uncertain", reason: "no answer in time" };
const ONCE: Destination = {
  id: "researchers",
  kind: "discord-webhook",
  language: "en",
  url: new Secret("https://discord.invalid/api/webhooks/1/once"),
  atMostOnce: true,
};
const SENT: Delivery = { kind: "sent", messageId: "77" };

/** An outbox with these messages, and a channel that ends each attempt as told. */
async function anOutbox(
  names: readonly string[],
  given: Partial<OutboxEntry> = {},
  store: Store = createMemoryStore(),
) {
  await store.commitPoll(
    aPoll({
      alerts: names.map((name) => alertOf(name)),
      messages: names.map((name) => anEntry(name, given)),
    }),
  );
  const sent: Message[] = [];
  const log = aLog();
  let now = POLLED_AT;
  const outbox = {
    end: async (_message: Message): Promise<Delivery> => SENT,
    open: async (): Promise<void> => {},
    deadline: new AbortController().signal,
  };
  const deps: SendDeps = {
    store,
    log,
    clock: { now: () => now },
    destinations: [],
    random: () => 0.5,
    deadline: () => outbox.deadline,
    limits: { perPoll: 20, perHour: 40 },
    operators: [],
    waitingNext: new Set(),
    unsettled: new Map(),
    channelOf: async ({ id }) => {
      await outbox.open();
      return {
        name: id,
        async send(message, signal) {
          sent.push(message);
          return signal.aborted ? LATE : await outbox.end(message);
        },
        async close() {},
      };
    },
  };
  const send = async (destination: Destination = aWebhook("researchers"), ending = RUNNING) =>
    await sendDue(destination, deps, ending);
  const states = () => store.outbox().map(({ state }) => state);
  return Object.assign(outbox, { store, sent, log, send, states, wait: (ms: number) => void (now += ms) });
}

/** An outbox with three messages that have waited for an hour, and three fresh ones. */
async function anOutboxOfOldAndNew() {
  const outbox = await anOutbox(["old-1", "old-2", "old-3"]);
  outbox.wait(HOUR);
  const names = ["new-1", "new-2", "new-3"];
  await outbox.store.commitPoll(
    aPoll({
      alerts: names.map((name) => alertOf(name)),
      messages: names.map((name) => anEntry(name, { queuedAt: POLLED_AT + HOUR })),
    }),
  );
  return outbox;
}

describe("sending what is due", () => {
  it("sends all of it, one after the other, oldest first", async () => {
    const outbox = await anOutbox(["a", "b", "c"]);
    expect(await outbox.send()).toEqual({ delivered: 3, failed: 0 });
    expect(outbox.sent.map(({ id }) => id)).toEqual(["message-a", "message-b", "message-c"]);
    expect(await outbox.send()).toEqual({ delivered: 0, failed: 0 });
  });

  it("records an attempt before it is made: were the process killed now, the message would be uncertain", async () => {
    const outbox = await anOutbox(["a"]);
    let during: readonly string[] = [];
    outbox.end = async () => {
      during = outbox.states();
      return SENT;
    };
    await outbox.send();
    expect(during).toEqual(["claimed"]);
    expect(outbox.states()).toEqual(["sent"]);
  });

  it("claims nothing once it is asked to stop, not even in the middle of a queue", async () => {
    const outbox = await anOutbox(["a", "b"]);
    const stop = new AbortController();
    outbox.end = async () => {
      stop.abort();
      return SENT;
    };
    await outbox.send(aWebhook("researchers"), { ...RUNNING, stop: stop.signal });
    expect(outbox.states()).toEqual(["sent", "pending"]);
  });

  it("takes a channel that throws for an uncertain attempt, and tells the place but no secret of it", async () => {
    const outbox = await anOutbox(["a"]);
    outbox.end = async () => {
      throw new TypeError("x is not a function");
    };
    expect(await outbox.send()).toEqual({ delivered: 0, failed: 1 });
    expect(outbox.store.outbox()).toMatchObject([{ state: "uncertain", lastError: "unexpected: TypeError" }]);
    expect(outbox.log.events.map(({ event }) => event)).toEqual(["message.crashed", "message.settled"]);
  });

  it("keeps the queue of a channel that cannot be opened, as something certainly not sent", async () => {
    const outbox = await anOutbox(["a", "b"]);
    outbox.open = async () => {
      throw new TypeError("no module");
    };
    await outbox.send();
    expect(outbox.states()).toEqual(["pending", "pending"]);
    expect(outbox.store.destinationStates()).toMatchObject([{ failures: 1 }]);
    outbox.open = async () => {};
    outbox.wait(MINUTE);
    expect(await outbox.send()).toEqual({ delivered: 2, failed: 0 });
    expect(outbox.sent.every(({ earlier }) => !earlier.uncertain)).toBe(true);
  });

  it("gives a post up that may have arrived when its webhook is at-most-once, and goes on", async () => {
    const outbox = await anOutbox(["a", "b"]);
    outbox.end = async () => ({ kind: "uncertain", reason: "no answer from Discord" });
    expect(await outbox.send(ONCE)).toEqual({ delivered: 0, failed: 1 });
    expect(outbox.store.outbox()).toMatchObject([
      { state: "dead", lastError: "not repeated, it may have arrived: no answer from Discord" },
      { state: "pending" },
    ]);
    outbox.wait(MINUTE);
    outbox.end = async () => SENT;
    expect(await outbox.send(ONCE)).toEqual({ delivered: 1, failed: 0 });
    expect(outbox.sent).toHaveLength(2);
  });

  it("does not repeat a post of an at-most-once webhook that was on the wire when the process was killed", async () => {
    const outbox = await anOutbox(["a"], { state: "uncertain", wasUncertain: true, attempts: 1 });
    expect(await outbox.send(ONCE)).toEqual({ delivered: 0, failed: 1 });
    expect(outbox.sent).toEqual([]);
    expect(outbox.store.outbox()).toMatchObject([
      { state: "dead", lastError: expect.stringContaining("it may have arrived") },
    ]);
    await ordered(outbox.store, "retry", "message-a", POLLED_AT);
    expect(await outbox.send(ONCE)).toEqual({ delivered: 1, failed: 0 });
    expect(outbox.states()).toEqual(["sent"]);
  });

  it("repeats a mail no sooner than fifteen minutes after the attempt that the process was killed in", async () => {
    const reader: Reader = { address: "reader@example.org", language: "en", timezone: "UTC" };
    const desk: Destination = { id: "researchers", kind: "email", mode: "alert", readers: [reader] };
    const directory = await aDirectory();
    const killed = await anOutbox(["a"], { reader }, await openIn(directory));
    killed.end = async () => {
      await cp(directory, left, { recursive: true });
      return SENT;
    };
    const left = await aDirectory();
    await killed.send(desk);
    await rm(join(left, "LOCK"));
    const store = await openIn(left, { clock: { now: () => POLLED_AT + SECOND } });
    const outbox = await anOutbox([], {}, store);
    outbox.wait(15 * MINUTE - 1);
    expect(await outbox.send(desk)).toEqual({ delivered: 0, failed: 0 });
    outbox.wait(1);
    expect(await outbox.send(desk)).toEqual({ delivered: 1, failed: 0 });
    await killed.store.close();
    await store.close();
  });

  it("waits for nothing that a start under a clock a day ahead has found on the wire", async () => {
    const directory = await aDirectory();
    const killed = await anOutbox(["a"], {}, await openIn(directory));
    const left = await aDirectory();
    killed.end = async () => {
      await cp(directory, left, { recursive: true });
      return SENT;
    };
    await killed.send();
    await rm(join(left, "LOCK"));
    const store = await openIn(left, { clock: { now: () => POLLED_AT + DAY } });
    const outbox = await anOutbox([], {}, store);
    outbox.wait(MINUTE);
    expect(await outbox.send()).toEqual({ delivered: 1, failed: 0 });
    await killed.store.close();
    await store.close();
  });

  it("does not ask a receiver without end that limits the rate and says no time", async () => {
    const outbox = await anOutbox(["a"]);
    for (const scope of ["destination", "message"] as const) {
      outbox.end = async () => ({ kind: "retry", reason: "429", scope, rateLimited: true });
      outbox.wait(SECOND);
      expect(await outbox.send()).toEqual({ delivered: 0, failed: 1 });
    }
  });

  it("forgets a pause that was written under a clock that ran years ahead", async () => {
    const outbox = await anOutbox(["a"]);
    outbox.wait(365 * DAY);
    outbox.end = async () => ({ kind: "rejected", scope: "destination", reason: "404" });
    await outbox.send();
    outbox.end = async () => SENT;
    outbox.wait(-365 * DAY);
    await outbox.send();
    expect(outbox.store.destinationStates()).toEqual([]);
  });

  it("gives up an attempt that takes too long, and with it nothing that waits", async () => {
    const outbox = await anOutbox(["a"]);
    outbox.deadline = AbortSignal.abort();
    await outbox.send();
    expect(outbox.states()).toEqual(["uncertain"]);
    outbox.deadline = new AbortController().signal;
    outbox.wait(2 * MINUTE);
    expect(await outbox.send()).toEqual({ delivered: 1, failed: 0 });
  });

  it("lets fresh alerts and those that wait for long take turns, from one sending to the next", async () => {
    const outbox = await anOutboxOfOldAndNew();
    const limit: Delivery = { kind: "retry", scope: "destination", reason: "429", rateLimited: true };
    const order: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      let sent = 0;
      // The receiver takes one message at a time, and then wants a pause.
      outbox.end = async ({ id }) => {
        sent += 1;
        if (sent === 1) order.push(id.replace("message-", ""));
        return sent === 1 ? SENT : limit;
      };
      await outbox.send();
      outbox.wait(2 * SECOND);
    }
    expect(order.filter((name) => name.startsWith("new"))).toHaveLength(3);
    expect(order.slice(0, 4).filter((name) => name.startsWith("old"))).not.toEqual([]);
  });

  it("lets them take turns too while sendings begin beside a slow one", async () => {
    const outbox = await anOutboxOfOldAndNew();
    outbox.end = async () => {
      expect(await outbox.send()).toEqual({ delivered: 0, failed: 0 });
      return SENT;
    };
    await outbox.send();
    const kinds = outbox.sent.map(({ id }) => id.replace(/^message-|-\d$/g, ""));
    expect(kinds).toEqual(["new", "old", "new", "old", "new", "old"]);
  });

  it("does not let a poisoned message keep others waiting, whatever it ends with", async () => {
    const endings: readonly Delivery[] = [
      { kind: "rejected", scope: "message", reason: "400" },
      { kind: "retry", scope: "message", reason: "451" },
    ];
    for (const ending of endings) {
      const outbox = await anOutbox(["poison", "b", "c"]);
      outbox.end = async ({ id }) => (id === "message-poison" ? ending : SENT);
      expect(await outbox.send()).toEqual({ delivered: 2, failed: 1 });
    }
  });

  it("waits for nothing that was planned by a clock that has been set back by a day since", async () => {
    const outbox = await anOutbox(["a", "b"]);
    outbox.end = async () => ({ kind: "rejected", scope: "destination", reason: "404" });
    await outbox.send();
    outbox.end = async () => SENT;
    outbox.wait(-DAY);
    expect(await outbox.send()).toEqual({ delivered: 2, failed: 0 });
  });

  it("waits for no pause that a clock a day ahead put after a rate limit, or after an outage that had ended", async () => {
    const limit: Delivery = { kind: "retry", scope: "destination", reason: "429", rateLimited: true };
    const outage: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
    for (const endings of [[limit], [outage, SENT]]) {
      const outbox = await anOutbox(["a", "b", "c"]);
      outbox.wait(DAY);
      for (const ending of endings) {
        outbox.end = async () => ending;
        await outbox.send();
        outbox.wait(10 * SECOND);
      }
      await outbox.store.commitPoll(aPoll({ alerts: [alertOf("d")], messages: [anEntry("d")] }));
      outbox.end = async () => SENT;
      outbox.wait(-DAY);
      await outbox.send();
      expect(outbox.store.outbox({ states: ["sent"] })).toHaveLength(4);
    }
  });

  it("waits for no pause of an outage that was going on before the clock ran a day ahead", async () => {
    const outbox = await anOutbox(["a", "b"]);
    outbox.end = async () => ({ kind: "retry", scope: "destination", reason: "connection refused" });
    await outbox.send();
    outbox.wait(DAY);
    await outbox.send();
    outbox.end = async () => SENT;
    outbox.wait(MINUTE - DAY);
    expect(await outbox.send()).toMatchObject({ delivered: 2 });
  });

  it("gives a message five days of failing for its own sake, however long its receiver was away before that", async () => {
    const outbox = await anOutbox(["a"]);
    outbox.end = async () => ({ kind: "retry", scope: "destination", reason: "connection refused" });
    await outbox.send();
    outbox.wait(6 * DAY);
    outbox.end = async () => ({ kind: "retry", scope: "message", reason: "451 greylisted" });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await outbox.send();
      expect(outbox.states()).toEqual(["pending"]);
      outbox.wait(30 * MINUTE);
    }
    outbox.wait(5 * DAY);
    await outbox.send();
    expect(outbox.states()).toEqual(["dead"]);
    await ordered(outbox.store, "retry", "message-a", POLLED_AT + 12 * DAY);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await outbox.send();
      expect(outbox.states()).toEqual(["pending"]);
      outbox.wait(30 * MINUTE);
    }
  });

  it("sends no mail to a reader who was taken out of the configuration, and says so", async () => {
    const reader: Reader = { address: "Reader@example.org", language: "en", timezone: "UTC" };
    const desk: Destination = { id: "researchers", kind: "email", mode: "alert", readers: [] };
    const gone = await anOutbox(["a"], { reader });
    await gone.send(desk);
    expect(gone.sent).toEqual([]);
    expect(gone.store.outbox()).toMatchObject([
      { state: "dead", lastError: "its reader is not in the configuration any more" },
    ]);
    const listed = await anOutbox(["a", "b"], { reader });
    const summary = { cause: { kind: "flood", source: "Harbour News" } } as const;
    const taken = ["message-a", "message-b"];
    const both = anEntry("both", { alertIds: ["alert-a", "alert-b"], reader, summary });
    await listed.store.replaceMessages({ taken, by: [both] });
    expect(await listed.send(desk)).toEqual({ delivered: 0, failed: 1 });
    expect(listed.states()).toEqual(["dead"]);
    const stays = await anOutbox(["a"], { reader });
    await stays.send({ ...desk, readers: [{ ...reader, address: "reader@example.org" }] });
    expect(stays.sent).toHaveLength(1);
  });
});
