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
  /** The kind of fault, where there is a name for it. */
  readonly code?: string;
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
  /** The kind of fault, where there is a name for it. */
  readonly code?: string;
}

export type Report = (finding: Finding) => void;

/** `config/feeds.yaml:12:5 feeds[3].url: missing; expected …`, and in brackets the kind of fault if it has a name. */
export function formatProblem({ file, line, column, path, message, code }: ConfigProblem): string {
  const place = `${file}:${line}:${column}`;
  const said = code === undefined ? message : `${message} [${code}]`;
  return path === "" ? `${place} ${said}` : `${place} ${path}: ${said}`;
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
