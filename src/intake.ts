import type { Matcher } from "./match/compile.ts";
import { matchItem } from "./match/score.ts";
import type { Alert } from "./model/alert.ts";
import type { Destination } from "./model/config.ts";
import type { MessageLimits, OutboxEntry } from "./model/delivery.ts";
import type { FeedReading } from "./model/document.ts";
import type { Feed } from "./model/feed.ts";
import { type Item, type Matchable, orderingDate } from "./model/item.ts";
import { isNearMiss, type Match } from "./model/match.ts";
import type { Profile } from "./model/profile.ts";
import type { Instant } from "./model/time.ts";
import { type Queued, toAlerts } from "./outbox/to-alerts.ts";
import { withinBudget } from "./outbox/within-budget.ts";
import { recognise, type RecognisedEntry } from "./parse/identity/recognise.ts";
import { toItem } from "./parse/to-item.ts";
import type { ArchivedItem, SeenKey, Store } from "./ports/store.ts";
import { storyOf } from "./story/story-of.ts";

/** What taking in a document needs from outside. */
export interface IntakeDeps {
  readonly store: Store;
  readonly matcher: Matcher;
  readonly profiles: readonly Profile[];
  readonly destinations: readonly Destination[];
  readonly trackingParams: readonly string[];
  readonly limits: Pick<MessageLimits, "perPoll">;
  /** Lets others have the process for a moment when this work has had it for long. */
  readonly breathe: () => Promise<void>;
  /** The language of an item by its words. */
  readonly languageOf: (item: Matchable) => Promise<string | undefined>;
}

/** A document of a feed, its entries recognised, and which of the new ones are to be told. */
export interface Delivered {
  readonly feed: Feed;
  readonly document: FeedReading;
  readonly entries: readonly RecognisedEntry[];
  readonly telling: Feed["firstPoll"];
  readonly now: Instant;
}

/** What a document brings to the store and to the outbox. */
export interface Intake {
  /** New items, and edited ones that match anew. */
  readonly archived: readonly ArchivedItem[];
  readonly fresh: readonly Item[];
  readonly keys: readonly SeenKey[];
  readonly alerts: readonly Alert[];
  readonly messages: readonly OutboxEntry[];
}

/** An item as it was archived is looked for on the disk: more edits than this wait for the next change of the feed. */
const MOST_LOOKUPS = 20;

/** So many entries are recognised in one go: each has up to nine keys to be looked up. */
const GROUP = 250;

/** The entries of a document with the items that the store knows them for. */
export async function recogniseAll(
  { entries }: FeedReading,
  feedId: string,
  { store, breathe }: Pick<IntakeDeps, "store" | "breathe">,
): Promise<readonly RecognisedEntry[]> {
  const groups = Array.from({ length: Math.ceil(entries.length / GROUP) }, (_, group) =>
    entries.slice(group * GROUP, (group + 1) * GROUP),
  );
  return await inBreaths(groups, breathe, (group) =>
    recognise(group, (keys) => store.knownKeys(feedId, keys)),
  );
}

/** Reads what is new or edited to its end, matches it, and makes alerts of what is to be told. */
export async function takeIn(delivered: Delivered, deps: IntakeDeps): Promise<Intake> {
  const { breathe } = deps;
  const { fresh, edited } = await wholeItems(delivered, breathe);
  const told = new Set(chosen(delivered.telling, fresh));
  const news: ArchivedItem[] = [];
  for (const item of fresh)
    news.push({ ...(await matched(item, deps)), ...(told.has(item) ? {} : { baseline: true }) });
  const { anew, left } = await matchingAnew(edited, deps);
  const archived = [...news, ...anew];
  const queued = await inBreaths(archived, breathe, (one) =>
    one.baseline === true ? [] : [alertsOf(one, delivered.now, deps)],
  );
  const keys = await inBreaths(delivered.entries, breathe, (entry) =>
    (left.has(entry.itemId) ? entry.keys : [...entry.keys, entry.edition]).map((key) => ({
      key,
      itemId: entry.itemId,
    })),
  );
  const all = {
    alerts: queued.flatMap(({ alerts }) => alerts),
    messages: queued.flatMap(({ messages }) => messages),
  };
  const budget = { perPoll: deps.limits.perPoll, source: delivered.feed.name, now: delivered.now };
  return { archived, fresh, keys, ...withinBudget(all, budget) };
}

