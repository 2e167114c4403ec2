import type { Query } from "../../match/query/query.ts";
import { readQuery } from "../../match/query/read-query.ts";
import { phrasesOf } from "../../match/phrase.ts";
import type { Concept, Profile } from "../../model/profile.ts";
import { foldWord } from "../../text/fold.ts";
import type { ArchiveFacts } from "./archive-facts.ts";
import { bestScore } from "./best-score.ts";
import { type Commonness, commonness, commonnessOfPrefix } from "./common-words.ts";
import { type LintFinding, type LintPath, quoted } from "./finding.ts";
import { conceptPath, listedTerms, onlyWord } from "./written-terms.ts";

/** Fewer items say little about how common a word is. */
const MIN_ITEMS = 300;
const MOST_SHARE = 0.01;

/** Terms that are found in too much of the news to say anything. */
export function lintBreadth(profile: Profile, archive: ArchiveFacts | undefined): readonly LintFinding[] {
  return [
    ...profile.concepts.flatMap((concept) => [...commonTerms(concept), ...commonInQuery(concept)]),
    ...(archive === undefined || archive.items < MIN_ITEMS ? [] : frequentTerms(profile, archive)),
  ];
}

function commonTerms(concept: Concept): readonly LintFinding[] {
  return listedTerms(concept, conceptPath(concept)).flatMap(({ text, exact, path }) => {
    const common = exact ? undefined : commonTerm(text);
    if (common === undefined || (concept.role === "context" && common.commonness !== "everyday")) return [];
    return [tooBroad(path, `${quoted(text)} ${common.says}; ${remedyFor(concept)}`)];
  });
}

/** A query that such a word alone fulfils; in company it does no harm. */
function commonInQuery(concept: Concept): readonly LintFinding[] {
  const { query } = concept;
  const reading = query === undefined ? undefined : readQuery(query);
  if (query === undefined || reading?.kind !== "query") return [];
  return sufficient(reading.query).flatMap(({ text, exact }): readonly LintFinding[] => {
    const common = exact ? undefined : commonTerm(text);
    if (common === undefined) return [];
    const message = `${quoted(text)} ${common.says} and is enough for this query by itself: add to it with AND or NEAR`;
    const offset = Math.max(0, query.indexOf(text));
    return [{ ...tooBroad([...conceptPath(concept), "query"], message), offset }];
  });
}

type QueryTerm = Extract<Query, { readonly kind: "term" }>;

/** The terms each of which makes the query hold. */
function sufficient(query: Query): readonly QueryTerm[] {
  switch (query.kind) {
    case "term":
      return [query];
    case "any":
      return query.of.flatMap(sufficient);
    case "in":
      return sufficient(query.of);
    case "all":
    case "not":
    case "near":
    case "count":
    case "source":
    case "language":
      return [];
  }
}

function commonTerm(text: string): { readonly commonness: Commonness; readonly says: string } | undefined {
  const phrase = onlyWord(phrasesOf(text, false));
  const [word] = phrase?.words ?? [];
  // A single letter is an error already.
  if (phrase?.rule !== "folded" || word === undefined || word.text.length < 2) return undefined;
  if (word.kind === "prefix") {
    const begun = commonnessOfPrefix(word.text);
    return begun && { ...begun, says: `finds many everyday words, such as "${begun.word}"` };
  }
  const level = commonness(foldWord(phrase.written));
  return level && { commonness: level, says: "is one of the commonest words of the press" };
}

function remedyFor({ role }: Concept): string {
  return role === "context"
    ? "near a core term it would stand nearly always: drop it"
    : "add a word that makes it a phrase, or give it role: context";
}

/**
 * Core terms by which a notable part of the archive would alert. One that cannot alert alone is no danger: it waits for
 * company, and news on the subject may well hold it often.
 */
function frequentTerms(profile: Profile, archive: ArchiveFacts): readonly LintFinding[] {
  const alerting = profile.concepts.filter(
    (concept) => concept.role === "core" && bestScore(profile, [concept], 1) >= profile.threshold,
  );
  return alerting.flatMap((concept) =>
    listedTerms(concept, conceptPath(concept)).flatMap(({ text, path }) => {
      const found = archive.itemsWith(concept, text);
      if (found <= MOST_SHARE * archive.items) return [];
      const percent = ((100 * found) / archive.items).toFixed(1);
      const message = `${quoted(text)} stands in ${found} of ${archive.items} archived items (${percent} %), and alerts by itself: narrow it down, or lower the weight so that it needs company`;
      return [tooBroad(path, message)];
    }),
  );
}

function tooBroad(path: LintPath, message: string): LintFinding {
  return { code: "too-broad", severity: "warning", path, message };
}
