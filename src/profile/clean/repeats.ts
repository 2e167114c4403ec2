import { foldText } from "../../text/fold.ts";
import type { DroppedLine } from "./document.ts";
import { isCutShort, type Line } from "./line.ts";
import { sentencesOf } from "./split-sentences.ts";
import type { Sorted } from "./sorting.ts";

/** Shorter lines and sentences may come twice in an article: «For the dough», «He did not answer.» */
const LEAST_WORDS = 4;
const LEAST_SENTENCE = 8;
/** A title that was cut to fit is told by its first words. */
const LONGEST_TITLE = 30;

/** Drops lines that were there before, whole or cut short, and sentences that were; of what a line says over and over it keeps one. */
export function dropRepeats(lines: readonly Line[], read: (number: number, text: string) => Line): Sorted {
  const kept: Line[] = [];
  const dropped: DroppedLine[] = [];
  const seen = new Seen();
  for (const line of lines) {
    const earlier = seen.lineLike(line);
    if (earlier !== undefined) {
      dropped.push({ ...shown(line), reason: "repeated", detail: `line ${earlier}` });
      continue;
    }
    const parts = newParts(line, seen);
    seen.add(line);
    const rest = parts.flatMap(({ text, earlier: before }) => (before === undefined ? [text] : []));
    for (const { text, earlier: before } of parts) {
      if (before !== undefined)
        dropped.push({ number: line.number, text, reason: "repeated", detail: `line ${before}` });
    }
    if (rest.length === parts.length) kept.push(line);
    else if (rest.length > 0) kept.push(read(line.number, rest.join(" ")));
  }
  return { kept, dropped };
}

function shown({ number, text }: Line): Pick<DroppedLine, "number" | "text"> {
  return { number, text };
}

interface Part {
  readonly text: string;
  readonly earlier?: number;
}

/** The sentences of a line, those that were there before with their line. */
function newParts(line: Line, seen: Seen): readonly Part[] {
  const unit = period(line.words);
  if (unit < line.words.length && unit >= LEAST_WORDS) {
    const once = seen.like(line.words.slice(0, unit));
    return once === undefined ? onceAndAgain(line, unit) : [{ text: line.text, earlier: once }];
  }
  return sentencesOf(line.text).map((text) => {
    const words = foldText(text).split(" ");
    const earlier = words.length < LEAST_SENTENCE ? undefined : seen.sentence(words, line.number);
    return earlier === undefined ? { text } : { text, earlier };
  });
}

/** Cuts behind the first time that the line says it. */
function onceAndAgain(line: Line, unit: number): readonly Part[] {
  const pieces = line.text.split(/(?<=\s)/u);
  let count = 0;
  const cut = pieces.findIndex((piece) => {
    count += foldText(piece) === "" ? 0 : foldText(piece).split(" ").length;
    return count >= unit;
  });
  const first = pieces
    .slice(0, cut + 1)
    .join("")
    .trim();
  const rest = pieces
    .slice(cut + 1)
    .join("")
    .trim();
  return rest === "" ? [{ text: first }] : [{ text: first }, { text: rest, earlier: line.number }];
}

/** After how many words the words begin anew, to the last; their number if they do not. By the prefixes of Knuth, Morris and Pratt. */
function period(words: readonly string[]): number {
  const borders = [0];
  for (let index = 1, border = 0; index < words.length; index += 1) {
    while (border > 0 && words[index] !== words[border]) border = borders[border - 1] ?? 0;
    if (words[index] === words[border]) border += 1;
    borders.push(border);
  }
  const unit = words.length - (borders.at(-1) ?? 0);
  return words.length % unit === 0 ? unit : words.length;
}

class Seen {
  readonly #lines = new Map<string, number>();
  readonly #beginnings = new Map<string, number>();
  readonly #sentences = new Map<string, number>();

  add({ number, words }: Line): void {
    if (words.length < LEAST_WORDS) return;
    setOnce(this.#lines, words.join(" "), number);
    if (words.length > LONGEST_TITLE) return;
    for (let count = LEAST_WORDS; count < words.length; count += 1) {
      setOnce(this.#beginnings, words.slice(0, count).join(" "), number);
    }
  }

  /** The earlier line that says this whole line. */
  lineLike({ text, words, isSentence }: Line): number | undefined {
    if (words.length < (isSentence && !isCutShort(text) ? LEAST_SENTENCE : LEAST_WORDS)) return undefined;
    const key = words.join(" ");
    return this.#lines.get(key) ?? (isCutShort(text) ? this.#beginnings.get(key) : undefined);
  }

  like(words: readonly string[]): number | undefined {
    return this.#lines.get(words.join(" "));
  }

  /** The earlier line that held this sentence; remembers it for the next. */
  sentence(words: readonly string[], number: number): number | undefined {
    const key = words.join(" ");
    const earlier = this.#sentences.get(key) ?? this.#lines.get(key);
    if (earlier === undefined) this.#sentences.set(key, number);
    return earlier;
  }
}

function setOnce(map: Map<string, number>, key: string, value: number): void {
  if (!map.has(key)) map.set(key, value);
}
