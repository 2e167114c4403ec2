import type { Language } from "../../model/profile.ts";
import { foldWord } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import { readWords } from "../../text/tokens.ts";
import { EVERYDAY_ENGLISH } from "./common-words-en.ts";
import { EVERYDAY_FRENCH } from "./common-words-fr.ts";
import { WordIndex } from "./word-index.ts";

/** The words that texts at hand are written with. */
export interface Vocabulary {
  /** Whether a word was seen, by its stem. */
  knows(folded: string): boolean;
  use(folded: string): WordUse | undefined;
  /** Frequent words of a language that so many slips lead to, nearest first. */
  near(folded: string, slips: number, language: Language | undefined): readonly string[];
}

export interface WordUse {
  /** In texts of these languages. */
  readonly fr: number;
  readonly en: number;
  /** How often it began with a capital letter, or was in capitals. */
  readonly capitalised: number;
  /** How it is written in small letters, accents included; words in capitals often lack theirs and are left out. */
  readonly forms: ReadonlyMap<string, number>;
}

/** So often a word is no slip itself. */
const FREQUENT = 3;
const LONGEST_WORD = 40;

/** A vocabulary that grows with each text that it is given. */
export class WordCount implements Vocabulary {
  readonly #uses = new Map<string, GrowingUse>();
  readonly #stems = new Set<string>();
  #frequent: ReadonlyMap<Language | "any", WordIndex> | undefined;

  add(text: string): void {
    this.#frequent = undefined;
    const { starts, ends } = readWords(text);
    const written = starts.map((start, word) => text.slice(start, ends[word]));
    const folded = written.map(foldWord);
    const language = languageOf(folded);
    for (const [place, word] of folded.entries()) {
      if (word.length > LONGEST_WORD || /\p{N}/u.test(word)) continue;
      this.#count(word, written[place] ?? word, language);
    }
  }

  knows(folded: string): boolean {
    return this.#stems.has(stem(folded));
  }

  use(folded: string): WordUse | undefined {
    return this.#uses.get(folded);
  }

  near(folded: string, slips: number, language: Language | undefined): readonly string[] {
    this.#frequent ??= new Map([
      ["fr", this.#index(({ fr }) => fr)],
      ["en", this.#index(({ en }) => en)],
      ["any", this.#index(({ fr, en }) => fr + en)],
    ]);
    return this.#frequent.get(language ?? "any")?.near(folded, slips) ?? [];
  }

  #index(countOf: (use: WordUse) => number): WordIndex {
    return new WordIndex([...this.#uses].flatMap(([word, use]) => (countOf(use) >= FREQUENT ? [word] : [])));
  }

  #count(word: string, written: string, language: Language): void {
    let use = this.#uses.get(word);
    if (use === undefined) {
      use = { fr: 0, en: 0, capitalised: 0, forms: new Map() };
      this.#uses.set(word, use);
      this.#stems.add(stem(word));
    }
    use[language] += 1;
    const small = written.toLowerCase();
    if (written[0] !== small[0]) use.capitalised += 1;
    if (written.length > 1 && written === written.toUpperCase()) return;
    const form = small.normalize("NFC");
    use.forms.set(form, (use.forms.get(form) ?? 0) + 1);
  }
}

/** The vocabulary of some texts. */
export function vocabularyOf(texts: Iterable<string>): Vocabulary {
  const words = new WordCount();
  for (const text of texts) words.add(text);
  return words;
}

interface GrowingUse {
  fr: number;
  en: number;
  capitalised: number;
  readonly forms: Map<string, number>;
}

const FRENCH: ReadonlySet<string> = onlyIn(EVERYDAY_FRENCH, EVERYDAY_ENGLISH);
const ENGLISH: ReadonlySet<string> = onlyIn(EVERYDAY_ENGLISH, EVERYDAY_FRENCH);

/** By its everyday words: for nothing but telling French from English that is enough. */
function languageOf(folded: readonly string[]): Language {
  let french = 0;
  let english = 0;
  for (const word of folded) {
    if (FRENCH.has(word)) french += 1;
    else if (ENGLISH.has(word)) english += 1;
  }
  return english > french ? "en" : "fr";
}

function onlyIn(words: readonly string[], others: readonly string[]): ReadonlySet<string> {
  const elsewhere = new Set(others.map(foldWord));
  return new Set(words.map(foldWord).filter((word) => !elsewhere.has(word)));
}
