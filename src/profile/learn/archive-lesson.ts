import { compile, type Matcher } from "../../match/compile.ts";
import { matchItem } from "../../match/score.ts";
import type { Vote } from "../../model/feedback.ts";
import type { Item } from "../../model/item.ts";
import { asInForce, type Profile } from "../../model/profile.ts";
import { tally } from "./tally.ts";
import { type TellingWord, tellingWords, WordTexts } from "./telling-words.ts";

/** What a proposal would have changed among archived items, and the words that set voted items apart from others. */
export interface ArchiveLesson {
  readonly items: number;
  readonly alertsBefore: number;
  readonly alertsAfter: number;
  /** In the order in which they were archived. */
  readonly gained: readonly ChangedItem[];
  readonly lost: readonly ChangedItem[];
  /** In unwanted alerts, seldom in other alerts and hardly in wanted items; these two groups in this order. */
  readonly exclusions: readonly TellingWord[];
  /** In wanted items that stayed silent, and hardly in the rest of the archive. */
  readonly synonyms: readonly TellingWord[];
}

export interface ChangedItem {
  readonly id: string;
  readonly title: string;
  readonly before: number;
  readonly after: number;
}

/** So many items must hold a word: an exclusion takes away, a synonym can only add. */
const FEWEST_UNWANTED = 3;
const FEWEST_MISSED = 2;
const LIFT = 4;
/** Alerts that nobody voted on are partly unwanted as well: they only stand in for wanted ones while there are none. */
const LIFT_OVER_OTHERS = 1.5;

interface Versions {
  readonly before: Profile;
  readonly after: Profile;
}

/** Looks at archived items one after the other, with the matcher that alerts. */
export class ArchiveStudy {
  readonly #profile: Profile;
  readonly #before: Matcher;
  readonly #after: Matcher;
  readonly #opinions: ReadonlyMap<string, Opinion>;
  /** By item: one whose title was edited comes again, and counts as it is then. */
  readonly #scores = new Map<string, Scores>();
  readonly #changed = new Map<string, ChangedItem>();
  readonly #words = {
    unwanted: new WordTexts(),
    wanted: new WordTexts(),
    otherAlerts: new WordTexts(),
    missed: new WordTexts(),
    rest: new WordTexts(),
  };
  readonly #studied = new Set<string>();

  constructor({ before, after }: Versions, votes: readonly Vote[]) {
    this.#profile = before;
    this.#before = compile([asInForce(before)]);
    this.#after = compile([asInForce(after)]);
    this.#opinions = opinionsOn(votes);
  }

  get items(): number {
    return this.#scores.size;
  }

  add(item: Item): void {
    const before = verdictOf(this.#before, item);
    const after = verdictOf(this.#after, item);
    this.#scores.set(item.id, { before: before.alert, after: after.alert });
    this.#changed.delete(item.id);
    if (before.alert !== after.alert) {
      const { id, title } = item;
      this.#changed.set(id, { id, title, before: before.score, after: after.score });
    }
    this.#study(item.id, `${item.title}\n${item.summary ?? ""}`, before.alert);
  }

  /** What was seen; items that were voted on and that the archive has forgotten teach by their titles. */
  lesson(): ArchiveLesson {
    for (const [id, { title }] of this.#opinions) this.#study(id, title, false);
    const scores = [...this.#scores.values()];
    const changed = [...this.#changed.values()];
    const { unwanted, wanted, otherAlerts, missed, rest } = this.#words;
    return {
      items: this.items,
      alertsBefore: scores.filter(({ before }) => before).length,
      alertsAfter: scores.filter(({ after }) => after).length,
      gained: changed.filter(({ id }) => this.#scores.get(id)?.after === true),
      lost: changed.filter(({ id }) => this.#scores.get(id)?.after === false),
      exclusions: tellingWords(
        {
          here: unwanted,
          elsewhere: [
            { texts: otherAlerts, lift: wanted.size === 0 ? LIFT : LIFT_OVER_OTHERS },
            { texts: wanted, lift: LIFT },
          ],
        },
        this.#profile,
        FEWEST_UNWANTED,
      ),
      synonyms: tellingWords(
        { here: missed, elsewhere: [{ texts: rest, lift: LIFT }] },
        this.#profile,
        FEWEST_MISSED,
      ),
    };
  }

  #study(id: string, text: string, alerts: boolean): void {
    if (this.#studied.has(id)) return;
    this.#studied.add(id);
    const opinion = this.#opinions.get(id);
    const { unwanted, wanted, otherAlerts, missed, rest } = this.#words;
    if (opinion?.isUnwanted === true) unwanted.add(text);
    else if (opinion?.isWanted === true) wanted.add(text);
    else if (alerts) otherAlerts.add(text);
    (opinion?.isMissed === true ? missed : rest).add(text);
  }
}

interface Scores {
  readonly before: boolean;
  readonly after: boolean;
}

function verdictOf(matcher: Matcher, item: Item): { readonly score: number; readonly alert: boolean } {
  return matchItem(matcher, item)[0] ?? { score: 0, alert: false };
}

/** What the readers of an item make of it together. */
interface Opinion {
  readonly title: string;
  readonly isWanted: boolean;
  /** An alert that should have been none. */
  readonly isUnwanted: boolean;
  /** A silence that should have been an alert, for want of a word. */
  readonly isMissed: boolean;
}

function opinionsOn(votes: readonly Vote[]): ReadonlyMap<string, Opinion> {
  const byItem = new Map<string, Vote[]>();
  for (const vote of votes) byItem.set(vote.itemId, [...(byItem.get(vote.itemId) ?? []), vote]);
  return new Map([...byItem].map(([id, each]) => [id, opinionOf(each)]));
}

function opinionOf(votes: readonly Vote[]): Opinion {
  const { up, down } = tally(votes);
  const { title = "", alert = false, silencedBy = [] } = votes.at(-1) ?? {};
  return {
    title,
    isWanted: up > down,
    isUnwanted: alert && down > up,
    isMissed: !alert && silencedBy.length === 0 && up > down,
  };
}
