import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delivery, DestinationState } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { type Attempt, settlementOf } from "../../src/outbox/retry.ts";
import { aMessage, anAlert } from "../support/an-alert.ts";

const NOW = Date.UTC(2026, 2, 2, 10, 0);

function anAttempt(given: Partial<Attempt> = {}): Attempt {
  return { message: aMessage(), now: NOW, random: 0.5, uncertainPauseMs: MINUTE, ...given };
}

function after(count: number, firstAt: number): Partial<Attempt> {
  const earlier = { count, firstAt, lastAt: firstAt, failingSince: firstAt, uncertain: false };
  return { message: aMessage({ earlier }) };
}

describe("after an attempt", () => {
  it("an accepted message is sent, with the receiver's id, and a destination that was ill is well", () => {
    const destination = { destination: "researchers", failures: 3, notBefore: NOW };
    const settled = settlementOf({ kind: "sent", messageId: "77" }, anAttempt({ destination }));
    expect(settled.entry).toMatchObject({ state: "sent", messageId: "77", endedAt: NOW, attempts: 1 });
    expect(settled.destination).toEqual({
      destination: "researchers",
      failures: 0,
      notBefore: NOW,
      decidedAt: NOW,
    });
  });

  it("a refused message is a dead letter that says why, and its destination goes on", () => {
    const settled = settlementOf(
      { kind: "rejected", scope: "message", reason: "400: bad form" },
      anAttempt(),
    );
    expect(settled.entry).toMatchObject({ state: "dead", lastError: "400: bad form", endedAt: NOW });
    expect(settled.destination).toBeUndefined();
  });

  it("a destination that refuses keeps its message, waits an hour, and is marked as held", () => {
    const settled = settlementOf(
      { kind: "rejected", scope: "destination", reason: "404: no webhook" },
      anAttempt(),
    );
    expect(settled.entry).toMatchObject({ state: "pending", attempts: 0 });
    expect(settled.destination?.notBefore).toBe(NOW + HOUR);
    expect(settled.destination?.problem).toEqual({ reason: "404: no webhook", since: NOW, held: true });
  });

  it("a message waits longer after each failure of its own: 5 s, 30 s, 2 min, …, 10 h", () => {
    const failure: Delivery = { kind: "retry", scope: "message", reason: "451" };
    const pauses = Array.from({ length: 10 }, (_, count) => {
      return settlementOf(failure, anAttempt(after(count, NOW))).entry.nextAttemptAt - NOW;
    });
    expect(pauses.slice(0, 3)).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE]);
    expect(pauses.at(-1)).toBe(10 * HOUR);
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
  });

  it("a rate limit is obeyed to the second and counts neither as an attempt nor as a failure", () => {
    const limit: Delivery = {
      kind: "retry",
      scope: "destination",
      reason: "429",
      rateLimited: true,
      notBefore: NOW + 42 * SECOND,
    };
    const settled = settlementOf(limit, anAttempt(after(3, NOW - 30 * DAY)));
    expect(settled.entry).toMatchObject({ state: "pending", attempts: 3 });
    expect(settled.destination).toEqual({
      destination: "researchers",
      failures: 0,
      notBefore: NOW + 42 * SECOND,
      decidedAt: NOW,
    });
  });

  it("a failing destination waits 5 s, doubling to 15 min, and its message spends no attempt", () => {
    const failure: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
    const wait = (failures: number): number => {
      const destination = { destination: "researchers", failures, notBefore: 0 };
      const settled = settlementOf(failure, anAttempt({ destination }));
      expect(settled.entry.attempts).toBe(0);
      return (settled.destination?.notBefore ?? 0) - NOW;
    };
    expect([0, 1, 2].map(wait)).toEqual([5 * SECOND, 10 * SECOND, 20 * SECOND]);
    expect(wait(60)).toBe(15 * MINUTE);
  });

  it("a destination that has been failing for a day is asked once an hour, on average", () => {
    const failure: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
    const problem = { reason: "connection refused", since: NOW - DAY, held: false };
    const destination = { destination: "researchers", failures: 90, notBefore: 0, problem };
    const settled = settlementOf(failure, anAttempt({ destination }));
    expect(settled.destination?.notBefore).toBe(NOW + HOUR);
    expect(settled.destination?.problem?.since).toBe(NOW - DAY);
  });

  it("a destination that was out of reach gets 2 messages more, then 4, 8 and 16, with pauses in between", () => {
    const problem = { reason: "connection refused", since: NOW - HOUR, held: false };
    let destination: DestinationState | undefined = {
      destination: "researchers",
      failures: 9,
      notBefore: 0,
      problem,
    };
    const bursts = [0];
    for (let sent = 1; sent <= 40; sent += 1) {
      const settled = settlementOf(
        { kind: "sent" },
        anAttempt(destination === undefined ? {} : { destination }),
      );
      bursts[bursts.length - 1] = (bursts.at(-1) ?? 0) + 1;
      destination = settled.destination ?? destination;
      if (settled.destination !== undefined && settled.destination.notBefore > NOW) bursts.push(0);
    }
    expect(bursts).toEqual([3, 4, 8, 25]);
    expect(destination).toEqual({
      destination: "researchers",
      failures: 0,
      notBefore: NOW,
      decidedAt: NOW,
    });
  });

  it("a rate limit on the way back from an outage changes nothing of the slow start", () => {
    const slowStart = { burst: 4, left: 3 };
    const destination = { destination: "researchers", failures: 0, notBefore: 0, slowStart };
    const limit = { kind: "retry", scope: "destination", reason: "429", rateLimited: true } as const;
    const settled = settlementOf(limit, anAttempt({ destination }));
    expect(settled.destination).toEqual({ ...destination, notBefore: NOW + SECOND, decidedAt: NOW });
  });

  it("a summary that is refused gives way to its halves, and a single story to nothing", () => {
    const refusal = { kind: "rejected", scope: "message", reason: "400: bad form" } as const;
    const [one, two, three] = ["a", "b", "c"].map((id) => anAlert({ id }));
    if (one === undefined || two === undefined || three === undefined) throw new Error("no alerts");
    const summary = { cause: { kind: "flood", source: "Harbour News" }, place: { part: 2, of: 3 } } as const;
    const message = aMessage({ alerts: [one, two, three], summary });
    const { replacedBy } = settlementOf(refusal, anAttempt({ message }));
    expect(replacedBy).toMatchObject([
      { alertIds: ["a", "b"], summary: { cause: summary.cause }, state: "pending", attempts: 0 },
      { alertIds: ["c"] },
    ]);
    expect(replacedBy?.[1]).not.toHaveProperty("summary");
    expect(settlementOf(refusal, anAttempt())).not.toHaveProperty("replacedBy");
  });

  it("a summary is not halved when it is its reader who was refused", () => {
    const refusal = { kind: "rejected", scope: "message", reason: "550 5.1.1", isReaders: true } as const;
    const alerts = ["a", "b"].map((id) => anAlert({ id }));
    const message = aMessage({ alerts, summary: { cause: { kind: "flood", source: "Harbour News" } } });
    expect(settlementOf(refusal, anAttempt({ message })).entry.state).toBe("dead");
    expect(settlementOf(refusal, anAttempt({ message }))).not.toHaveProperty("replacedBy");
  });

  it("an unknown ending is remembered as such and tried again no sooner than the channel allows", () => {
    const settled = settlementOf(
      { kind: "uncertain", reason: "reset" },
      anAttempt({ uncertainPauseMs: 15 * MINUTE }),
    );
    expect(settled.entry).toMatchObject({ state: "uncertain", wasUncertain: true, attempts: 1 });
    expect(settled.entry.nextAttemptAt).toBe(NOW + 15 * MINUTE);
  });

  it("a message is given up after five days of its own failures, and not before its first", () => {
    const failure: Delivery = { kind: "retry", scope: "message", reason: "451" };
    expect(settlementOf(failure, anAttempt(after(9, NOW - 5 * DAY))).entry.state).toBe("pending");
    const expired = settlementOf(failure, anAttempt(after(9, NOW - 5 * DAY - 1))).entry;
    expect(expired).toMatchObject({ state: "dead", lastError: "given up: 451" });
    const old = aMessage({ queuedAt: NOW - 30 * DAY });
    expect(settlementOf(failure, anAttempt({ message: old })).entry.state).toBe("pending");
    const outage: Delivery = { kind: "retry", scope: "destination", reason: "connection refused" };
    expect(settlementOf(outage, anAttempt(after(9, NOW - 30 * DAY))).entry.state).toBe("pending");
    const { failingSince: _none, ...earlier } = anAttempt(after(4, NOW - 30 * DAY)).message.earlier;
    const afterAnOutage = anAttempt({ message: aMessage({ earlier }) });
    expect(settlementOf(failure, afterAnOutage).entry).toMatchObject({ state: "pending", failingSince: NOW });
  });

  it("nothing but acceptance or a refusal of the message itself ends it within five days", () => {
    const scope = fc.constantFrom("message" as const, "destination" as const);
    const delivery: fc.Arbitrary<Delivery> = fc.oneof(
      fc.record({ kind: fc.constant("retry" as const), scope, reason: fc.string() }),
      fc.record({ kind: fc.constant("uncertain" as const), reason: fc.string() }),
      fc.record({
        kind: fc.constant("rejected" as const),
        scope: fc.constant("destination" as const),
        reason: fc.string(),
      }),
    );
    fc.assert(
      fc.property(delivery, fc.nat({ max: 50 }), fc.nat({ max: 5 * DAY }), (ending, count, age) => {
        const { entry } = settlementOf(ending, anAttempt(after(count, NOW - age)));
        expect(["pending", "uncertain"]).toContain(entry.state);
        expect(entry.nextAttemptAt).toBeGreaterThanOrEqual(NOW);
      }),
    );
  });
});
