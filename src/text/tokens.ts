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
    const first = starts.length;
    if (index > 0 && text[index - 1] === "#") pushParts(text, { start: index, end }, { starts, ends });
    else {
      starts.push(index);
      ends.push(end);
    }
    const count = starts.length - first;
    if (count > 1) hashtags.push({ start: index, end, first, count });
    index = end;
  }
  return { starts, ends, hashtags };
}

function startsWord(kind: number): boolean {
  return kind === WORD || kind === SOLO;
}

/** The end of the word that starts at `start`; ignorable characters after its last letter are left out. */
function wordEnd(text: string, start: number): number {
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

function pushParts(
  text: string,
  word: { readonly start: number; readonly end: number },
  into: { readonly starts: number[]; readonly ends: number[] },
): void {
  let from = word.start;
  for (const { index } of text.slice(word.start, word.end).matchAll(/(?<=[\p{Ll}\p{N}]\p{M}*)\p{Lu}/gu)) {
    into.starts.push(from);
    into.ends.push(word.start + index);
    from = word.start + index;
  }
  into.starts.push(from);
  into.ends.push(word.end);
}
