import { compile, type Matcher } from "../../match/compile.ts";
import { seenIn } from "../../match/seen.ts";
import type { Item } from "../../model/item.ts";
import type { Concept, Exclude, Profile } from "../../model/profile.ts";
import { DAY } from "../../model/time.ts";

/** What the archived items say about the terms of profiles. */
export interface ArchiveFacts {
  readonly items: number;
  /** From the first to the last one, by when they were first seen. */
  readonly days: number;
  /** In how many items a term of a concept stands, as the profile writes it. */
  itemsWith(concept: Concept, term: string): number;
}

/** Counts in which archived items the terms of profiles stand, one item after the other, with the matcher that alerts. */
export class ArchiveCount implements ArchiveFacts {
  readonly #matcher: Matcher;
  /** By term of the matcher. */
  readonly #items: Int32Array;
  readonly #ids = new Set<string>();
  #first = Infinity;
  #last = -Infinity;

  constructor(profiles: readonly Profile[]) {
    this.#matcher = compile(profiles);
    this.#items = new Int32Array(this.#matcher.terms.written.length);
  }

  get items(): number {
    return this.#ids.size;
  }

  get days(): number {
    return this.#ids.size === 0 ? 0 : (this.#last - this.#first) / DAY;
  }

  /** An item that the archive has twice, since its title was edited, counts once. */
  add(item: Item): void {
    if (this.#ids.has(item.id)) return;
    this.#ids.add(item.id);
    this.#first = Math.min(this.#first, item.firstSeenAt);
    this.#last = Math.max(this.#last, item.firstSeenAt);
    const seen = new Set(seenIn(this.#matcher, item).flatMap(({ term, counts }) => (counts ? [term] : [])));
    for (const term of seen) this.#items[term] = (this.#items[term] ?? 0) + 1;
  }

  itemsWith(concept: Concept, term: string): number {
    return this.#items[this.#numbers().get(concept)?.get(term) ?? -1] ?? 0;
  }

  #byConcept: ReadonlyMap<Concept | Exclude, ReadonlyMap<string, number>> | undefined;

  /** The matcher's numbers of the terms that count by themselves. */
  #numbers(): ReadonlyMap<Concept | Exclude, ReadonlyMap<string, number>> {
    if (this.#byConcept !== undefined) return this.#byConcept;
    const { terms, rules } = this.#matcher;
    const byConcept = new Map(rules.map(({ of }) => [of, new Map<string, number>()]));
    for (const [term, written] of terms.written.entries()) {
      const of = rules[terms.rules[term] ?? -1]?.of;
      if (of !== undefined && terms.alone[term] === 1) byConcept.get(of)?.set(written, term);
    }
    this.#byConcept = byConcept;
    return byConcept;
  }
}
