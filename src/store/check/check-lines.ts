import { decodeFrame, type Line, readLines } from "../disk/frames.ts";

const BRACE = 0x7d;

/** Lines that cannot be read: where the first of them begins, and how many there are. */
export interface BadLines {
  readonly byte: number;
  readonly lines: number;
}

export interface CheckedLines {
  /** What reads as a whole line and does not fit its checksum, or is none of ours: it was there once. */
  readonly damaged?: BadLines;
  /** Pieces of lines that a crash or a full disk left behind: they were never acknowledged. */
  readonly torn?: BadLines;
}

/**
 * Looks at every line of a file that is only appended to. Every line of ours is a JSON object, so a piece of one lacks
 * its closing brace: that tells what was never finished from what was damaged later.
 */
export async function checkLines(path: string, isOurs: (value: unknown) => boolean): Promise<CheckedLines> {
  const found: { damaged?: BadLines; torn?: BadLines } = {};
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      // Whoever appends after a crash begins a line of its own, which leaves an empty one.
      if (line.bytes.length === 0 || isOurs(decodeFrame(line))) continue;
      const kind = isTorn(line) ? "torn" : "damaged";
      const { byte = line.start, lines: before = 0 } = found[kind] ?? {};
      found[kind] = { byte, lines: before + 1 };
    }
  }
  return found;
}

function isTorn({ bytes, whole }: Line): boolean {
  return !whole || bytes.at(-1) !== BRACE;
}
