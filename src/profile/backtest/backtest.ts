import { compile, type Matcher } from "../../match/compile.ts";
import { matchItem } from "../../match/score.ts";
import { seenIn } from "../../match/seen.ts";
import { type Item, type Matchable, orderingDate } from "../../model/item.ts";
import type { Match } from "../../model/match.ts";
import { asInForce, type Profile } from "../../model/profile.ts";
import { toDay } from "../../model/time.ts";
import { storyOf } from "../../story/story-of.ts";
import type { BacktestItems, BacktestReport, ItemFacts, Verdicts } from "./backtest-report.ts";
import { reportOf } from "./report-of.ts";
import { Tally } from "./tally.ts";
import { TermUse } from "./term-use.ts";

export interface BacktestRequest {
  readonly edited: Profile;
  /** The version to compare with; absent means what the archive has on record of this profile. */
  readonly saved?: Profile;
  /** The window that the items come from; the report goes by its days. */
  readonly days: number;
  readonly trackingParams: readonly string[];
  /** The language of an item by its words, as the worker finds it out. */
  readonly languageOf: (item: Matchable) => Promise<string | undefined>;
}

/** An item of the archive, in the order in which items came into it. */
export interface ReplayedItem {
  readonly item: Item;
  /** What the profiles made of it at the time. */
  readonly matches: readonly Match[];
  /** Seen at the silent first reading of its feed. */
  readonly baseline?: true;
  readonly textDropped?: true;
  /** On which it came into the archive: UTC, `YYYY-MM-DD`. */
  readonly day: string;
}

type Judgement = Pick<Verdicts, "saved" | "edited">;

/**
 * Replays archived items through the functions by which the worker matches, with two versions of a profile at once, and
 * tells each story once, as the worker does. Undefined when there is no item. It goes by the items alone, never by the
 * time at which it runs, so that the same archive and the same profiles always give the same report. Memory grows with
 * what alerts or nearly does, and by an id for each item.
 */
export async function backtest(
  items: AsyncIterable<ReplayedItem>,
  request: BacktestRequest,
): Promise<BacktestReport | undefined> {
  const replay = new Replay(request);
  for await (const archived of items) await replay.add(archived);
  return replay.report();
}

class Replay {
  readonly #request: BacktestRequest;
  readonly #matcher: Matcher;
  readonly #terms: TermUse;
  readonly #saved = new Tally("saved");
  readonly #edited = new Tally("edited");
  readonly #storyOfItem = new Map<string, string>();
  readonly #ids = new Set<string>();
  readonly #itemsByDay = new Map<string, number>();
  readonly #counts: { -readonly [key in keyof BacktestItems]: number } = {
    total: 0,
    baseline: 0,
    withoutText: 0,
    textDropped: 0,
  };
  #archivedFrom: string | undefined;
  #to = "";

  constructor(request: BacktestRequest) {
    this.#request = request;
    const { edited, saved } = request;
    this.#matcher = compile((saved === undefined ? [edited] : [edited, saved]).map(asInForce));
    this.#terms = new TermUse(this.#matcher);
  }

  async add(archived: ReplayedItem): Promise<void> {
    this.#archivedFrom ??= archived.day;
    this.#to = archived.day;
    const day = dayOf(archived);
    this.#count(archived, day);
    const item = this.#matcher.asksLanguage ? await this.#withLanguage(archived.item) : archived.item;
    const judgement = this.#judge(item, archived);
    if (judgement.edited === undefined && judgement.saved === undefined) return;
    // Finding the language out costs as much as matching.
    const named = isTold(judgement) ? await this.#withLanguage(item) : item;
    const verdicts: Verdicts = { item: factsOf(named, day, archived.baseline), ...judgement };
    const story = this.#story(item);
    this.#saved.add(story, verdicts);
    this.#edited.add(story, verdicts);
  }

  report(): BacktestReport | undefined {
    if (this.#archivedFrom === undefined) return undefined;
    return reportOf({
      days: this.#request.days,
      archivedFrom: this.#archivedFrom,
      to: this.#to,
      items: this.#counts,
      itemsByDay: this.#itemsByDay,
      saved: this.#saved,
      edited: this.#edited,
      hashes: this.#matcher.profiles.map(({ hash }) => hash),
      threshold: this.#request.edited.threshold,
      terms: this.#terms.all(),
    });
  }

  #count({ item, baseline, textDropped }: ReplayedItem, day: string): void {
    if (this.#ids.has(item.id)) return;
    this.#ids.add(item.id);
    this.#itemsByDay.set(day, (this.#itemsByDay.get(day) ?? 0) + 1);
    this.#counts.total += 1;
    if (baseline === true) this.#counts.baseline += 1;
    if (item.body === undefined) this.#counts.withoutText += 1;
    if (textDropped === true) this.#counts.textDropped += 1;
  }

  #judge(item: Item, archived: ReplayedItem): Judgement {
    const seen = seenIn(this.#matcher, item);
    this.#terms.add(seen);
    const matches = seen.length === 0 ? [] : matchItem(this.#matcher, item, seen);
    const edited = this.#by(0, matches);
    const saved = this.#request.saved === undefined ? this.#onRecord(archived) : this.#by(1, matches);
    return { ...(saved === undefined ? {} : { saved }), ...(edited === undefined ? {} : { edited }) };
  }

  #onRecord({ matches }: ReplayedItem): Match | undefined {
    return matches.find(({ profileId }) => profileId === this.#request.edited.id);
  }

  async #withLanguage(item: Item): Promise<Item> {
    const language = await this.#request.languageOf(item);
    return language === undefined ? item : { ...item, language };
  }

  /** Two versions have one id: their hashes tell them apart, unless they are the same. */
  #by(version: number, matches: readonly Match[]): Match | undefined {
    const hash = this.#matcher.profiles[version]?.hash;
    return matches.find(({ profileHash }) => profileHash === hash);
  }

  /** An item whose title was edited comes again, and is the same story even when its address was edited too. */
  #story(item: Item): string {
    const known = this.#storyOfItem.get(item.id);
    if (known !== undefined) return known;
    const { id } = storyOf(item, this.#request.trackingParams);
    this.#storyOfItem.set(item.id, id);
    return id;
  }
}

function isTold({ saved, edited }: Judgement): boolean {
  return edited?.alert === true || saved?.alert === true;
}

/** What a feed holds at its first reading is weeks old: each item counts on its own day, not all on one. */
function dayOf({ item, baseline, day }: ReplayedItem): string {
  if (baseline !== true) return day;
  const own = toDay(orderingDate(item));
  return own < day ? own : day;
}

function factsOf(item: Item, day: string, baseline: true | undefined): ItemFacts {
  const { id, title, link, source, language } = item;
  return {
    id,
    title,
    ...(link === undefined ? {} : { link }),
    source,
    ...(language === undefined ? {} : { language }),
    day,
    ...(baseline === undefined ? {} : { baseline }),
  };
}
