import type { Matcher } from "../../match/compile.ts";
import type { Seen } from "../../match/seen.ts";
import type { Match } from "../../model/match.ts";
import type { TermInProfile } from "./backtest-report.ts";
import { compareText } from "./tally.ts";

/** Which terms of a matcher's first profile are found, and which count in alerts. */
export class TermUse {
  readonly #matcher: Matcher;
  /** By the matcher's number of the term. */
  readonly #found: Uint8Array;

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
    this.#found = new Uint8Array(matcher.terms.written.length);
  }

  add(seen: readonly Seen[]): void {
    for (const { term, counts } of seen) if (counts) this.#found[term] = 1;
  }

  /** Every term once, however often its concept writes it, with whether any item holds it. */
  all(): readonly (TermInProfile & { readonly isFound: boolean })[] {
    const { terms, rules } = this.#matcher;
    const all = new Map<string, TermInProfile & { readonly isFound: boolean }>();
    for (const [number, term] of terms.written.entries()) {
      const rule = rules[terms.rules[number] ?? -1];
      if (rule?.profile !== 0) continue;
      const concept = "role" in rule.of ? { concept: rule.of.id } : {};
      const key = JSON.stringify([concept, term]);
      all.set(key, {
        ...concept,
        term,
        isFound: all.get(key)?.isFound === true || this.#found[number] === 1,
      });
    }
    return [...all.values()];
  }
}

/** The terms that gave points to these matches, with in how many; most first. */
export function tellingTerms(
  matches: readonly Match[],
): readonly (TermInProfile & { readonly alerts: number })[] {
  const telling = new Map<string, { readonly concept: string; readonly term: string; alerts: number }>();
  for (const { hits } of matches) {
    const counted = hits.filter(({ points }) => points > 0);
    const byKey = new Map(
      counted.map(({ concept, term }) => [JSON.stringify([concept, term]), { concept, term }]),
    );
    for (const [key, term] of byKey) {
      const known = telling.get(key);
      if (known === undefined) telling.set(key, { ...term, alerts: 1 });
      else known.alerts += 1;
    }
  }
  return [...telling.values()].toSorted(
    (a, b) => b.alerts - a.alerts || compareText(a.concept, b.concept) || compareText(a.term, b.term),
  );
}