/** What each of all gives, one after the other, others having their turn in between. */
async function inBreaths<One, Given>(
  all: readonly One[],
  breathe: () => Promise<void>,
  give: (one: One) => readonly Given[],
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const one of all) {
    await breathe();
    given.push(...give(one));
  }
  return given;
}

async function wholeItems(
  { feed, document, entries, now }: Delivered,
  breathe: IntakeDeps["breathe"],
): Promise<{ readonly fresh: readonly Item[]; readonly edited: readonly Item[] }> {
  const wanted = entries.filter(({ kind }) => kind !== "known");
  const whole = await document.read(wanted.map(({ entry }) => entry));
  const itemsOf = async (kind: RecognisedEntry["kind"]): Promise<readonly Item[]> =>
    await inBreaths(wanted, breathe, (one) => {
      const entry = one.kind === kind ? whole.get(one.entry) : undefined;
      return entry === undefined ? [] : [toItem(entry, { id: one.itemId, feed, parsed: document, now })];
    });
  return { fresh: await itemsOf("new"), edited: await itemsOf("edited") };
}

function chosen(telling: Delivered["telling"], fresh: readonly Item[]): readonly Item[] {
  switch (telling.kind) {
    case "silent":
      return [];
    case "alert":
      return fresh;
    case "newest":
      return fresh.toSorted((a, b) => orderingDate(b) - orderingDate(a)).slice(0, telling.count);
  }
}

/** An item with what the profiles make of it, near misses included. */
async function matched(item: Item, deps: IntakeDeps): Promise<ArchivedItem> {
  await deps.breathe();
  const known = deps.matcher.asksLanguage ? await withLanguage(item, deps) : item;
  const matches = matchItem(deps.matcher, known).filter(isWorthKeeping);
  // What readers are shown says its language; finding it out costs as much as matching.
  return { item: matches.length === 0 ? known : await withLanguage(known, deps), matches };
}

/** Near misses too, and what a muted source or its age kept from alerting: an explanation names them. */
function isWorthKeeping(match: Match): boolean {
  return match.alert || isNearMiss(match) || match.score >= match.threshold;
}

async function withLanguage(item: Item, { languageOf }: IntakeDeps): Promise<Item> {
  const language = await languageOf(item);
  return language === undefined ? item : { ...item, language };
}

/**
 * The edited items that a profile wants which did not want them before. An item that the archive no longer knows is not
 * told: it cannot be said what is new about it. `left` are the ids of those that were not looked up this time.
 */
async function matchingAnew(
  edited: readonly Item[],
  deps: IntakeDeps,
): Promise<{ readonly anew: readonly ArchivedItem[]; readonly left: ReadonlySet<string> }> {
  const anew: ArchivedItem[] = [];
  const left = new Set<string>();
  let lookups = 0;
  for (const item of edited) {
    const { matches } = await matched(item, deps);
    if (!matches.some(({ alert }) => alert)) continue;
    if (lookups === MOST_LOOKUPS) {
      left.add(item.id);
      continue;
    }
    lookups += 1;
    const before = await deps.store.findItem(item.id);
    if (before === undefined) continue;
    const wanted = new Set(before.matches.flatMap(({ alert, profileId }) => (alert ? [profileId] : [])));
    if (matches.every(({ alert, profileId }) => !alert || wanted.has(profileId))) continue;
    anew.push({ item: { ...item, firstSeenAt: before.item.firstSeenAt }, matches });
  }
  return { anew, left };
}

function alertsOf({ item, matches }: ArchivedItem, now: Instant, deps: IntakeDeps): Queued {
  const found = matches.flatMap((match) => {
    const profile = deps.profiles.find(({ id }) => id === match.profileId);
    return match.alert && profile !== undefined ? [{ match, profile }] : [];
  });
  return toAlerts({ item, story: storyOf(item, deps.trackingParams), found }, deps.destinations, now);
}
