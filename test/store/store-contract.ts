import { beforeEach, afterEach, describe, expect, it } from "vitest";
import type { OutboxEntry, Reader } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import type { DigestOpening, Store } from "../../src/ports/store.ts";
import { aFeedState } from "../support/a-feed.ts";
import { aFailingNotice } from "../support/a-notice.ts";
import { anOrder, ordered } from "../support/an-order.ts";
import {
  alertOf,
  anAlertingPoll,
  anArchivedItem,
  anEntry,
  aNoticeEntry,
  aPoll,
  POLLED_AT,
} from "../support/a-poll.ts";

const NOW = POLLED_AT + MINUTE;
const READER: Reader = { address: "reader@example.org", language: "en", timezone: "Europe/London" };

/** What every store promises. `open` gives an empty one. */
export function describeStore(open: () => Promise<Store>): void {
  describe("a store", () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const claim = (perDestination = 10, now = NOW, destinations = ["researchers"]) =>
      store.claimOutbox({ now, perDestination, destinations });
    const entry = (id: string): OutboxEntry | undefined => store.outbox().find((one) => one.id === id);
    const queue = async (...entries: readonly OutboxEntry[]) => {
      const alerts = [...new Set(entries.flatMap(({ alertIds }) => alertIds))].map((id) =>
        alertOf(id.replace("alert-", "")),
      );
      await store.commitPoll(aPoll({ alerts, messages: entries }));
    };

    describe("a poll", () => {
      it("leaves the feed's state, its keys, its alerts and their messages", async () => {
        const feed = aFeedState({ etag: '"1"', lastPollAt: NOW });
        expect(await store.commitPoll(anAlertingPoll("a", { feed }))).toEqual({ alerts: 1 });
        expect(store.feedState("example")).toEqual(feed);
        expect([...store.feedStates()]).toEqual([feed]);
        expect(store.knownKeys("example", ["guid:a", "guid:b"])).toEqual(new Map([["guid:a", "item-a"]]));
        expect(store.alert("alert-a")).toEqual(alertOf("a"));
        expect(store.outbox()).toEqual([anEntry("a")]);
      });

      it("knows a key in its own feed only", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        expect(store.knownKeys("another", ["guid:a"]).size).toBe(0);
      });

      it("replaces the state of its feed and keeps what others have", async () => {
        await store.commitPoll(aPoll({ feed: aFeedState({ feedId: "other" }) }));
        await store.commitPoll(aPoll({ feed: aFeedState({ failures: 1 }) }));
        await store.commitPoll(aPoll({ feed: aFeedState({ failures: 2 }) }));
        expect(store.feedState("example")?.failures).toBe(2);
        expect([...store.feedStates()]).toHaveLength(2);
      });

      it("drops an alert that exists, with its message, and counts only the new ones", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        const again = anAlertingPoll("a", {
          alerts: [alertOf("a", { score: 99 }), alertOf("b")],
          messages: [anEntry("a", { id: "message-again" }), anEntry("b")],
        });
        expect(await store.commitPoll(again)).toEqual({ alerts: 1 });
        expect(store.alert("alert-a")?.score).toBe(71);
        expect(store.outbox().map(({ id }) => id)).toEqual(["message-a", "message-b"]);
      });

      it("raises one alert when two polls find the same story at the same moment", async () => {
        const twice = await Promise.all([
          store.commitPoll(anAlertingPoll("a")),
          store.commitPoll(anAlertingPoll("a", { feed: aFeedState({ feedId: "other" }) })),
        ]);
        expect(twice.map(({ alerts }) => alerts)).toEqual([1, 0]);
        expect(store.outbox()).toHaveLength(1);
      });

      it("takes out of a message the alerts that were known, and keeps it for the rest", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        const both = anEntry("both", { alertIds: ["alert-a", "alert-b"] });
        await store.commitPoll(aPoll({ alerts: [alertOf("a"), alertOf("b")], messages: [both] }));
        expect(entry("message-both")?.alertIds).toEqual(["alert-b"]);
      });

      it("never replaces a message that is queued", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        await claim();
        await store.commitPoll(
          aPoll({ alerts: [alertOf("b")], messages: [anEntry("b", { id: "message-a" })] }),
        );
        expect(entry("message-a")).toMatchObject({ state: "claimed", alertIds: ["alert-a"] });
      });

      it("names with a key whatever item it was last told", async () => {
        await store.commitPoll(aPoll({ keys: [{ key: "link:x", itemId: "one" }] }));
        await store.commitPoll(aPoll({ keys: [{ key: "link:x", itemId: "two" }] }));
        expect(store.knownKeys("example", ["link:x"]).get("link:x")).toBe("two");
      });

      it("gives a key that two items of a document share to the last of them, poll after poll", async () => {
        const keys = ["one", "two"].map((itemId) => ({ key: "title:shared", itemId }));
        for (let poll = 0; poll < 3; poll += 1) {
          await store.commitPoll(aPoll({ keys }));
          expect(store.knownKeys("example", ["title:shared"]).get("title:shared")).toBe("two");
        }
      });
    });

    describe("a notice", () => {
      const notices = [aFailingNotice()];

      it("waits in the outbox as soon as the poll that found it is on record", async () => {
        const feed = aFeedState({ failures: 3 });
        const polled = aPoll({ feed, messages: [aNoticeEntry("a", { notices })] });
        expect(await store.commitPoll(polled)).toEqual({ alerts: 0 });
        expect(store.feedState("example")?.failures).toBe(3);
        expect(store.outbox()).toEqual([aNoticeEntry("a", { notices })]);
      });

      it("may belong to no poll", async () => {
        await store.commitNotices([aNoticeEntry("a", { notices }), aNoticeEntry("b")]);
        expect(store.outbox().map(({ id }) => id)).toEqual(["message-a", "message-b"]);
        await expect(store.commitNotices([])).resolves.toBeUndefined();
      });

      it("is claimed, sent again and released like an alert", async () => {
        await store.commitNotices([aNoticeEntry("a", { notices })]);
        const [message] = await claim();
        expect(message).toEqual({
          id: "message-a",
          destination: "researchers",
          alerts: [],
          notices,
          queuedAt: POLLED_AT,
          earlier: { count: 0, uncertain: false },
        });
        await store.settle({
          entry: { id: "message-a", state: "pending", attempts: 1, nextAttemptAt: NOW + MINUTE },
        });
        const [again] = await claim(10, NOW + MINUTE);
        expect(again).toMatchObject({ notices, earlier: { count: 1 } });
        await store.release(["message-a"]);
        expect(entry("message-a")).toMatchObject({ state: "pending", notices });
      });

      it("is told once, by whichever way it comes again", async () => {
        const poll = aPoll({ messages: [aNoticeEntry("a")] });
        await Promise.all([
          store.commitPoll(poll),
          store.commitPoll(poll),
          store.commitNotices([aNoticeEntry("a")]),
        ]);
        await claim();
        await store.settle({
          entry: { id: "message-a", state: "sent", attempts: 1, nextAttemptAt: NOW, endedAt: NOW },
        });
        await store.commitPoll(poll);
        await store.commitNotices([aNoticeEntry("a")]);
        expect(store.outbox().map(({ state }) => state)).toEqual(["sent"]);
      });

      it("is not told again within a year, also when its message is long forgotten", async () => {
        const tell = async (): Promise<number> => {
          await store.commitNotices([aNoticeEntry("a")]);
          await store.commitPoll(aPoll({ messages: [aNoticeEntry("a")] }));
          return store.outbox().length;
        };
        await tell();
        await ordered(store, "drop", "message-a", NOW);
        await store.prune(NOW + 31 * DAY);
        expect(store.outbox()).toEqual([]);
        await store.prune(NOW + 364 * DAY);
        expect(await tell()).toBe(0);
        await store.prune(NOW + 366 * DAY);
        expect(await tell()).toBe(1);
      });
    });

    describe("the archive", () => {
      it("finds an item by its id and by its link", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        expect(await store.findItem("item-a")).toEqual(anArchivedItem("a"));
        expect(await store.findItem("https://example.org/a")).toEqual(anArchivedItem("a"));
        expect(await store.findItem("item-b")).toBeUndefined();
      });

      it("says of an item that it was seen at a silent first poll", async () => {
        const silent = { ...anArchivedItem("a"), baseline: true } as const;
        await store.commitPoll(aPoll({ items: [silent] }));
        expect(await store.findItem("item-a")).toEqual(silent);
      });

      it("gives the newest of several with the same link, on another day and on the same", async () => {
        const link = "https://example.org/live";
        const commit = (title: string, at: number) =>
          store.commitPoll(aPoll({ at, items: [anArchivedItem("a", { link, title })] }));
        await commit("later", NOW + DAY);
        await commit("earlier", NOW);
        expect((await store.findItem(link))?.item.title).toBe("later");
        await commit("latest", NOW + DAY);
        expect((await store.findItem(link))?.item.title).toBe("latest");
      });

      it("lists all of its items, oldest day first, an edited one once for each time", async () => {
        const commit = (name: string, at: number, title = name) =>
          store.commitPoll(aPoll({ at, items: [anArchivedItem(name, { title })] }));
        await commit("b", NOW + DAY);
        await commit("a", NOW);
        await commit("b", NOW + DAY, "b, edited");
        const titles: string[] = [];
        for await (const { item } of store.archivedItems()) titles.push(item.title);
        expect(titles).toEqual(["a", "b", "b, edited"]);
      });

      it("lists those of the last days of the calendar, up to the newest day that has any", async () => {
        for (const [name, at] of [
          ["a", NOW],
          ["b", NOW + 3 * DAY],
          ["c", NOW + 4 * DAY],
        ] as const) {
          await store.commitPoll(aPoll({ at, items: [anArchivedItem(name)] }));
        }
        const listed = async (days: number) => {
          const found: string[] = [];
          for await (const { item, day } of store.archivedItems(days)) found.push(`${day} ${item.title}`);
          return found;
        };
        expect(await listed(1)).toEqual(["2026-03-06 About c"]);
        expect(await listed(4)).toEqual(["2026-03-05 About b", "2026-03-06 About c"]);
        expect(await listed(5)).toHaveLength(3);
      });

      it("keeps what quotes, new lines and other scripts a publisher writes", async () => {
        const title = 'Il dit : "l\u2019été"\n\u2028 \ud83d\ude8b \u0000 \\ «fin»';
        await store.commitPoll(
          aPoll({ items: [anArchivedItem("a", { title, link: 'https://example.org/?q="é"' })] }),
        );
        expect((await store.findItem('https://example.org/?q="é"'))?.item.title).toBe(title);
      });
    });

    describe("a claim", () => {
      it("gives the message with its alerts and records the attempt", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        const [message, ...others] = await claim();
        expect(others).toEqual([]);
        expect(message).toEqual({
          id: "message-a",
          destination: "researchers",
          alerts: [alertOf("a")],
          queuedAt: POLLED_AT,
          earlier: { count: 0, uncertain: false },
        });
        expect(entry("message-a")).toMatchObject({
          state: "claimed",
          attempts: 1,
          firstAttemptAt: NOW,
          lastAttemptAt: NOW,
        });
      });

      it("gives no message twice, also to two claims at once", async () => {
        await queue(anEntry("a"), anEntry("b"));
        const [first, second] = await Promise.all([claim(), claim()]);
        expect(first?.map(({ id }) => id)).toEqual(["message-a", "message-b"]);
        expect(second).toEqual([]);
      });

      it("takes the one that waits longest first, and no more than the destination may have in flight", async () => {
        await queue(
          anEntry("late", { nextAttemptAt: NOW - 1 }),
          anEntry("early", { nextAttemptAt: NOW - HOUR }),
          anEntry("middle", { nextAttemptAt: NOW - MINUTE }),
        );
        expect((await claim(2)).map(({ id }) => id)).toEqual(["message-early", "message-middle"]);
        expect(await claim(2)).toEqual([]);
        expect((await claim(3)).map(({ id }) => id)).toEqual(["message-late"]);
      });

      it("leaves what is not due, what is held, and what goes elsewhere", async () => {
        await queue(
          anEntry("future", { nextAttemptAt: NOW + 1 }),
          anEntry("held", { state: "held", reader: READER }),
          anEntry("elsewhere", { destination: "newsroom" }),
        );
        expect(await claim()).toEqual([]);
        const elsewhere = await claim(10, NOW, ["researchers", "newsroom"]);
        expect(elsewhere.map(({ id }) => id)).toEqual(["message-elsewhere"]);
      });

      it("gives what was queued or tried at a time that a clock set back since has not reached", async () => {
        await queue(anEntry("a", { queuedAt: NOW + DAY, nextAttemptAt: NOW + DAY }));
        await queue(anEntry("b", { nextAttemptAt: NOW + DAY + MINUTE, lastAttemptAt: NOW + DAY }));
        expect((await claim()).map(({ id }) => id)).toEqual(["message-a", "message-b"]);
      });

      it("leaves a destination alone until the time it waits for", async () => {
        await queue(anEntry("a"), anEntry("b"));
        await claim(1);
        await store.settle({
          entry: { id: "message-a", state: "pending", attempts: 0, nextAttemptAt: NOW },
          destination: { destination: "researchers", failures: 1, notBefore: NOW + MINUTE },
        });
        expect(await claim()).toEqual([]);
        expect(await claim(10, NOW + MINUTE)).toHaveLength(2);
      });

      it("tells of the attempts before, and that one of them may have arrived", async () => {
        await queue(anEntry("a"));
        await claim();
        await store.settle({
          entry: { id: "message-a", state: "uncertain", attempts: 1, nextAttemptAt: NOW + MINUTE },
        });
        const [second] = await claim(10, NOW + MINUTE);
        expect(second?.earlier).toEqual({ count: 1, firstAt: NOW, lastAt: NOW, uncertain: true });
        await store.settle({
          entry: { id: "message-a", state: "pending", attempts: 2, nextAttemptAt: NOW + HOUR },
        });
        const [third] = await claim(10, NOW + HOUR);
        expect(third?.earlier).toEqual({ count: 2, firstAt: NOW, lastAt: NOW + MINUTE, uncertain: true });
      });
    });

    describe("a turn", () => {
      const names = (claimed: Awaited<ReturnType<typeof claim>>) =>
        claimed.map(({ id }) => id.replace("message-", ""));
      const backlog = { summary: { cause: { kind: "backlog", since: 0 } } } as const;
      const both = async () =>
        await queue(
          anEntry("fresh-1"),
          anEntry("fresh-2"),
          anEntry("old-1", { queuedAt: NOW - HOUR, nextAttemptAt: NOW - HOUR }),
          anEntry("old-2", { firstAttemptAt: NOW - MINUTE, nextAttemptAt: NOW - MINUTE }),
          anEntry("old-3", backlog),
        );

      it("is that of fresh messages, then of those that wait for longer, and so on", async () => {
        await both();
        expect(names(await claim(5))).toEqual(["fresh-1", "old-1", "fresh-2", "old-2", "old-3"]);
      });

      it("may be given to those that wait for longer", async () => {
        await both();
        const request = { now: NOW, perDestination: 2, destinations: ["researchers"] };
        expect(names(await store.claimOutbox({ ...request, first: "waiting" }))).toEqual([
          "old-1",
          "fresh-1",
        ]);
      });

      it("passes messages by that are to be left", async () => {
        await both();
        const except = new Set(["message-fresh-1", "message-old-1"]);
        const request = { now: NOW, perDestination: 2, destinations: ["researchers"], except };
        expect(names(await store.claimOutbox(request))).toEqual(["fresh-2", "old-2"]);
      });

      it("comes at once for a message that was planned under a clock that ran years ahead", async () => {
        await queue(
          anEntry("ahead", { nextAttemptAt: NOW + 365 * DAY }),
          anEntry("tomorrow", { nextAttemptAt: NOW + DAY }),
        );
        expect(names(await claim())).toEqual(["ahead"]);
      });
    });

    describe("a summary", () => {
      const summary = { cause: { kind: "backlog", since: POLLED_AT } } as const;
      const of = (...names: readonly string[]) =>
        anEntry(`of-${names.join("-")}`, { alertIds: names.map((name) => `alert-${name}`), summary });

      it("takes the place of the messages whose alerts it holds, all of them at once", async () => {
        await queue(anEntry("a"), anEntry("b"), anEntry("c"));
        const taken = ["message-a", "message-b"];
        expect(await store.replaceMessages({ taken, by: [of("b", "a")] })).toBe("done");
        expect(store.outbox().map(({ id }) => id)).toEqual(["message-c", "message-of-b-a"]);
        const claimed = await claim();
        expect(claimed.at(-1)).toMatchObject({ summary, alerts: [{ id: "alert-b" }, { id: "alert-a" }] });
      });

      it("takes nothing when one of them is being sent, may have arrived, has ended or is gone", async () => {
        await queue(anEntry("a"), anEntry("b"));
        await claim(1);
        const replacement = { taken: ["message-a", "message-b"], by: [of("a", "b")] };
        expect(await store.replaceMessages(replacement)).toBe("stale");
        await store.settle({
          entry: { id: "message-a", state: "pending", attempts: 1, nextAttemptAt: NOW, wasUncertain: true },
        });
        expect(await store.replaceMessages(replacement)).toBe("stale");
        await ordered(store, "drop", "message-a", NOW);
        expect(await store.replaceMessages(replacement)).toBe("stale");
        const unknown = { taken: ["message-b", "message-z"], by: [of("b")] };
        expect(await store.replaceMessages(unknown)).toBe("stale");
        expect(entry("message-b")).toEqual(anEntry("b"));
      });

      it("is not made when an alert would be lost, told twice or told unasked", async () => {
        await queue(anEntry("a"), anEntry("b"), anEntry("c"));
        const taken = ["message-a", "message-b"];
        for (const by of [[of("a")], [of("a", "b"), of("b")], [of("a", "b", "c")]])
          expect(await store.replaceMessages({ taken, by })).toBe("stale");
        expect(store.outbox()).toHaveLength(3);
      });

      it("is made once when two ask for it at the same moment", async () => {
        await queue(anEntry("a"), anEntry("b"));
        const replacement = { taken: ["message-a", "message-b"], by: [of("a", "b")] };
        const both = [store.replaceMessages(replacement), store.replaceMessages(replacement)];
        expect(await Promise.all(both)).toEqual(["done", "stale"]);
        expect(store.outbox()).toHaveLength(1);
      });

      it("that was refused gives way to others that hold the same alerts", async () => {
        await queue(of("a", "b"));
        await claim();
        const ended = { state: "dead", attempts: 1, nextAttemptAt: NOW, endedAt: NOW } as const;
        await store.settle({
          entry: { id: "message-of-a-b", ...ended },
          replacedBy: [anEntry("a"), anEntry("b")],
        });
        expect(store.outbox()).toEqual([anEntry("a"), anEntry("b")]);
      });

      it("keeps its ending when what should take its place would lose an alert", async () => {
        await queue(of("a", "b"));
        await claim();
        const ended = { state: "dead", attempts: 1, nextAttemptAt: NOW, endedAt: NOW } as const;
        await store.settle({ entry: { id: "message-of-a-b", ...ended }, replacedBy: [anEntry("a")] });
        expect(store.outbox()).toMatchObject([{ id: "message-of-a-b", state: "dead" }]);
      });

      it("keeps its alerts from being raised again", async () => {
        await queue(anEntry("a"), anEntry("b"));
        await store.replaceMessages({ taken: ["message-a", "message-b"], by: [of("a", "b")] });
        expect(await store.commitPoll(anAlertingPoll("a"))).toEqual({ alerts: 0 });
        expect(store.outbox()).toHaveLength(1);
      });
    });

    describe("the ending of an attempt", () => {
      it("is kept with what the receiver said, and so is the state of the destination", async () => {
        await queue(anEntry("a"));
        await claim();
        const destination = { destination: "researchers", failures: 0, notBefore: NOW };
        await store.settle({
          entry: {
            id: "message-a",
            state: "sent",
            attempts: 1,
            nextAttemptAt: NOW,
            endedAt: NOW,
            messageId: "77",
          },
          destination,
        });
        expect(entry("message-a")).toMatchObject({ state: "sent", messageId: "77", endedAt: NOW });
        expect(store.destinationStates()).toEqual([destination]);
        expect(await claim(10, NOW + DAY)).toEqual([]);
      });

      it("changes nothing when the message is not being attempted", async () => {
        await queue(anEntry("a"));
        const before = store.outbox();
        await store.settle({
          entry: { id: "message-a", state: "sent", attempts: 1, nextAttemptAt: NOW },
          destination: { destination: "researchers", failures: 9, notBefore: NOW + DAY },
        });
        await store.settle({ entry: { id: "unknown", state: "sent", attempts: 1, nextAttemptAt: NOW } });
        expect(store.outbox()).toEqual(before);
        expect(store.destinationStates()).toEqual([]);
      });

      it("queues what operators are told of it, once", async () => {
        const told = [aNoticeEntry("told", { destination: "desk" })];
        await queue(anEntry("a"), anEntry("b"));
        await claim();
        for (const id of ["message-a", "message-b"]) {
          const ended = { state: "dead", attempts: 1, nextAttemptAt: NOW, endedAt: NOW } as const;
          await store.settle({ entry: { id, ...ended }, told });
        }
        expect(store.outbox({ destination: "desk" })).toEqual(told);
      });

      it("frees the place of its message in flight", async () => {
        await queue(anEntry("a"), anEntry("b"));
        await claim(1);
        await store.settle({
          entry: { id: "message-a", state: "dead", attempts: 1, nextAttemptAt: NOW, endedAt: NOW },
        });
        expect((await claim(1)).map(({ id }) => id)).toEqual(["message-b"]);
      });
    });

    describe("a release", () => {
      it("puts a message back as if it had not been claimed", async () => {
        await queue(anEntry("a"));
        await claim();
        await store.release(["message-a", "unknown"]);
        expect(entry("message-a")).toEqual(anEntry("a"));
      });

      it("keeps what is known of the attempts before", async () => {
        await queue(anEntry("a"));
        await claim();
        await store.settle({
          entry: { id: "message-a", state: "uncertain", attempts: 1, nextAttemptAt: NOW },
        });
        await claim(10, NOW + MINUTE);
        await store.release(["message-a"]);
        expect(entry("message-a")).toMatchObject({
          state: "uncertain",
          attempts: 1,
          firstAttemptAt: NOW,
          wasUncertain: true,
        });
      });

      it("leaves alone what is not being attempted", async () => {
        await queue(anEntry("a"));
        await store.release(["message-a"]);
        expect(entry("message-a")).toEqual(anEntry("a"));
      });
    });

    describe("a digest", () => {
      const opening = (given: Partial<DigestOpening> = {}): DigestOpening => ({
        key: "morning/reader@example.org",
        destination: "morning",
        reader: READER,
        digest: { period: "2026-03-02", from: NOW - DAY, to: NOW },
        messageId: "digest-1",
        at: NOW,
        ...given,
      });
      const held = (name: string, given: Partial<OutboxEntry> = {}) =>
        anEntry(name, { destination: "morning", state: "held", reader: READER, ...given });

      it("becomes one message of all that was held for its reader, oldest first", async () => {
        await queue(held("new", { queuedAt: NOW - 1 }), held("old", { queuedAt: NOW - HOUR }));
        expect(store.heldAlerts("morning", READER.address).map(({ id }) => id)).toEqual([
          "alert-old",
          "alert-new",
        ]);
        expect(await store.openDigest(opening())).toBe("opened");
        expect(store.outbox()).toEqual([
          {
            id: "digest-1",
            destination: "morning",
            reader: READER,
            digest: opening().digest,
            alertIds: ["alert-old", "alert-new"],
            state: "pending",
            queuedAt: NOW,
            nextAttemptAt: NOW,
            attempts: 0,
          },
        ]);
        expect(store.digestLedger("morning/reader@example.org")).toEqual({
          key: "morning/reader@example.org",
          lastPeriod: "2026-03-02",
          openedAt: NOW,
        });
        expect(store.heldAlerts("morning", READER.address)).toEqual([]);
        const [message] = await claim(10, NOW, ["morning"]);
        expect(message).toMatchObject({ id: "digest-1", reader: READER, digest: opening().digest });
      });

      it("opens once for a period, and not for one before", async () => {
        await queue(held("a"));
        const both = await Promise.all([store.openDigest(opening()), store.openDigest(opening())]);
        expect(both).toEqual(["opened", "exists"]);
        const before = opening({
          digest: { period: "2026-03-01", from: 0, to: 1 },
          messageId: "digest-0",
        });
        expect(await store.openDigest(before)).toBe("exists");
        expect(store.outbox()).toHaveLength(1);
      });

      it("takes up the one before when that did not arrive, and not when it may have", async () => {
        const next = (state: "pending" | "uncertain", at: number, messageId: string) => ({
          settle: { entry: { id: messageId, state, attempts: 0, nextAttemptAt: at } },
          period: new Date(at).toISOString().slice(0, 10),
        });
        await queue(held("a"));
        await store.openDigest(opening());
        await claim(10, NOW, ["morning"]);
        await store.settle(next("pending", NOW, "digest-1").settle);
        await queue(held("b"));
        const second = next("uncertain", NOW + DAY, "digest-2");
        const digest = { period: second.period, from: NOW, to: NOW + DAY };
        await store.openDigest(opening({ digest, messageId: "digest-2", at: NOW + DAY }));
        expect(entry("digest-1")).toBeUndefined();
        expect(entry("digest-2")).toMatchObject({
          alertIds: ["alert-a", "alert-b"],
          digest: { from: NOW - DAY, to: NOW + DAY },
        });
        await claim(10, NOW + DAY, ["morning"]);
        await store.settle(second.settle);
        await queue(held("c"));
        const third = { period: "2026-03-04", from: NOW + DAY, to: NOW + 2 * DAY };
        await store.openDigest(opening({ digest: third, messageId: "digest-3", at: NOW + 2 * DAY }));
        expect(entry("digest-3")?.alertIds).toEqual(["alert-c"]);
      });

      it("opens though one was opened years ahead, under a clock that was wrong", async () => {
        const ahead = { period: "2036-01-01", from: NOW, to: NOW + 3650 * DAY };
        const wrong = opening({ digest: ahead, messageId: "digest-0", at: ahead.to });
        expect(await store.openDigest(wrong)).toBe("empty");
        await queue(held("a"));
        expect(await store.openDigest(opening())).toBe("opened");
      });

      it("opens on its day, as a message of its own, though that day's was sent while the clock ran ahead", async () => {
        await queue(held("a"));
        await store.openDigest(opening());
        await claim(10, NOW, ["morning"]);
        await store.settle({
          entry: { id: "digest-1", state: "sent", attempts: 1, nextAttemptAt: NOW, endedAt: NOW },
        });
        const yesterday = { period: "2026-03-01", from: NOW - 2 * DAY, to: NOW - DAY };
        const setBack = opening({ digest: yesterday, messageId: "digest-0", at: NOW - DAY });
        expect(await store.openDigest(setBack)).toBe("empty");
        await queue(held("b"));
        expect(await store.openDigest(opening())).toBe("opened");
        const messages = store.outbox({ destination: "morning" });
        expect(messages.map(({ alertIds, state }) => [alertIds, state])).toEqual([
          [["alert-a"], "sent"],
          [["alert-b"], "pending"],
        ]);
      });

      it("without anything held sends nothing and counts as opened all the same", async () => {
        expect(await store.openDigest(opening())).toBe("empty");
        await queue(held("a"));
        expect(await store.openDigest(opening())).toBe("exists");
        const next = opening({ digest: { period: "2026-03-03", from: NOW, to: NOW + DAY }, at: NOW + DAY });
        expect(await store.openDigest(next)).toBe("opened");
      });

      it("takes nothing that is held for another reader or destination", async () => {
        const other: Reader = { ...READER, address: "other@example.org" };
        await queue(held("a"), held("b", { reader: other }), held("c", { destination: "evening" }));
        await store.openDigest(opening());
        expect(entry("digest-1")?.alertIds).toEqual(["alert-a"]);
        expect(entry("message-b")?.state).toBe("held");
        expect(entry("message-c")?.state).toBe("held");
      });
    });

    describe("an operator", () => {
      const settleAs = async (state: "dead" | "uncertain" | "sent") => {
        await queue(anEntry("a"));
        await claim();
        const ended = state === "uncertain" ? {} : { endedAt: NOW };
        await store.settle({ entry: { id: "message-a", state, attempts: 1, nextAttemptAt: NOW, ...ended } });
      };

      it("puts a dead message back into the queue, due at once", async () => {
        await settleAs("dead");
        expect(await ordered(store, "retry", "message-a", NOW + DAY)).toEqual({ kind: "queued" });
        expect(entry("message-a")).toMatchObject({
          state: "pending",
          attempts: 0,
          nextAttemptAt: NOW + DAY,
        });
        expect(entry("message-a")).not.toHaveProperty("endedAt");
        expect(await claim(10, NOW + DAY)).toHaveLength(1);
      });

      it("repeats a message that may have arrived, which its channel is still told", async () => {
        await settleAs("uncertain");
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({ kind: "queued" });
        const [message] = await claim();
        expect(message?.earlier).toEqual({ count: 0, firstAt: NOW, lastAt: NOW, uncertain: true });
      });

      it("cannot repeat what was sent, what waits anyway, and what is unknown", async () => {
        await settleAs("sent");
        await store.commitPoll(anAlertingPoll("b"));
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({
          kind: "not-possible",
          state: "sent",
        });
        expect(await ordered(store, "retry", "message-b", NOW)).toEqual({
          kind: "not-possible",
          state: "pending",
        });
        expect(await ordered(store, "retry", "message-c", NOW)).toEqual({ kind: "unknown" });
      });

      it("ends a message for good, and may change their mind", async () => {
        await queue(anEntry("a"));
        expect(await ordered(store, "drop", "message-a", NOW)).toEqual({ kind: "dropped" });
        expect(entry("message-a")).toMatchObject({ state: "dropped", endedAt: NOW });
        expect(await claim()).toEqual([]);
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({ kind: "queued" });
        expect(await claim()).toHaveLength(1);
      });

      it("cannot end what is on the wire, what was sent, and what is unknown", async () => {
        await queue(anEntry("b"));
        await claim();
        expect(await ordered(store, "drop", "message-b", NOW)).toEqual({
          kind: "not-possible",
          state: "claimed",
        });
        await store.settle({ entry: { id: "message-b", state: "sent", attempts: 1, nextAttemptAt: NOW } });
        expect(await ordered(store, "drop", "message-b", NOW)).toEqual({
          kind: "not-possible",
          state: "sent",
        });
        expect(await ordered(store, "drop", "message-c", NOW)).toEqual({ kind: "unknown" });
      });

      it("who changes their mind about what waits for a digest has it wait for the next again", async () => {
        const reader = READER;
        await queue(anEntry("a", { destination: "morning", state: "held", reader }));
        await ordered(store, "drop", "message-a", NOW);
        expect(store.heldAlerts("morning", reader.address)).toEqual([]);
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({ kind: "held" });
        expect(await claim(10, NOW, ["morning"])).toEqual([]);
        expect(store.heldAlerts("morning", reader.address)).toHaveLength(1);
        expect(await ordered(store, "retry", "message-a", NOW)).toMatchObject({ kind: "not-possible" });
      });

      it("orders several at once, and hears of each", async () => {
        await settleAs("dead");
        await queue(anEntry("b"));
        const order = anOrder("drop", "message-b", "message-c", "message-a", "message-b");
        expect(await store.applyOrder(order, NOW)).toEqual([
          { message: "message-b", outcome: { kind: "dropped" } },
          { message: "message-c", outcome: { kind: "unknown" } },
          { message: "message-a", outcome: { kind: "dropped" } },
        ]);
        expect(store.outbox({ states: ["dropped"] })).toHaveLength(2);
      });

      it("is obeyed once: the same order again changes nothing, and has the answer that it had", async () => {
        await settleAs("dead");
        const order = anOrder("retry", "message-a");
        const endings = await store.applyOrder(order, NOW);
        await claim();
        await store.settle({
          entry: { id: "message-a", state: "dead", attempts: 1, nextAttemptAt: NOW, endedAt: NOW },
        });
        expect(await store.applyOrder(order, NOW)).toEqual(endings);
        expect(entry("message-a")?.state).toBe("dead");
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({ kind: "queued" });
      });

      const holdUp = async () => {
        await claim();
        await store.settle({
          entry: { id: "message-a", state: "pending", attempts: 0, nextAttemptAt: NOW },
          destination: {
            destination: "researchers",
            failures: 1,
            notBefore: NOW + DAY,
            problem: { reason: "404", since: NOW, held: true },
          },
        });
      };

      it("lets the queue of a held destination be tried again now", async () => {
        await queue(anEntry("a"));
        await holdUp();
        await store.resumeDestination("researchers");
        await store.resumeDestination("unknown");
        expect(store.destinationStates()).toEqual([]);
        expect(await claim()).toHaveLength(1);
      });

      it("does so by wanting one message of it again, whether that waits or was given up", async () => {
        await queue(anEntry("a"));
        await holdUp();
        const resumed = { kind: "resumed", destination: "researchers" };
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual(resumed);
        await holdUp();
        await ordered(store, "drop", "message-a", NOW);
        expect(await ordered(store, "retry", "message-a", NOW)).toEqual({ kind: "queued" });
        expect(await claim()).toHaveLength(1);
      });

      it("sees the outbox by destination and by state", async () => {
        await queue(anEntry("a"), anEntry("b", { destination: "newsroom" }));
        await claim();
        expect(store.outbox({ destination: "newsroom" }).map(({ id }) => id)).toEqual(["message-b"]);
        expect(store.outbox({ states: ["claimed"] }).map(({ id }) => id)).toEqual(["message-a"]);
        expect(store.outbox({ destination: "newsroom", states: ["claimed"] })).toEqual([]);
      });

      it("sees of a destination’s traffic what is open, and what was attempted in the hour of the last ending", async () => {
        const end = async (name: string, now: number) => {
          await queue(anEntry(name, { queuedAt: now, nextAttemptAt: now }));
          await claim(1, now);
          await store.settle({
            entry: { id: `message-${name}`, state: "sent", attempts: 1, nextAttemptAt: now, endedAt: now },
          });
        };
        const names = () => store.traffic("researchers").map(({ id }) => id.replace("message-", ""));
        await end("early", NOW);
        await end("late", NOW + HOUR);
        await end("last", NOW + HOUR + 1);
        await queue(anEntry("open"), anEntry("elsewhere", { destination: "newsroom" }));
        expect(names()).toEqual(["open", "late", "last"]);
        await ordered(store, "drop", "message-open", NOW + HOUR + 2);
        expect(names()).toEqual(["late", "last"]);
        await store.prune(NOW + 40 * DAY);
        expect(names()).toEqual([]);
      });

      it("sees the newest alerts first, as many as wanted", async () => {
        const alerts = ["a", "c", "b"].map((letter, index) =>
          alertOf(letter, { queuedAt: NOW + (letter === "c" ? 10 : index) }),
        );
        await store.commitPoll(aPoll({ alerts }));
        expect(store.recentAlerts(2).map(({ id }) => id)).toEqual(["alert-c", "alert-b"]);
      });
    });

    describe("forgetting", () => {
      const sent = { state: "sent", attempts: 1, nextAttemptAt: NOW, endedAt: NOW } as const;
      const settled = async () => {
        await store.commitPoll(anAlertingPoll("a"));
        await claim();
        await store.settle({ entry: { id: "message-a", ...sent } });
      };

      it("takes messages 30 days after their end, and none that has not ended", async () => {
        await settled();
        await store.commitPoll(anAlertingPoll("b"));
        await store.prune(NOW + 30 * DAY);
        expect(store.outbox()).toHaveLength(2);
        await store.prune(NOW + 31 * DAY);
        expect(store.outbox().map(({ id }) => id)).toEqual(["message-b"]);
      });

      it("takes an alert after 90 days and yet never raises it again within a year", async () => {
        await settled();
        await store.prune(NOW + 89 * DAY);
        expect(store.alert("alert-a")).toBeDefined();
        await store.prune(NOW + 91 * DAY);
        expect(store.alert("alert-a")).toBeUndefined();
        expect(await store.commitPoll(anAlertingPoll("a"))).toEqual({ alerts: 0 });
        await store.prune(NOW + 364 * DAY);
        expect(await store.commitPoll(anAlertingPoll("a"))).toEqual({ alerts: 0 });
        await store.prune(NOW + 366 * DAY);
        expect(await store.commitPoll(anAlertingPoll("a"))).toEqual({ alerts: 1 });
      });

      it("keeps an alert as long as a message holds it, however old", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        await store.prune(NOW + 1000 * DAY);
        const [message] = await claim();
        expect(message?.alerts).toEqual([alertOf("a")]);
      });

      it("takes a key that its feed has not shown for 90 days", async () => {
        const see = (key: string, at: number) =>
          store.commitPoll(aPoll({ keys: [{ key, itemId: key }], at }));
        await see("old", NOW);
        await see("new", NOW + 90 * DAY);
        await store.prune(NOW + 90 * DAY);
        expect(store.knownKeys("example", ["old", "new"]).size).toBe(2);
        await see("newer", NOW + 91 * DAY);
        await store.prune(NOW + 91 * DAY);
        expect([...store.knownKeys("example", ["old", "new", "newer"]).keys()]).toEqual(["new", "newer"]);
      });

      it("keeps the keys of a feed that has had nothing to read for a hundred days", async () => {
        await store.commitPoll(aPoll({ keys: [{ key: "a", itemId: "a" }] }));
        const at = NOW + 100 * DAY;
        await store.commitPoll(aPoll({ feed: aFeedState({ lastSuccessAt: at }), at }));
        await store.prune(at);
        expect(store.knownKeys("example", ["a"]).size).toBe(1);
      });

      it("keeps a key that is shown again and again, for ever", async () => {
        for (let day = 0; day <= 400; day += 5) {
          const at = NOW + day * DAY;
          await store.commitPoll(aPoll({ keys: [{ key: "a", itemId: "a" }], at }));
          await store.prune(at);
        }
        expect(store.knownKeys("example", ["a"]).size).toBe(1);
      });

      it("takes archived items after 90 days", async () => {
        await store.commitPoll(anAlertingPoll("a"));
        await store.prune(NOW + 90 * DAY);
        expect(await store.findItem("item-a")).toBeDefined();
        await store.prune(NOW + 91 * DAY);
        expect(await store.findItem("item-a")).toBeUndefined();
      });
    });

    it("gives what it was told at the time, whatever becomes of the caller's objects", async () => {
      const alertIds = ["alert-a"];
      await store.commitPoll(anAlertingPoll("a", { messages: [anEntry("a", { alertIds })] }));
      alertIds.push("alert-b");
      expect(entry("message-a")?.alertIds).toEqual(["alert-a"]);
    });

    it("may be closed twice", async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
