import { expect, it } from "vitest";
import { backtestLines } from "../../src/cli/backtest-lines.ts";
import { aReplayed, replayed } from "../support/a-replay.ts";

it("one item of one day is told in the singular", async () => {
  const report = await replayed([aReplayed({ title: "Un tram de nuit" })], { days: 1 });
  const [, items, ...rest] = backtestLines(report, { id: "trams", hash: "0123abcd" }, 80);
  expect(items).toBe("1 item of 1 day, 1 May to 1 May 2026 (UTC)");
  expect(rest).toContain("  1 came without a text beside title and summary");
});
