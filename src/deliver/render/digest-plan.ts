import type { Alert } from "../../model/alert.ts";
import { byRank } from "../../model/alert-rank.ts";

/** A story once, under the profile that it fits best; `others` are the same story for further profiles. */
export interface DigestStory {
  readonly alert: Alert;
  readonly others: readonly Alert[];
}

/** The stories of one profile, best first: each is in exactly one of the three lists. */
export interface DigestSection {
  readonly profile: Alert["profile"];
  readonly full: readonly DigestStory[];
  /** Shown as a title and a link. */
  readonly brief: readonly DigestStory[];
  /** Counted, for want of room; the plain text may still list them. */
  readonly counted: readonly DigestStory[];
}

/** Every profile keeps its best few in full for as long as possible. */
const FAIR_SHARE = 3;
const MOST_BRIEF = 40;

/** Each story once, under the profile where it is furthest above the threshold; best score first, then newest. */
export function digestStories(alerts: readonly Alert[]): readonly DigestStory[] {
  const alertsByStory = grouped(alerts, (alert) => alert.story.id);
  const stories = alertsByStory.flatMap((same) => {
    const [alert, ...others] = same.toSorted((a, b) => margin(b) - margin(a) || byRank(a, b));
    return alert === undefined ? [] : [{ alert, others }];
  });
  return stories.toSorted((a, b) => byRank(a.alert, b.alert));
}

/** How many plans of these stories there are, each smaller than the one before. */
export function planCount(stories: readonly DigestStory[]): number {
  const rest = Math.max(stories.length - 1, 0);
  return rest + Math.min(rest, MOST_BRIEF) + 1;
}

/**
 * What to show of the stories (best first), less with every `step`: all in full at step 0, then one after the other in
 * brief, at most 40 of them and the others counted; the best one in full and all others counted at the last step.
 * Sections stand in the order of their best stories.
 */
export function planDigest(stories: readonly DigestStory[], step: number): readonly DigestSection[] {
  const shortened = Math.min(step, Math.max(stories.length - 1, 0));
  const briefCount = Math.max(Math.min(shortened, MOST_BRIEF) - (step - shortened), 0);
  const order = byFairShare(stories);
  const fullCount = order.length - shortened;
  const place = new Map(order.map((story, index) => [story, index]));
  const between = (list: readonly DigestStory[], from: number, to: number): readonly DigestStory[] =>
    list.filter((story) => from <= (place.get(story) ?? 0) && (place.get(story) ?? 0) < to);
  return grouped(stories, profileOf).flatMap((list) => {
    const [best] = list;
    if (best === undefined) return [];
    return {
      profile: best.alert.profile,
      full: between(list, 0, fullCount),
      brief: between(list, fullCount, fullCount + briefCount),
      counted: between(list, fullCount + briefCount, order.length),
    };
  });
}

/** The order in which stories get room: the best of each section, the second of each, the third; then by rank. */
function byFairShare(stories: readonly DigestStory[]): readonly DigestStory[] {
  const lists = grouped(stories, profileOf);
  const shares = Array.from({ length: FAIR_SHARE }, (_, rank) => lists.flatMap((list) => list[rank] ?? []));
  const first = new Set(shares.flat());
  return [...first, ...stories.filter((story) => !first.has(story))];
}

function margin(alert: Alert): number {
  return alert.score - alert.threshold;
}

function profileOf({ alert }: DigestStory): string {
  return alert.profile.id;
}

/** The values in groups of the same key, in the order of first sight. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return [...groups.values()];
}
