import { describe, expect, it } from "vitest";
import type { FeedbackLog } from "../../src/ports/feedback-log.ts";
import { aVote, RECORDS } from "../support/a-vote.ts";

/** What every feedback log promises. `open` gives an empty one. */
export function describeFeedbackLog(open: () => Promise<FeedbackLog>): void {
  describe("a feedback log", () => {
    it("is empty before the first vote", async () => {
      expect(await (await open()).read()).toEqual({ records: [], unreadable: 0 });
    });

    it("gives back what it was given, in that order, and all of it", async () => {
      const log = await open();
      for (const record of RECORDS) await log.append(record);
      expect(await log.read()).toEqual({ records: RECORDS, unreadable: 0 });
    });

    it("keeps a vote that was changed later: it only grows", async () => {
      const log = await open();
      await log.append(aVote({ verdict: "up" }));
      await log.append(aVote({ verdict: "down" }));
      expect((await log.read()).records).toEqual([aVote({ verdict: "up" }), aVote({ verdict: "down" })]);
    });

    it("loses none of the votes that come at the same moment", async () => {
      const log = await open();
      const votes = Array.from({ length: 40 }, (_, index) => aVote({ itemId: `item-${index}` }));
      await Promise.all(votes.map((vote) => log.append(vote)));
      const { records, unreadable } = await log.read();
      expect(unreadable).toBe(0);
      expect(new Set(records)).toEqual(new Set(votes));
    });
  });
}
