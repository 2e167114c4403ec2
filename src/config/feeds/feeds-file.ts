import { join } from "node:path";
import type { Feed } from "../../model/feed.ts";
import { type Environment, readVariables } from "../files/environment.ts";
import { readFeeds } from "./feeds.ts";
import { atOnce } from "../in-turns.ts";
import { openText } from "../files/open-file.ts";
import { type ConfigProblem, formatProblem } from "../problems.ts";
import { largestMiB, readText } from "../files/read-text.ts";

/** Where a configuration is, as the operator gave it. */
export interface ConfigPlace {
  readonly directory: string;
  readonly env: Environment;
}

/** `feeds.yaml` on its own: its text and what it says, feed by feed in the order of the file. */
export interface FeedsFile {
  readonly kind: "read";
  readonly file: string;
  readonly text: string;
  readonly feeds: readonly PlacedAddress[];
  readonly warnings: readonly ConfigProblem[];
  /** What the file would say with another text. */
  readonly reread: (text: string) => FeedsFileRead;
}

/** A feed, and its address as the file has it, with references to variables. */
export interface PlacedAddress {
  readonly feed: Feed;
  readonly written: string;
}

export type FeedsFileRead =
  | FeedsFile
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks `feeds.yaml` alone, with its variables. Every problem is found in one run. */
export async function readFeedsFile({ directory, env }: ConfigPlace): Promise<FeedsFileRead> {
  const file = join(directory, "feeds.yaml");
  const read = await readText(file);
  if (read.kind === "unreadable") return { kind: "invalid", problems: [read.problem] };
  if (read.kind === "absent") return invalid(file, "no such file: --config names the folder that holds it");
  // What is wrong with .env is not for a command that works on this file to tell.
  const variable = await readVariables(directory, env, () => {});
  return understood(file, read.text, variable);
}

function understood(
  file: string,
  text: string,
  variable: (name: string) => string | undefined,
): FeedsFileRead {
  const most = largestMiB(file);
  if (Buffer.byteLength(text) > most * 1024 ** 2) return invalid(file, `would be larger than ${most} MiB`);
  const problems: ConfigProblem[] = [];
  const opened = openText(file, text, { variable, add: (problem) => void problems.push(problem) });
  const feeds = opened.kind === "opened" ? atOnce(readFeeds(opened.section)) : [];
  if (opened.kind === "unreadable" || problems.some(({ severity }) => severity === "error"))
    return { kind: "invalid", problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  const { source } = opened.section;
  return {
    kind: "read",
    file,
    text,
    feeds: feeds.map((feed, index) => ({
      feed,
      written: source.written(["feeds", index, "url"]) ?? feed.url,
    })),
    warnings: problems,
    reread: (other) => understood(file, other, variable),
  };
}

/** The warnings of one reading that another one did not have. */
export function newWarnings(before: FeedsFile, after: FeedsFile): readonly ConfigProblem[] {
  const known = new Set(before.warnings.map(formatProblem));
  return after.warnings.filter((warning) => !known.has(formatProblem(warning)));
}

function invalid(file: string, message: string): FeedsFileRead {
  return { kind: "invalid", problems: [{ file, line: 1, column: 1, path: "", message, severity: "error" }] };
}
