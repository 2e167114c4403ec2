/** Something wrong in a file of the configuration, where it stands, and the way out. Lines and columns count from 1. */
export interface ConfigProblem {
  /** As the operator would type it, e.g. `config/feeds.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the tree, e.g. `feeds[3].url`; empty for the file as a whole. */
  readonly path: string;
  /** Never holds a secret. */
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** Keys and indexes that lead from the root of a file to a value. */
export type Path = readonly (string | number)[];

/** What a check has to say about one place of one file. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** Point at the key rather than at its value. */
  readonly at?: "key";
  /** How many characters into the text that stands there. */
  readonly offset?: number;
  readonly severity?: "warning";
}

export type Report = (finding: Finding) => void;

/** `config/feeds.yaml:12:5 feeds[3].url: missing; expected …` */
export function formatProblem(problem: ConfigProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === "" ? `${place} ${problem.message}` : `${place} ${problem.path}: ${problem.message}`;
}

/** `destinations.morning.readers[0].address` */
export function formatPath(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
