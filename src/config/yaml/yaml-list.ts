import { type CutList, cutList } from "./cut-list.ts";
import type { Steps } from "../in-turns.ts";
import { readPlainEntry } from "./plain-entry.ts";
import { type ConfigProblem, formatPath, type Path } from "../problems.ts";
import { readDocument } from "./yaml-document.ts";
import type { YamlRead, YamlSource } from "./yaml-source.ts";

/**
 * Reads a text that is one list entry by entry: the values, their places and their problems are those that it has as a
 * document. A fault of syntax is told at its own entry, where a document may see it at the end of the file. Whatever is
 * no such list is unreadable here.
 */
export function* readList(file: string, text: string): Steps<YamlRead> {
  const list = cutList(text);
  if (list.kind === "uncut") return { kind: "unreadable", problems: [problemOn(file, list.line, NO_LIST)] };
  const problems: ConfigProblem[] = [];
  const values: unknown[] = [];
  for (const [index, { start, end, line }] of list.entries.entries()) {
    if (index % STEP === 0) yield;
    const plain = readPlainEntry(text.slice(start, end));
    if (plain !== undefined) {
      values.push(plain);
      continue;
    }
    const read = readEntry({ file, text, list }, index);
    problems.push(...read.problems);
    if (read.kind === "unreadable") continue;
    const value = valueAt(read.source.tree, [list.key, 0]);
    // Of an entry without a value the library takes the comment above for its own.
    if (value === null) problems.push(problemOn(file, line, "an entry without a value"));
    else values.push(value);
  }
  return values.length === list.entries.length
    ? { kind: "read", source: sourceOf({ file, text, list }, values), problems }
    : { kind: "unreadable", problems };
}

/** The library takes 50 ms for so many entries. */
const STEP = 500;

const NO_LIST =
  "above 1 MiB a file is read as one list, which this line does not fit: a key, then entries at one indent behind dashes, all else deeper";

function problemOn(file: string, line: number, message: string): ConfigProblem {
  return { file, line, column: 1, path: "", message, severity: "error" };
}

interface ListText {
  readonly file: string;
  readonly text: string;
  readonly list: CutList;
}

/** What the library reads of one entry, as the only one of a list; the first has the head of the list above it. */
function readEntry({ file, text, list: { key, entries } }: ListText, index: number): YamlRead {
  const { start = 0, end = 0, line = 0 } = entries[index] ?? {};
  const lines = text.slice(start, end);
  if (index === 0) return readDocument(file, copyOf(lines));
  const read = readDocument(file, `${key}:\n${lines}`, line - 2);
  const problems = read.problems.map((problem) => ({
    ...problem,
    path: problem.path.replace(`${key}[0]`, `${key}[${index}]`),
  }));
  return { ...read, problems };
}

/** The texts of a document are cut from its own: those of the first entry would keep all of a long one alive. */
function copyOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

function sourceOf(text: ListText, values: readonly unknown[]): YamlSource {
  const { key, entries } = text.list;
  const tree = { [key]: values };
  const entryAt = lastKept((index) => {
    const read = readEntry(text, index);
    if (read.kind === "unreadable") throw new TypeError("an entry that was read is readable");
    return read.source;
  });
  /** What has a place outside of the entries has it in front of them. */
  const inEntry = (path: Path): { readonly source: YamlSource; readonly path: Path } => {
    const [first, step, ...rest] = path;
    const index = Number(step);
    return first === key && entries[index] !== undefined
      ? { source: entryAt(index), path: [key, 0, ...rest] }
      : { source: entryAt(0), path };
  };
  return {
    file: text.file,
    tree,
    found(path) {
      const at = inEntry(path);
      return at.source.found(at.path);
    },
    written(path) {
      const value = valueAt(tree, path);
      return typeof value === "string" ? value : undefined;
    },
    line(path) {
      const at = inEntry(path);
      return at.source.line(at.path);
    },
    problem(finding) {
      const at = inEntry(finding.path);
      return { ...at.source.problem({ ...finding, path: at.path }), path: formatPath(finding.path) };
    },
  };
}

/** Whoever asks for a place in an entry asks for several. */
function lastKept<Value>(make: (index: number) => Value): (index: number) => Value {
  let last: { readonly index: number; readonly value: Value } | undefined;
  return (index) => {
    if (last?.index !== index) last = { index, value: make(index) };
    return last.value;
  };
}

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    tree,
  );
}
