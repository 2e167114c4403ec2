import type { ConfigProblem, Finding, Path } from "../problems.ts";

/** A YAML file that could be read: its values, and where each of them stands. */
export interface YamlSource {
  readonly file: string;
  /** As written, references to variables included. */
  readonly tree: unknown;
  /** The value at a path as a message may show it; nothing when there is none. */
  found(path: Path): string | undefined;
  /** The text at a path as the file has it. */
  written(path: Path): string | undefined;
  line(path: Path): number;
  problem(finding: Finding): ConfigProblem;
}

/** The problems of a file that was read are those that leave its values clear, such as a key that is there twice. */
export type YamlRead =
  | { readonly kind: "read"; readonly source: YamlSource; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: "unreadable"; readonly problems: readonly ConfigProblem[] };
