import { DOT, IGNORE, kindAt, MARK, SOLO, unitsAt, WORD } from "./unit-kind.ts";

/** The words of a text as half-open UTF-16 ranges into it, in reading order. */
export interface Words {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Hashtags that were read as several words, as a whole. */
  readonly hashtags: readonly Hashtag[];
}

/** `#FacialRecognition` is the words Facial and Recognition, and also one word that covers both. */
export interface Hashtag {
  readonly start: number;
  readonly end: number;
  /** Index of its first word, and how many words it was read as. */
  readonly first: number;
  readonly count: number;
}

/**
 * Cuts a text into words at anything that is neither letter nor digit: spaces of all kinds, apostrophes, hyphens,
 * punctuation, emoji. Capitals joined by dots (`C.N.I.L.`) are one word; after `#` a capital starts a new one. One
 * pass, linear in the text.
 */
export function readWords(text: string): Words {
  const starts: number[] = [];
  const ends: number[] = [];
  const hashtags: Hashtag[] = [];
  let index = 0;
  while (index < text.length) {
    if (!startsWord(kindAt(text, index))) {
      index += 1;
      continue;
    }
    const end = wordEnd(text, index);
    const borders = text[index - 1] === "#" ? hashtagBorders(text, index, end) : [index];
    const count = borders.length;
    if (count > 1) hashtags.push({ start: index, end, first: starts.length, count });
    for (const [part, border] of borders.entries()) {
      starts.push(border);
      ends.push(borders[part + 1] ?? end);
    }
    index = end;
  }
  return { starts, ends, hashtags };
}

/** Whether a word begins at a character of this kind. */
export function startsWord(kind: number): boolean {
  return kind === WORD || kind === SOLO;
}

/** The end of the word that starts at `start`, a place where one may; ignorable characters after its last letter are left out. */
export function wordEnd(text: string, start: number): number {
  const solo = kindAt(text, start) === SOLO;
  let end = start + unitsAt(text, start);
  for (let index = end; index < text.length;) {
    const kind = kindAt(text, index);
    if (kind === MARK || (kind === WORD && !solo)) {
      index += unitsAt(text, index);
      end = index;
    } else if (kind === IGNORE || (kind === DOT && joinsInitials(text, index, start))) {
      index += unitsAt(text, index);
    } else break;
  }
  return end;
}

/** Whether the dot stands between two single capitals, as in `U.S.`; in `J.Smith` it does not. */
function joinsInitials(text: string, dot: number, start: number): boolean {
  const afterInitial = dot - 1 === start || text[dot - 2] === ".";
  return (
    afterInitial && isCapital(text[dot - 1]) && isCapital(text[dot + 1]) && kindAt(text, dot + 2) !== WORD
  );
}

function isCapital(unit: string | undefined): boolean {
  return unit !== undefined && /^\p{Lu}$/u.test(unit);
}

/** Where the words of a hashtag begin: a capital after a small letter or a digit starts a new one. */
export function hashtagBorders(text: string, start: number, end: number): readonly number[] {
  const inner = text.slice(start, end).matchAll(/(?<=[\p{Ll}\p{N}]\p{M}*)\p{Lu}/gu);
  return [start, ...Array.from(inner, ({ index }) => start + index)];
}
