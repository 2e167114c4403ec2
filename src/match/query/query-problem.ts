/** What is wrong with a query line, or doubtful about it, and the way out. */
export interface QueryProblem {
  /** 1-based, in UTF-16 units of the line. */
  readonly column: number;
  readonly message: string;
}

const MAX_SHOWN = 40;

/** A piece of the line as a message shows it: in quotes (its own, if it has some), on one line, cut where it is long. */
export function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/gu, " ");
  const cut = line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
  return /^=?["“”„«»]/u.test(line) ? cut : `"${cut}"`;
}
