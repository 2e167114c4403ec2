import { isOrdinaryWord } from "../../match/ordinary-words.ts";
import type { Concept, Profile } from "../../model/profile.ts";
import { foldWord } from "../../text/fold.ts";
import { readWords } from "../../text/tokens.ts";
import { commonness } from "./common-words.ts";
import { type LintCode, type LintFinding, quoted } from "./finding.ts";
import {
  conceptPath,
  type ListedTerm,
  listedTerms,
  nearGroups,
  onlyWord,
  type WrittenTerm,
} from "./written-terms.ts";

const MIN_PREFIX_LETTERS = 4;
const MOST_WORDS = 12;

/** Terms that cannot do what they say, or do it only by half, each looked at by itself. */
export function lintTerms({ concepts, exclude }: Profile): readonly LintFinding[] {
  const listed = concepts.flatMap((concept) => listedTerms(concept, conceptPath(concept)));
  const excluded = exclude.flatMap((each, index) => listedTerms(each, ["exclude", index]));
  const near = concepts.flatMap((concept) => nearGroups(concept).flat(2));
  return [
    ...[...listed, ...excluded, ...near].flatMap(lintTerm),
    ...[...listed, ...excluded].flatMap((term) => acronymDoubt(term) ?? []),
    ...listed.flatMap((term) => nameDoubt(term) ?? []),
    ...concepts.flatMap(lintNear),
  ];
}

function lintTerm(term: WrittenTerm): readonly LintFinding[] {
  if (term.phrases.length === 0) {
    return [
      error(term, "never-matches", "has neither a letter nor a digit: nothing is found by it; drop it"),
    ];
  }
  const findings = [starFault(term), letterFault(term), lengthFault(term), articleDoubt(term)];
  return findings.flatMap((finding) => finding ?? []);
}

function starFault(term: WrittenTerm): LintFinding | undefined {
  const { text, exact } = term;
  if (!text.includes("*")) return undefined;
  const message = starMessage(text.trim(), exact);
  return message === undefined ? undefined : error(term, "stray-wildcard", message);
}

function starMessage(text: string, exact: boolean): string | undefined {
  if (exact) {
    return "has a * that is not read, since `exact` means as written: drop it, or move the term to `any`";
  }
  const { starts, ends } = readWords(text);
  const star = text.indexOf("*");
  if (star !== text.length - 1 || ends.at(-1) !== star) {
    return "has a * that is not read: it stands only at the end of the last word; list the forms that are meant";
  }
  const letters = foldWord(text.slice(starts.at(-1), star)).length;
  if (letters >= MIN_PREFIX_LETTERS) return undefined;
  return `has a * that is not read: it needs at least ${MIN_PREFIX_LETTERS} letters before it; list the words that are meant`;
}

/** A single sign of a script that has letters: in Chinese or Japanese it is a word. */
const ONE_LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]$/u;

function letterFault(term: WrittenTerm): LintFinding | undefined {
  const written = term.phrases.map((phrase) => phrase.written);
  if (!written.every((text) => ONE_LETTER.test(text))) return undefined;
  const message = "is a single letter, which is found in nearly every text: add a word beside it";
  return term.exact ? warning(term, "one-letter", message) : error(term, "one-letter", message);
}

function lengthFault(term: WrittenTerm): LintFinding | undefined {
  const words = Math.min(...term.phrases.map((phrase) => phrase.words.length));
  if (words <= MOST_WORDS) return undefined;
  const message = `is ${words} words that must all follow each other, which is hardly printed twice: shorten it to what is always said, or use \`near\``;
  return warning(term, "too-long", message);
}

/** Up to the next word, in small letters: «La Rochelle» and «Le Monde» are names. */
const ARTICLE = /^(?:(?:les?|la|the)\s+|[ld]['’ʼ‘]\s*)(?=\p{L})/iu;
const NAME_WITH_ARTICLE = /^(?:Les?|La|The|[LD]['’ʼ‘])\s*\p{Lu}/u;

function articleDoubt(term: WrittenTerm): LintFinding | undefined {
  const [article] = ARTICLE.exec(term.text.trim()) ?? [];
  if (article === undefined || term.exact || NAME_WITH_ARTICLE.test(term.text.trim())) return undefined;
  const rest = term.text.trim().slice(article.length);
  const { starts, ends } = readWords(rest);
  const words = starts.map((start, word) => foldWord(rest.slice(start, ends[word])));
  const telling = words.filter((word) => word.length > 1);
  // «the Met» without its article is «met».
  if (telling.length < 2 && telling.every((word) => isOrdinaryWord(word) || commonness(word) !== undefined)) {
    return undefined;
  }
  const message = `is found only with its article: write ${quoted(rest)}, which is found with and without it`;
  return warning(term, "leading-article", message);
}

function acronymDoubt(term: WrittenTerm): LintFinding | undefined {
  const word = onlyWord(term.phrases);
  if (word?.rule !== "acronym" || !isOrdinaryWord(foldWord(word.written))) return undefined;
  const message = `is also the word "${foldWord(word.written)}": put it under \`exact\`, and better a longer form beside it, such as its full name`;
  return warning(term, "ambiguous-acronym", message);
}

/** A name that is also a word: in a context, which has to stand near other terms, only a common one does harm. */
function nameDoubt(term: ListedTerm): LintFinding | undefined {
  const word = onlyWord(term.phrases);
  if (word?.rule !== "folded" || word.words[0]?.kind === "prefix") return undefined;
  if (!/^\p{Lu}\p{Ll}/u.test(word.written)) return undefined;
  const folded = foldWord(word.written);
  if (!isOrdinaryWord(folded)) return undefined;
  if (term.of.role === "context" && commonness(folded) === undefined) return undefined;
  const message = `finds every "${folded}" too, since \`any\` looks past capitals: if the name is meant, put it under \`exact\`; if the word is, write it small`;
  return warning(term, "ambiguous-name", message);
}

/** `near` lists one side of which is never found. */
function lintNear(concept: Concept): readonly LintFinding[] {
  return nearGroups(concept).flatMap((groups, list): readonly LintFinding[] => {
    const path = [...conceptPath(concept), "near", list];
    const isVoid =
      groups.length < 2 || groups.some((group) => group.every(({ phrases }) => phrases.length === 0));
    if (!isVoid) return [];
    const message =
      "asks for words next to a group that holds none, so nothing is ever found: fill or drop the group";
    return [{ code: "never-matches", severity: "error", path, message }];
  });
}

function error(term: WrittenTerm, code: LintCode, message: string): LintFinding {
  return { code, severity: "error", path: term.path, message: `${quoted(term.text)} ${message}` };
}

function warning(term: WrittenTerm, code: LintCode, message: string): LintFinding {
  return { ...error(term, code, message), severity: "warning" };
}
