import type { Item } from "../../src/model/item.ts";
import type { Profile } from "../../src/model/profile.ts";
import { DAY, HOUR } from "../../src/model/time.ts";
import { backtest, type BacktestRequest, type ReplayedItem } from "../../src/profile/backtest/backtest.ts";
import type { BacktestReport } from "../../src/profile/backtest/backtest-report.ts";
import { aProfile } from "./a-profile.ts";

/** The first day of the archive. */
const FIRST = Date.UTC(2026, 4, 1, 9);

export interface GivenItem extends Partial<Item> {
  /** Days after 1 May 2026. */
  readonly on?: number;
}

/** An archived item of 1 May 2026, nothing on record; name only what the test is about. */
export function aReplayed(
  { on = 0, ...item }: GivenItem = {},
  given: Partial<ReplayedItem> = {},
): ReplayedItem {
  const firstSeenAt = FIRST + on * DAY;
  const title = item.title ?? "Rien de neuf ce matin";
  return {
    item: {
      id: `${title} of day ${on}`,
      feedId: "example",
      source: "Example",
      title,
      firstSeenAt,
      published: firstSeenAt - HOUR,
      categories: [],
      ...item,
    },
    matches: [],
    day: new Date(firstSeenAt).toISOString().slice(0, 10),
    ...given,
  };
}

/** The report of a replay, which is never without an item. */
export async function replayed(
  items: readonly ReplayedItem[],
  given: Partial<BacktestRequest> & { readonly edited?: Profile } = {},
): Promise<BacktestReport> {
  const report = await backtest(oneByOne(items), {
    edited: aProfile(),
    days: 30,
    trackingParams: ["utm_*"],
    languageOf: (item) => Promise.resolve(item.language),
    ...given,
  });
  if (report === undefined) throw new Error("a replay of no item");
  return report;
}

export async function* oneByOne<One>(all: readonly One[]): AsyncGenerator<One> {
  yield* all;
}
