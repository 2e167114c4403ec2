import { scrubbed } from "./scrubbed.ts";

/** How long a text may become: graphemes for the reader's eye, UTF-16 units for Discord's limits. */
export interface Room {
  readonly graphemes: number;
  readonly units: number;
}

/** A piece of text, set off in bold or not. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

/** For places where Discord shows the text as it is: author and footer. Cleaned, on one line, cut to `room`. */
export function plainText(text: string, room: Room): string {
  return written([{ text, bold: false }], room, (grapheme) => grapheme);
}

/** For places where Discord reads Markdown: the text comes out as itself, whatever it holds. */
export function markdownText(text: string, room: Room): string {
  return markdownRuns([{ text, bold: false }], room);
}

/** The same with some runs in bold. Cutting never leaves half an emoji, half an escape or an open `**`. */
export function markdownRuns(runs: readonly Run[], room: Room): string {
  return written(runs, room, escaped);
}

interface Piece {
  readonly text: string;
  readonly bold: boolean;
}
type Escape = (grapheme: string, before: readonly Piece[]) => string;

const SEGMENTER = new Intl.Segmenter("und", { granularity: "grapheme" });
const BOLD = "**";
/** Longer ones are letters buried under marks, made to overflow a line or a budget. */
const LONGEST_GRAPHEME = 32;

function written(runs: readonly Run[], room: Room, escape: Escape): string {
  const pieces: Piece[] = [];
  // Kept free for the ellipsis.
  let units = 1;
  for (const piece of piecesOf(runs)) {
    const last = pieces.at(-1);
    if (piece.text === " " && (last === undefined || last.text === " ")) continue;
    const text = escape(piece.text, pieces);
    const bold = piece.bold && last?.bold !== true ? 2 * BOLD.length : 0;
    if (pieces.length + 1 >= room.graphemes || units + bold + text.length > room.units) {
      return `${joined(toWordEnd(pieces))}…`;
    }
    units += bold + text.length;
    pieces.push({ text, bold: piece.bold });
  }
  return joined(pieces).trim();
}

function* piecesOf(runs: readonly Run[]): Generator<Piece> {
  for (const run of withoutPings(runs)) {
    const { text } = run;
    const start = text.length - text.trimStart().length;
    const end = text.trimEnd().length;
    for (const { segment, index } of SEGMENTER.segment(text)) {
      // Discord reads `**` beside a space as two asterisks.
      const bold = run.bold && index >= start && index < end;
      yield { text: segment.length > LONGEST_GRAPHEME ? firstCodePoint(segment) : segment, bold };
    }
  }
}

/**
 * Clean text in which nothing looks like a ping: `allowed_mentions` keeps «@everyone» from ringing, a zero-width space
 * from being read as one. The word may begin in one run and go on in those that follow.
 */
function withoutPings(runs: readonly Run[]): readonly Run[] {
  const clean: Run[] = [];
  let following = "";
  for (const { text, bold } of runs.toReversed()) {
    const whole = scrubbed(text) + following;
    const end = whole.length - following.length;
    clean.push({
      text: whole.slice(0, end).replaceAll("@", (sign, at: number) => defused(sign, whole, at)),
      bold,
    });
    following = whole.slice(0, LONGEST_PING);
  }
  return clean.toReversed();
}

const LONGEST_PING = "everyone".length;

function defused(sign: string, text: string, at: number): string {
  return /^(?:everyone|here)/iu.test(text.slice(at + 1, at + 1 + LONGEST_PING)) ? `${sign}\u200B` : sign;
}

/**
 * discord.js's escapeMarkdown leaves `](`, `>`, `-#` and `<t:0:R>` alone, and a headline can then forge a masked link,
 * a quotation or a time. The backslash in `:\//` keeps an address from becoming a second link, and copies away.
 */
function escaped(grapheme: string, before: readonly Piece[]): string {
  if (/^[\\*_~|[\]<>`]/.test(grapheme)) return `\\${grapheme}`;
  if (grapheme === "/" && before.at(-1)?.text === ":") return "\\/";
  if (before.length === 0 && /^[#+-]/.test(grapheme)) return `\\${grapheme}`;
  if (/^[.)]/.test(grapheme) && isNumber(before)) return `\\${grapheme}`;
  return grapheme;
}

/** Whether a full stop here would begin a numbered list. */
function isNumber(before: readonly Piece[]): boolean {
  return before.length > 0 && before.length < 10 && before.every(({ text }) => /^\d$/.test(text));
}

/** Drops a word begun at the end, unless that would cost more than a third of the text. */
function toWordEnd(pieces: readonly Piece[]): readonly Piece[] {
  const end = pieces.findLastIndex((piece) => piece.text === " ");
  return end > (pieces.length * 2) / 3 ? pieces.slice(0, end) : pieces;
}

function joined(pieces: readonly Piece[]): string {
  let text = "";
  let bold = false;
  for (const piece of pieces) {
    if (piece.bold !== bold) text += BOLD;
    bold = piece.bold;
    text += piece.text;
  }
  return bold ? text + BOLD : text;
}

function firstCodePoint(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0xfffd);
}
