import type { Concept, Exclude, Profile } from "../model/profile.ts";
import { Lexicon } from "./lexicon.ts";
import { compilePatterns, type Pattern } from "./pattern.ts";
import { phrasesOf } from "./phrase.ts";
import { type PhraseTable, PhraseTableBuilder } from "./phrase-table.ts";
import { asksLanguage, type Plan, plansOf } from "./plan.ts";
import { profileHash } from "./profile-hash.ts";
import { Tokens } from "./tokens.ts";

/** All profiles, ready to be matched in one pass over a text. */
export interface Matcher {
  readonly profiles: readonly CompiledProfile[];
  /** The concepts and exclusions of all profiles. */
  readonly rules: readonly Rule[];
  readonly terms: Terms;
  readonly phrases: PhraseTable;
  readonly patterns: readonly Pattern[];
  /** Whether a query asks for a language: an item's must then be known. */
  readonly asksLanguage: boolean;
  readonly lexicon: Lexicon;
  /** The words of the text in hand: one room for all texts, which are read one after the other. */
  readonly tokens: Tokens;
}

export interface CompiledProfile {
  readonly profile: Profile;
  readonly hash: string;
}

/** A concept or an exclusion, and whose it is. */
export interface Rule {
  readonly profile: number;
  readonly of: Concept | Exclude;
  /** Beside its lists of terms. */
  readonly plans: readonly Plan[];
}

/** The terms of all rules, in columns: there may be a hundred thousand. */
export interface Terms {
  /** As the profile writes it. */
  readonly written: readonly string[];
  readonly rules: Int32Array;
  /** 1 for a term that counts by itself, 0 for a part of a plan. */
  readonly alone: Uint8Array;
}

/**
 * Compiles profiles into one matcher. Equal phrases of all profiles are looked for once, under their rarest word, so
 * the cost of a text depends on the words it holds and hardly on the number of profiles.
 */
export function compile(profiles: readonly Profile[]): Matcher {
  const lexicon = new Lexicon();
  const phrases = new PhraseTableBuilder(lexicon);
  const terms = new TermList(phrases);
  const rules: Rule[] = [];
  const patterns: Pattern[] = [];
  for (const [profile, { concepts, exclude }] of profiles.entries()) {
    for (const of of concepts) {
      terms.addLists(rules.length, of);
      patterns.push(
        ...compilePatterns(of.regex, (expression) => terms.addUnsought(rules.length, expression)),
      );
      rules.push({
        profile,
        of,
        plans: plansOf(of, {
          alone: (text, exact) => terms.addAlone(rules.length, text, exact),
          part: (text, exact) => terms.addPart(rules.length, text, exact),
        }),
      });
    }
    for (const of of exclude) {
      terms.addLists(rules.length, of);
      rules.push({ profile, of, plans: [] });
    }
  }
  return {
    profiles: profiles.map((profile) => ({ profile, hash: profileHash(profile) })),
    rules,
    terms: terms.table(),
    phrases: phrases.table(),
    patterns,
    asksLanguage: rules.some(({ plans }) => plans.some(asksLanguage)),
    lexicon,
    tokens: new Tokens(),
  };
}

class TermList {
  readonly #phrases: PhraseTableBuilder;
  readonly #written: string[] = [];
  readonly #rules: number[] = [];
  readonly #alone: number[] = [];

  constructor(phrases: PhraseTableBuilder) {
    this.#phrases = phrases;
  }

  addLists(rule: number, { any, exact }: Pick<Concept, "any" | "exact">): void {
    for (const term of any) this.addAlone(rule, term, false);
    for (const term of exact) this.addAlone(rule, term, true);
  }

  addAlone(rule: number, written: string, exact: boolean): void {
    this.#seek(this.#add(rule, written, 1), exact);
  }

  addPart(rule: number, written: string, exact: boolean): number {
    const term = this.#add(rule, written, 0);
    this.#seek(term, exact);
    return term;
  }

  /** A term that is found by other means than its words. */
  addUnsought(rule: number, written: string): number {
    return this.#add(rule, written, 1);
  }

  table(): Terms {
    return {
      written: this.#written,
      rules: Int32Array.from(this.#rules),
      alone: Uint8Array.from(this.#alone),
    };
  }

  #add(rule: number, written: string, alone: 0 | 1): number {
    this.#rules.push(rule);
    this.#alone.push(alone);
    return this.#written.push(written) - 1;
  }

  #seek(term: number, exact: boolean): void {
    for (const phrase of phrasesOf(this.#written[term] ?? "", exact)) this.#phrases.add(phrase, term);
  }
}
