import { isOrdinaryWord } from "../../match/ordinary-words.ts";
import type { Language } from "../../model/profile.ts";
import { foldWord } from "../../text/fold.ts";
import { commonness, commonWordIndex } from "./common-words.ts";
import type { Vocabulary, WordUse } from "./vocabulary.ts";

/** One word of a term, as it is written there. */
export interface WordInTerm {
  readonly written: string;
  /** Of the list that the term stands in, when it says so. */
  readonly language: Language | undefined;
}

const MIN_LETTERS = 5;
const MIN_LETTERS_OF_NAME = 6;
const MIDDLE = 7;
/** From so many letters on a word with two slips is the same word still. */
const LONG = 9;

/** Whether a word is written somewhere, or is common enough to be right without. */
export function isKnown(folded: string, vocabulary: Vocabulary): boolean {
  return vocabulary.knows(folded) || commonness(folded) !== undefined || isOrdinaryWord(folded);
}

/** The frequent word that an unknown one was probably meant to be. */
export function meantWord({ written, language }: WordInTerm, vocabulary: Vocabulary): string | undefined {
  const folded = foldWord(written);
  const isName = /^\p{Lu}/u.test(written);
  if (!mayBeSlip(written, folded) || isKnown(folded, vocabulary)) return undefined;
  // Names are alike by nature, and languages have words in common but for a letter or two.
  const slips = folded.length >= LONG && !isName && language !== undefined ? 2 : 1;
  // Short words are near some common one by chance: «quais», «quasi».
  const common = isName || folded.length < MIDDLE ? [] : commonWordIndex(language).near(folded, 1);
  const found = [...vocabulary.near(folded, slips, language), ...common].find((word) =>
    isMeant(word, { folded, isName, use: vocabulary.use(word) }),
  );
  return found === undefined ? undefined : shownAs(found, isName, vocabulary);
}

function mayBeSlip(written: string, folded: string): boolean {
  const enough = /^\p{Lu}/u.test(written) ? MIN_LETTERS_OF_NAME : MIN_LETTERS;
  return folded.length >= enough && /^\p{L}+$/u.test(folded) && !isShouted(written);
}

/** How the texts nearly always write a word that the term has without its accents. */
export function accentedForm({ written }: WordInTerm, vocabulary: Vocabulary): string | undefined {
  const folded = foldWord(written);
  if (folded.length < MIN_LETTERS || isShouted(written) || written.toLowerCase() !== folded) return undefined;
  const use = vocabulary.use(folded);
  if (use === undefined) return undefined;
  const [form, count] = usualForm(use) ?? [folded, 0];
  if (form === folded || count < MIN_SEEN) return undefined;
  return count >= NEARLY_ALWAYS * total(use.forms) ? form : undefined;
}

const MIN_SEEN = 3;
const NEARLY_ALWAYS = 0.9;
const MOSTLY = 0.8;

function isMeant(
  word: string,
  {
    folded,
    isName,
    use,
  }: { readonly folded: string; readonly isName: boolean; readonly use: WordUse | undefined },
): boolean {
  const capitals = use === undefined ? 0 : use.capitalised / Math.max(1, use.fr + use.en);
  if (isName !== capitals >= MOSTLY) return false;
  return !isInflected(word, folded) && !isVariant(word, folded) && isLikelySlip(word, folded, isName);
}

/** British and American: «behaviour», «organise», «defence», «dialogue», «travelling». */
function isVariant(word: string, other: string): boolean {
  return american(word) === american(other);
}

function american(word: string): string {
  return word
    .replaceAll("our", "or")
    .replaceAll("z", "s")
    .replace(/c(?=es?$)/u, "s")
    .replaceAll("ogue", "og")
    .replace(/amme(s?)$/u, "am$1")
    .replace(/ll(?=(?:ed|ing|ers?)$)/u, "l");
}

/**
 * Many words differ by a letter or two and are two words («belge», «belle»; «détention», «détection»). A slip is what
 * fingers do (swap two letters, double one or miss one of two, lose a letter of a long word) or what the ear does (take
 * one letter for another that sounds like it).
 */
function isLikelySlip(word: string, other: string, isName: boolean): boolean {
  if (lettersOf(word) === lettersOf(other)) return true;
  const isLong = other.length >= (isName ? MIDDLE : LONG);
  if (isLong && soundOf(word) === soundOf(other)) return true;
  return missesLetter(word, other, isName);
}

/** One letter more or less: of short words only a double one, of names none that may make another name. */
function missesLetter(word: string, other: string, isName: boolean): boolean {
  const [shorter, longer] = word.length < other.length ? [word, other] : [other, word];
  const at = placeOfDifference(shorter, longer);
  const letter = longer[at] ?? "";
  if (longer.slice(0, at) + longer.slice(at + 1) !== shorter) return false;
  if (letter === longer[at - 1] || other.length >= LONG) return true;
  return !isName && other.length >= MIDDLE && !VOWEL.test(letter);
}

const VOWEL = /[aeiouy]/u;

function lettersOf(word: string): string {
  return word.split("").toSorted().join("");
}

/** The consonants in their order: those that sound alike are one, and double ones too. */
function soundOf(word: string): string {
  return word
    .replaceAll("ph", "f")
    .replaceAll(/[aeiouy]/gu, "")
    .replaceAll(/[kqsxz]/gu, "c")
    .replaceAll("m", "n")
    .replaceAll("j", "g")
    .replaceAll(/(.)\1+/gu, "$1");
}

function placeOfDifference(word: string, other: string): number {
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return at;
}

/** «interdire» is no slip for «interdite»: where both go on with an ending, they are forms of one word. */
function isInflected(word: string, other: string): boolean {
  const stem = placeOfDifference(word, other);
  // Common letters of two endings may belong to the word: «-ance» and «-ant».
  for (let cut = stem; cut >= Math.max(3, stem - 2); cut -= 1) {
    if (ENDINGS.has(word.slice(cut)) && ENDINGS.has(other.slice(cut))) return true;
  }
  return false;
}

const ENDINGS: ReadonlySet<string> = new Set([
  "",
  ..."a ai aient aire aires ais ait al ale ales ally ant ants aux able ables d e ed ee ees el elle elles els en ens ent".split(
    " ",
  ),
  ..."ents er era eront ers es eur eure eurs euse eux ez f fs ible ibles ic ie ien ienne iens ier iere ies if in ine ing".split(
    " ",
  ),
  ..."ings ion ions ique ir is ise ised ises ist iste ists it ite ites ity ive ives ize ized le les ly m ment n ne nes".split(
    " ",
  ),
  ..."ns nt on ons or ors ous r ra re rent res rice rs s se ses st t te tes ting tion tre ts ue ues ung ure us ve x y".split(
    " ",
  ),
]);

/** As the texts write it, with its accents and as a name if it is one. */
function shownAs(folded: string, isName: boolean, vocabulary: Vocabulary): string {
  const use = vocabulary.use(folded);
  const [form] = (use && usualForm(use)) ?? [folded];
  return isName ? form.slice(0, 1).toUpperCase() + form.slice(1) : form;
}

function usualForm({ forms }: WordUse): readonly [string, number] | undefined {
  return [...forms].toSorted(([, a], [, b]) => b - a)[0];
}

function total(forms: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of forms.values()) sum += count;
  return sum;
}

function isShouted(written: string): boolean {
  return written === written.toUpperCase() && written !== written.toLowerCase();
}
