import { isNearMiss } from "../../model/match.ts";
import type { ItemFacts, Judged, Verdicts } from "./backtest-report.ts";

/** What one version of a profile tells: each story once, by the first of its items that alerts. */
export class Tally {
  readonly #side: "saved" | "edited";
  /** By story. */
  readonly told: Map<string, Verdicts> = new Map();
  readonly #alertingItems = new Set<string>();
  readonly #near = new Map<string, Judged>();
  /** The best score of each story that nothing but the threshold may keep silent. */
  readonly #best = new Map<string, number>();
  readonly #hashes = new Set<string>();

  constructor(side: "saved" | "edited") {
    this.#side = side;
  }

  add(story: string, verdicts: Verdicts): void {
    const match = verdicts[this.#side];
    if (match === undefined) return;
    const { item } = verdicts;
    this.#hashes.add(match.profileHash);
    if (match.withheld === undefined) {
      this.#best.set(story, Math.max(this.#best.get(story) ?? 0, match.score));
    }
    if (match.alert) {
      this.#alertingItems.add(item.id);
      if (!this.told.has(story)) this.told.set(story, verdicts);
    } else if (isNearMiss(match)) {
      const known = this.#near.get(story);
      if (known === undefined || known.match.score < match.score) this.#near.set(story, { item, match });
    }
  }

  get alertingItems(): number {
    return this.#alertingItems.size;
  }

  get hashes(): readonly string[] {
    return [...this.#hashes].toSorted();
  }

  /** Stories that were not told, but nearly; nearest first. */
  nearMisses(): readonly Judged[] {
    const missed = [...this.#near].flatMap(([story, judged]) => (this.told.has(story) ? [] : [judged]));
    return missed.toSorted((a, b) => b.match.score - a.match.score || newerFirst(a.item, b.item));
  }

  /** Stories that would be told at another threshold. */
  toldFrom(threshold: number): number {
    let told = 0;
    for (const best of this.#best.values()) if (best >= threshold) told += 1;
    return told;
  }
}

/** Of items that are level otherwise: the newest, then by id, so that no run differs from another. */
export function newerFirst(a: ItemFacts, b: ItemFacts): number {
  return compareText(b.day, a.day) || compareText(a.id, b.id);
}

/** By code units, wherever it runs. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
