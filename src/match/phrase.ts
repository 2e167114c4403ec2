import { foldAccents, foldWord } from "../text/fold.ts";
import { stem } from "../text/stem.ts";
import { readWords } from "../text/tokens.ts";

/** How one word of a phrase is recognised: by its stem, or by how it begins. */
export interface PhraseWord {
  readonly kind: "stem" | "prefix";
  /** Folded. */
  readonly text: string;
}

/** Whether case matters: never, as written, or as acronyms are (`CNIL`, also `Cnil`). */
export type CaseRule = "folded" | "exact" | "acronym";

/** Words to be found next to each other. */
export interface Phrase {
  readonly words: readonly PhraseWord[];
  readonly rule: CaseRule;
  /** The words with their case, joined by one space; accents folded. */
  readonly written: string;
}

const MIN_PREFIX_LETTERS = 4;
/** Each hyphen doubles the spellings of a phrase: from the fifth on they read as spaces. */
const MAX_CLOSED_HYPHENS = 4;
const ACRONYM = /^(?=(?:\p{N}*\p{Lu}){2})[\p{Lu}\p{N}]{2,6}$/u;
const INNER_HYPHEN = /(?<=[\p{L}\p{N}])[-\u2010\u2011](?=[\p{L}\p{N}])/gu;

/**
 * The phrases that a term of a profile stands for. A hyphen in the term means a hyphen, a space or nothing; a last word
 * of four or more letters that ends in `*` stands for all words that begin so; a word in capitals is an acronym unless
 * it is longer than six letters. A term without a letter or digit stands for nothing.
 */
export function phrasesOf(term: string, exact: boolean): readonly Phrase[] {
  const phrases = new Map<string, Phrase>();
  for (const spelling of spellings(term)) {
    const phrase = phraseOf(spelling, exact);
    if (phrase.words.length > 0) phrases.set(phraseKey(phrase), phrase);
  }
  return [...phrases.values()];
}

/** Equal for phrases that are found at the same places. */
export function phraseKey(phrase: Phrase): string {
  const words = phrase.words.map(({ kind, text }) => (kind === "prefix" ? `${text}*` : text)).join(" ");
  return phrase.rule === "folded" ? words : `${words}|${phrase.rule}|${phrase.written}`;
}

function spellings(term: string): readonly string[] {
  const parts = term.split(INNER_HYPHEN);
  let spelled = [parts[0] ?? ""];
  for (const [index, part] of parts.slice(1).entries()) {
    const joints = index < MAX_CLOSED_HYPHENS ? [" ", ""] : [" "];
    spelled = spelled.flatMap((before) => joints.map((joint) => `${before}${joint}${part}`));
  }
  return spelled;
}

function phraseOf(term: string, exact: boolean): Phrase {
  const { starts, ends } = readWords(term);
  const raw = starts.map((start, word) => term.slice(start, ends[word]));
  const written = raw.map(foldAccents).join(" ");
  const folded = raw.map(foldWord);
  const openEnded = !exact && isPrefix(term, folded.at(-1) ?? "");
  const words = folded.map((word, index): PhraseWord => {
    const isLast = index === folded.length - 1;
    return openEnded && isLast ? { kind: "prefix", text: word } : { kind: "stem", text: stem(word) };
  });
  if (exact) return { words, rule: "exact", written };
  return { words, rule: !openEnded && ACRONYM.test(written) ? "acronym" : "folded", written };
}

function isPrefix(term: string, lastWord: string): boolean {
  return term.trimEnd().endsWith("*") && lastWord.length >= MIN_PREFIX_LETTERS;
}
