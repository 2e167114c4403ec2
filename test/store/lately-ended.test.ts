import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { LatelyEnded } from "../../src/store/transactions/lately-ended.ts";
import { anEntry, POLLED_AT as NOW } from "../support/a-poll.ts";

function after(...ended: readonly (readonly [name: string, at: number])[]): readonly string[] {
  const lately = new LatelyEnded();
  for (const [name, at] of ended)
    lately.add(anEntry(name, { state: "sent", lastAttemptAt: at, endedAt: at }));
  return Array.from(lately.of("researchers"), ({ id }) => id.replace("message-", ""));
}

describe("what has ended lately", () => {
  it("is what an hour brings, however much has ended before", () => {
    const month = Array.from({ length: 5000 }, (_, n) => [String(n), NOW + n * 10 * MINUTE] as const);
    expect(after(...month)).toEqual(["4994", "4995", "4996", "4997", "4998", "4999"]);
  });

  it("stays when a snapshot tells of an older one after it", () => {
    expect(after(["late", NOW], ["old", NOW - DAY], ["last", NOW + 1])).toEqual(["late", "old", "last"]);
    expect(after(["late", NOW], ["old", NOW - DAY], ["last", NOW + HOUR])).toEqual(["last"]);
  });

  it("grows no further for one that ended under a clock that ran ahead", () => {
    const month = Array.from({ length: 5000 }, (_, n) => [String(n), NOW + n * 10 * MINUTE] as const);
    expect(after(["ahead", NOW + 900 * DAY], ...month)).toHaveLength(7);
  });
});
