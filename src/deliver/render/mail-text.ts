import { scrubbed } from "./scrubbed.ts";

/** A piece of text, set off as a hit or not. */
export interface Run {
  readonly text: string;
  readonly hit: boolean;
}

const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Longer ones are letters buried under marks, made to overflow a line or a budget. */
const LONGEST_GRAPHEME = 32;
const LONGEST_LINK = 2000;
/** Each costs about a hundred bytes of HTML: a text of nothing but hits must not eat the room of the others. */
const MOST_MARKS = 16;

/** One clean line of foreign text, at most `units` UTF-16 units, cut between words where there are any. */
export function cleanLine(text: string, units: number): string {
  return cleanRuns(text, [], units)
    .map((run) => run.text)
    .join("");
}

/**
 * Foreign text as runs, with the marked ranges set off: cleaned, white space folded, at most `units` UTF-16 units and
 * an ellipsis. Marks that overlap, run backwards or point outside are ignored, and all after the sixteenth.
 */
export function cleanRuns(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
  units: number,
): readonly Run[] {
  const runs: { text: string; hit: boolean }[] = [];
  let left = units - 1;
  let spaced = true;
  for (const { text: grapheme, hit } of graphemesOf(text.slice(0, units * LONGEST_GRAPHEME), marks)) {
    const space = /^\s/u.test(grapheme);
    if (space && spaced) continue;
    if (grapheme.length > left) return shortened(runs);
    left -= grapheme.length;
    spaced = space;
    const last = runs.at(-1);
    if (last?.hit === hit) last.text += grapheme;
    else runs.push({ text: grapheme, hit });
  }
  return trimmedEnd(runs);
}

/**
 * The address as a mail may link to it, or nothing: http and https only (a `javascript:` address passes through the
 * templates untouched), without user and password, at most 2,000 characters.
 */
export function webLink(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  url.username = "";
  url.password = "";
  return url.href.length > LONGEST_LINK ? undefined : url.href;
}

/** Lines of at most `width` characters; the first begins with `first`, the others with as many spaces. */
export function wrapped(text: string, first: string, width = 72): string {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    const empty = line === first || line === indent;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

function* graphemesOf(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
): Generator<Run> {
  let from = 0;
  for (const [start, end] of marks.slice(0, MOST_MARKS)) {
    if (start < from || end <= start || end > text.length) continue;
    yield* graphemesIn(text.slice(from, start), false);
    yield* graphemesIn(text.slice(start, end), true);
    from = end;
  }
  yield* graphemesIn(text.slice(from), false);
}

function* graphemesIn(text: string, hit: boolean): Generator<Run> {
  for (const { segment } of GRAPHEMES.segment(scrubbed(text))) {
    if (segment.length > LONGEST_GRAPHEME)
      yield { text: String.fromCodePoint(segment.codePointAt(0) ?? 32), hit };
    // The no-break spaces of French typography stay, every other space becomes a plain one.
    else yield { text: /^\s/u.test(segment) && !/^[\u00A0\u202F]/.test(segment) ? " " : segment, hit };
  }
}

/** The runs with a word begun at the end dropped, unless that would cost a long word, and an ellipsis. */
function shortened(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined) return [];
  const end = last.text.lastIndexOf(" ");
  const text = end > 0 && last.text.length - end < 24 ? last.text.slice(0, end) : last.text;
  return [...runs.slice(0, -1), { text: `${text.trimEnd()}…`, hit: last.hit }];
}

function trimmedEnd(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined) return [];
  const text = last.text.trimEnd();
  return text === "" ? trimmedEnd(runs.slice(0, -1)) : [...runs.slice(0, -1), { text, hit: last.hit }];
}
