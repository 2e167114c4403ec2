import { describe, expect, it } from "vitest";
import type { OutboxEntry } from "../../src/model/delivery.ts";
import { withinBudget } from "../../src/outbox/within-budget.ts";
import { anEntry, POLLED_AT } from "../support/a-poll.ts";
import { aReader } from "../support/a-mail.ts";
import { someAlerts } from "../support/a-summary.ts";

const BUDGET = { perPoll: 3, source: "Harbour News", now: POLLED_AT };

/** What a reading queues that found so many stories, whose scores rise from the first to the last. */
function found(count: number, given: Partial<OutboxEntry> = {}) {
  const alerts = someAlerts(count);
  const messages = alerts.map(({ id }) =>
    anEntry(`${id} ${given.reader?.address ?? ""}`, { alertIds: [id], ...given }),
  );
  return { alerts, messages };
}

function held({ messages }: ReturnType<typeof withinBudget>): readonly (readonly string[])[] {
  return messages.map(({ alertIds }) => alertIds);
}

describe("the budget of one reading of a feed", () => {
  it("leaves alone what is within it", () => {
    expect(withinBudget(found(3), BUDGET)).toEqual(found(3));
  });

  it("tells the best stories one by one, and lists the rest by rank in one summary", () => {
    const queued = withinBudget(found(6), BUDGET);
    expect(held(queued)).toEqual([["alert-5"], ["alert-4"], ["alert-3"], ["alert-2", "alert-1", "alert-0"]]);
    expect(queued.messages.at(-1)).toMatchObject({
      summary: { cause: { kind: "flood", source: "Harbour News" } },
      state: "pending",
      queuedAt: POLLED_AT,
    });
    expect(queued.alerts).toHaveLength(6);
  });

  it("makes no summary of a single story", () => {
    expect(held(withinBudget(found(4), BUDGET))).toEqual([["alert-3"], ["alert-2"], ["alert-1", "alert-0"]]);
  });

  it("counts for each reader of a mailing, and not at all what waits for a digest", () => {
    const [ada, lea] = [aReader(), aReader({ address: "lea@example.org" })];
    const { alerts, messages } = found(3, { reader: ada });
    const both = { alerts, messages: [...messages, ...found(3, { reader: lea }).messages] };
    expect(withinBudget(both, BUDGET).messages).toHaveLength(6);
    const digest = found(9, { reader: ada, state: "held" });
    expect(withinBudget(digest, BUDGET)).toEqual(digest);
  });

  it("gives a summary the same id however often the reading is repeated", () => {
    const ids = [1, 2].map((time) =>
      withinBudget(found(9), { ...BUDGET, now: POLLED_AT + time }).messages.map(({ id }) => id),
    );
    expect(ids[0]).toEqual(ids[1]);
  });
});
