import type { Language } from "../../model/profile.ts";
import type { Acronym } from "./acronyms.ts";
import { isQuoted, kindOf, type MarkedWord, markWords, type Reading, type TermKind } from "./marked-words.ts";
import type { Sentence } from "./sentences.ts";

/** Words that may be a term, wherever they stand. */
export interface Candidate {
  /** The stems, which are what the matcher compares; before those of ordinary words, their language. */
  readonly key: string;
  readonly stems: readonly string[];
  /** Those that say something. */
  readonly content: readonly string[];
  readonly kind: TermKind;
  readonly isQuoted: boolean;
  /** Whether a document gives an acronym for it. */
  readonly isLong: boolean;
  readonly occurrences: readonly Occurrence[];
}

export interface Occurrence {
  readonly sentence: Sentence;
  readonly words: readonly MarkedWord[];
  /** The place of its first word in the sentence, and that after its last. */
  readonly first: number;
  readonly end: number;
}

const MOST_WORDS = 6;
const MOST_CONTENT = 4;
const MOST_QUOTED = 4;

/** Every sequence of words that begins and ends with one that says something, in the order of their first appearance. */
export function candidatesIn(
  sentences: readonly Sentence[],
  acronyms: readonly Acronym[],
  reading: Reading,
): readonly Candidate[] {
  const found = new Map<string, Open>();
  const byFirstWord = new Map<string | undefined, Acronym[]>();
  for (const acronym of acronyms) {
    const [word] = acronym.longStems;
    byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), acronym]);
  }
  for (const sentence of sentences) {
    const marked = markWords(sentence, reading);
    const language = reading.languageOf(sentence.document);
    for (let first = 0; first < marked.length; first += 1)
      collectFrom(first, { sentence, marked, found, language });
    for (const [first, { word }] of marked.entries())
      for (const { longStems } of byFirstWord.get(word.stem) ?? [])
        collectLong(longStems, first, { sentence, marked, found, language });
  }
  const long = new Set(acronyms.map(({ longStems }) => longStems.join(" ")));
  return [...found].map(([key, { stems, content, kinds, quoted, occurrences }]) => ({
    key,
    stems,
    content,
    kind: commonest(kinds),
    isQuoted: quoted,
    isLong: long.has(stems.join(" ")),
    occurrences,
  }));
}

interface Open {
  readonly stems: readonly string[];
  readonly content: readonly string[];
  readonly kinds: TermKind[];
  quoted: boolean;
  readonly occurrences: Occurrence[];
}

interface Collecting {
  readonly sentence: Sentence;
  readonly marked: readonly MarkedWord[];
  readonly found: Map<string, Open>;
  readonly language: Language | undefined;
}

function collectFrom(first: number, collecting: Collecting): void {
  const { marked } = collecting;
  if (marked[first]?.says !== true) return;
  let content = 0;
  for (const [offset, word] of marked.slice(first, first + MOST_WORDS).entries()) {
    if (offset > 0 && !goesOn(word)) return;
    if (!word.says) continue;
    content += 1;
    if (content > MOST_CONTENT) return;
    const last = first + offset;
    if (!isPartOfName(marked, first, last)) add(marked.slice(first, last + 1), first, collecting);
  }
}

/** Whether a word may be the next one of a term. */
function goesOn({ word, says, links }: MarkedWord): boolean {
  return word.isJoined && (says || links);
}

/** The long form of an acronym is a term however long it is. */
function collectLong(stems: readonly string[], first: number, collecting: Collecting): void {
  const words = collecting.marked.slice(first, first + stems.length);
  const isFound = stems.every((stem, index) => words[index]?.word.stem === stem);
  // A shorter one was read as a sequence of words already.
  const isRead = words.length <= MOST_WORDS && words.filter(({ says }) => says).length <= MOST_CONTENT;
  if (isFound && !isRead) add(words, first, collecting);
}

/** `Brother Watch` in `Big Brother Watch`: names are taken whole. */
function isPartOfName(marked: readonly MarkedWord[], first: number, last: number): boolean {
  return isOneName(marked[first - 1], marked[first]) || isOneName(marked[last], marked[last + 1]);
}

function isOneName(left: MarkedWord | undefined, right: MarkedWord | undefined): boolean {
  return left?.isName === true && right?.isName === true && right.word.isJoined;
}

function add(words: readonly MarkedWord[], first: number, { found, sentence, language }: Collecting): void {
  const stems = words.map(({ word }) => word.stem);
  const content = words.filter(({ says }) => says);
  const kind = kindOf(content);
  const key = kind === "name" ? stems.join(" ") : `${language ?? ""}:${stems.join(" ")}`;
  const start = words[0]?.word.start ?? 0;
  const end = words.at(-1)?.word.end ?? start;
  const open = found.get(key) ?? {
    stems,
    content: content.map(({ word }) => word.stem),
    kinds: [],
    quoted: false,
    occurrences: [],
  };
  open.kinds.push(kind);
  open.quoted ||= words.length <= MOST_QUOTED && isQuoted(sentence.text, start, end);
  open.occurrences.push({ sentence, words, first, end: first + words.length });
  found.set(key, open);
}

function commonest(kinds: readonly TermKind[]): TermKind {
  const order: readonly TermKind[] = ["name", "mixed", "phrase", "word"];
  const count = (kind: TermKind): number => kinds.filter((each) => each === kind).length;
  return order.toSorted((a, b) => count(b) - count(a))[0] ?? "word";
}
