import { describe, expect, it } from "vitest";
import type { OutboxEntry } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { trafficOf } from "../../src/outbox/traffic.ts";
import { aReader } from "../support/a-mail.ts";
import { aNoticeEntry, alertOf, anEntry, POLLED_AT } from "../support/a-poll.ts";
import { anAlert } from "../support/an-alert.ts";

const NOW = POLLED_AT + HOUR;

/** Messages of their own, the first of them queued last. */
function waiting(count: number, given: Partial<OutboxEntry> = {}, name = ""): readonly OutboxEntry[] {
  return Array.from({ length: count }, (_, n) =>
    anEntry(`${name}${n}`, { queuedAt: NOW - n * MINUTE, ...given }),
  );
}

function sent(count: number, agoMs: number, given: Partial<OutboxEntry> = {}): readonly OutboxEntry[] {
  return waiting(count, { state: "sent", attempts: 1, lastAttemptAt: NOW - agoMs, ...given }, "sent-");
}

function traffic(...entries: readonly (readonly OutboxEntry[])[]) {
  const alert = (id: string) => {
    const name = id.replace("alert-", "");
    return alertOf(name, { story: { ...anAlert().story, id: name } });
  };
  return trafficOf({ entries: entries.flat(), perHour: 10, now: NOW, alert });
}

describe("the traffic to a destination", () => {
  it("flows as long as no more waits than an hour may bring", () => {
    expect(traffic(waiting(10))).toEqual({ replacements: [], withheld: new Set() });
  });

  it("becomes one summary of all but the latest five when more waits", () => {
    const [replacement, ...others] = traffic(waiting(11)).replacements;
    expect(others).toEqual([]);
    expect(replacement?.taken).toEqual(["5", "6", "7", "8", "9", "10"].map((n) => `message-${n}`));
    expect(replacement?.by).toMatchObject([
      { summary: { cause: { kind: "backlog", since: NOW - 10 * MINUTE } }, queuedAt: NOW, state: "pending" },
    ]);
    expect(replacement?.by[0]?.alertIds).toHaveLength(6);
  });

  it("counts what went out in the last hour, and what did so before does not matter", () => {
    expect(traffic(waiting(6), sent(6, 59 * MINUTE)).replacements).toHaveLength(1);
    expect(traffic(waiting(6), sent(6, HOUR)).replacements).toEqual([]);
    expect(traffic(waiting(6), sent(6, -365 * DAY)).replacements).toEqual([]);
  });

  it("keeps what is beyond the hour waiting rather than make many small summaries", () => {
    const summary = { cause: { kind: "backlog", since: 0 } } as const;
    const { replacements, withheld } = traffic(
      waiting(3),
      sent(9, MINUTE),
      sent(1, 14 * MINUTE, { summary }),
    );
    expect(replacements).toEqual([]);
    expect(withheld).toEqual(new Set(["message-0", "message-1", "message-2"]));
    expect(traffic(waiting(3), sent(9, MINUTE), sent(1, 15 * MINUTE, { summary })).replacements).toHaveLength(
      1,
    );
  });

  it("keeps one story waiting rather than make a summary of it", () => {
    expect(traffic(waiting(1), sent(10, MINUTE))).toEqual({
      replacements: [],
      withheld: new Set(["message-0"]),
    });
  });

  it("takes up the summaries that wait already, so that a long outage ends in one", () => {
    const before = { cause: { kind: "backlog", since: NOW - 9 * HOUR } } as const;
    const flood = { cause: { kind: "flood", source: "Harbour News" } } as const;
    const earlier = anEntry("before", { summary: before, alertIds: ["alert-x", "alert-y"] });
    const flooded = anEntry("flood", { summary: flood, alertIds: ["alert-v", "alert-w"] });
    const [replacement] = traffic(waiting(11), [earlier, flooded]).replacements;
    expect(replacement?.taken).toEqual(expect.arrayContaining(["message-before", "message-flood"]));
    expect(replacement?.by).toMatchObject([{ summary: { cause: { since: NOW - 9 * HOUR } } }]);
  });

  it("counts the parts of one summary as one message", () => {
    const summary = { cause: { kind: "flood", source: "Harbour News" } } as const;
    expect(traffic(waiting(9), waiting(8, { summary, queuedAt: NOW }, "part-")).replacements).toEqual([]);
  });

  it("leaves alone digests and notices, and summarises nothing that may have arrived or failed for its own sake", () => {
    const { reader, digest } = { reader: aReader(), digest: { period: "2026-03-02", from: 0, to: 1 } };
    const others = [waiting(11, { reader, digest }), Array.from({ length: 11 }, () => aNoticeEntry("n"))];
    for (const entries of others) expect(traffic(entries)).toEqual({ replacements: [], withheld: new Set() });
    const tried = [anEntry("failed", { attempts: 2 }), anEntry("lost", { state: "uncertain" })];
    const [replacement] = traffic(waiting(11), tried).replacements;
    expect(replacement?.taken.filter((id) => /failed|lost/.test(id))).toEqual([]);
  });

  it("brings what is tried again by half of what the hour may bring, the one that waits longest first", () => {
    const again = (n: number) => ({ state: "uncertain", nextAttemptAt: NOW - n * MINUTE }) as const;
    const uncertain = Array.from({ length: 7 }, (_, n) => anEntry(`again-${n}`, again(n)));
    expect(traffic(waiting(5), uncertain)).toEqual({
      replacements: [],
      withheld: new Set(["message-again-0", "message-again-1"]),
    });
    expect(traffic(waiting(7), uncertain).replacements).toHaveLength(1);
  });

  it("is that of each reader of a mailing by itself", () => {
    const [ada, lea] = [aReader(), aReader({ address: "lea@example.org" })];
    expect(traffic(waiting(6, { reader: ada }), waiting(6, { reader: lea })).replacements).toEqual([]);
    const [replacement] = traffic(
      waiting(6, { reader: ada }),
      waiting(11, { reader: lea }, "lea-"),
    ).replacements;
    expect(replacement?.by).toMatchObject([{ reader: lea }]);
  });
});
