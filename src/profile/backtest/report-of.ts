import type {
  BacktestItems,
  BacktestReport,
  BacktestSide,
  Count,
  TermInProfile,
  Verdicts,
} from "./backtest-report.ts";
import { daysBefore, daysBetween } from "./calendar.ts";
import { compareText, newerFirst, type Tally } from "./tally.ts";
import { tellingTerms } from "./term-use.ts";

/** What a replay has gathered. */
export interface Gathered {
  readonly days: number;
  readonly archivedFrom: string;
  readonly to: string;
  readonly items: BacktestItems;
  readonly itemsByDay: ReadonlyMap<string, number>;
  readonly saved: Tally;
  readonly edited: Tally;
  /** Of the edited version, and of the saved one unless it is what is on record. */
  readonly hashes: readonly string[];
  /** Of the edited version. */
  readonly threshold: number;
  readonly terms: readonly (TermInProfile & { readonly isFound: boolean })[];
}

/** How far the thresholds go that are tried, to both sides of the profile's own, and in what steps. */
const SWEEP = 20;
const SWEEP_STEP = 5;

export function reportOf(gathered: Gathered): BacktestReport {
  const { saved, edited, hashes, archivedFrom, to, itemsByDay, terms } = gathered;
  const from = daysBefore(to, gathered.days - 1);
  const first = [...itemsByDay.keys()].filter((day) => day >= from).toSorted(compareText)[0] ?? to;
  const calendar = daysBetween(first, to);
  const onDay = counted({ saved, edited }, ({ item }) => item.day);
  const side = (tally: Tally, own: readonly string[]): BacktestSide => ({
    hashes: own,
    alerts: tally.told.size,
    items: tally.alertingItems,
    nearMisses: tally.nearMisses().length,
    perDay: inWindow(tally, from) / calendar.length,
  });
  return {
    window: { days: gathered.days, from, to, archivedFrom },
    items: gathered.items,
    saved: side(saved, hashes[1] === undefined ? saved.hashes : [hashes[1]]),
    edited: side(edited, hashes.slice(0, 1)),
    gained: changes(edited, saved, "edited"),
    lost: changes(saved, edited, "saved"),
    days: calendar.map((day) => {
      const count = onDay.get(day) ?? NONE;
      return { day, items: itemsByDay.get(day) ?? 0, saved: count.saved, edited: count.edited };
    }),
    earlier: {
      saved: saved.told.size - inWindow(saved, from),
      edited: edited.told.size - inWindow(edited, from),
    },
    sources: mostFirst(counted({ saved, edited }, ({ item }) => item.source)).map(
      ([source, { saved: before, edited: after }]) => ({ source, saved: before, edited: after }),
    ),
    languages: mostFirst(counted({ saved, edited }, ({ item }) => item.language ?? UNKNOWN)).map(
      ([language, { saved: before, edited: after }]) => ({ language, saved: before, edited: after }),
    ),
    nearMisses: edited.nearMisses(),
    threshold: gathered.threshold,
    thresholds: thresholdsAround(gathered.threshold).map((threshold) => ({
      threshold,
      alerts: edited.toldFrom(threshold),
    })),
    tellingTerms: tellingTerms([...edited.told.values()].flatMap((told) => told.edited ?? [])),
    neverFound: terms.flatMap(({ isFound, ...term }) => (isFound ? [] : [term])),
    terms: terms.length,
  };
}

/** Of a language that nobody knows, as ISO 639-2 has it. */
const UNKNOWN = "und";
const NONE: Count = { saved: 0, edited: 0 };

function inWindow({ told }: Tally, from: string): number {
  return [...told.values()].filter(({ item }) => item.day >= from).length;
}

function changes(by: Tally, other: Tally, side: "saved" | "edited"): readonly Verdicts[] {
  const changed = [...by.told].flatMap(([story, verdicts]) => (other.told.has(story) ? [] : [verdicts]));
  return changed.toSorted(
    (a, b) => (b[side]?.score ?? 0) - (a[side]?.score ?? 0) || newerFirst(a.item, b.item),
  );
}

/** The alerts of both versions by what `keyOf` says of them. */
function counted(
  { saved, edited }: { readonly saved: Tally; readonly edited: Tally },
  keyOf: (told: Verdicts) => string,
): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  const add = (told: Verdicts, side: keyof Count): void => {
    const key = keyOf(told);
    const count = counts.get(key) ?? NONE;
    counts.set(key, { ...count, [side]: count[side] + 1 });
  };
  for (const told of saved.told.values()) add(told, "saved");
  for (const told of edited.told.values()) add(told, "edited");
  return counts;
}

function mostFirst(counts: ReadonlyMap<string, Count>): readonly (readonly [string, Count])[] {
  return [...counts].toSorted(
    ([a, one], [b, other]) => other.edited - one.edited || other.saved - one.saved || compareText(a, b),
  );
}

function thresholdsAround(own: number): readonly number[] {
  const tried: number[] = [];
  for (let threshold = own - SWEEP; threshold <= own + SWEEP; threshold += SWEEP_STEP) {
    if (threshold >= 1 && threshold <= 100) tried.push(threshold);
  }
  return tried;
}
