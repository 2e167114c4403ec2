/** Something of a profile that does less, or more, than it says. */
export interface LintFinding {
  readonly code: LintCode;
  /** An error is never meant; a warning may be. */
  readonly severity: "error" | "warning";
  /** From the profile to the place: `["concepts", id, "any", 3]`, with one index through all languages. */
  readonly path: LintPath;
  /** Names the thing and the way out. */
  readonly message: string;
  /** Point at the key rather than at its value. */
  readonly at?: "key";
  /** How many characters into the text that stands there. */
  readonly offset?: number;
}

export type LintPath = readonly (string | number)[];

/** Stable: scripts and the page on linting go by them. */
export type LintCode =
  | "never-matches"
  | "stray-wildcard"
  | "one-letter"
  | "too-long"
  | "leading-article"
  | "ambiguous-acronym"
  | "ambiguous-name"
  | "duplicate"
  | "shadowed"
  | "overruled"
  | "too-broad"
  | "unreachable"
  | "too-weak"
  | "contradictory"
  | "misspelt"
  | "missing-accent"
  | "dead"
  | "doubtful-query"
  | "undecided"
  | "untested";

const MAX_SHOWN = 60;

/** A term as a message shows it. */
export function quoted(text: string): string {
  const line = text.trim().replaceAll(/\s+/gu, " ");
  return `"${line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line}"`;
}
