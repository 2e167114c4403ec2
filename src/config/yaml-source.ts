import { Composer, type CST, type Document, Lexer, LineCounter, Parser, YAMLParseError } from "yaml";
import { describeFound } from "./describe-found.ts";
import { findTraps, type Trap } from "./find-traps.ts";
import { locate, type Located } from "./locate.ts";
import { type ConfigProblem, type Finding, formatPath, type Path } from "./problems.ts";
import { yamlErrorMessage } from "./yaml-error-message.ts";

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

/** Reads the text of one file. A fault of syntax or an alias makes it unreadable; the faults of one line are one. */
export function readYaml(file: string, text: string): YamlRead {
  const lines = new LineCounter();
  const problemAt = (offset: number, path: Path, message: string): ConfigProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, path: formatPath(path), message, severity: "error" };
  };
  const trapProblem = ({ offset, path, message, severity }: Trap): ConfigProblem => {
    const problem = problemAt(offset, path, message);
    return severity === undefined ? problem : { ...problem, severity };
  };
  const body = text.replace(/^\uFEFF/u, "");
  const parsed = tokensOf(body, lines);
  if (typeof parsed === "number") {
    return unreadable([problemAt(parsed, [], `nested deeper than ${MAX_DEPTH} levels`)]);
  }
  const document = compose(parsed, body.length);
  const faults = document.errors.map(({ pos, code }) => problemAt(pos[0], [], yamlErrorMessage(code)));
  const traps = findTraps(document, (offset) => lines.linePos(offset).line);
  const problems = [
    ...faults.filter((fault, index) => fault.line !== faults[index - 1]?.line),
    ...traps.map(trapProblem),
  ];
  if (faults.length > 0 || traps.some(({ hidesValues }) => hidesValues)) return unreadable(problems);
  if (document.contents === null) return unreadable([problemAt(0, [], "the file is empty")]);
  return { kind: "read", source: sourceOf(file, body, { document, lines }), problems };
}

const MAX_DEPTH = 50;

/**
 * The tokens of a text, or where it nests too deeply, found without recursion: composing a document of 20,000 open
 * brackets ends the process before an exception can be caught.
 */
function tokensOf(text: string, lines: LineCounter): readonly CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) return parser.offset;
  }
  return [...tokens, ...parser.end()];
}

/** What `parseDocument` does with tokens in hand: a second document in the file is a fault of the first. */
function compose(tokens: readonly CST.Token[], length: number): Document.Parsed {
  const documents = new Composer({ uniqueKeys: false }).compose(tokens, true, length);
  const [first, second] = documents;
  if (first === undefined) throw new TypeError("a text is composed to one document at least");
  if (second !== undefined)
    first.errors.push(
      new YAMLParseError([second.range[0], second.range[1]], "MULTIPLE_DOCS", "more than one document"),
    );
  return first;
}

function sourceOf(
  file: string,
  body: string,
  { document, lines }: { readonly document: Document.Parsed; readonly lines: LineCounter },
): YamlSource {
  const found = (path: Path): Located => locate(document, path);
  return {
    file,
    tree: document.toJS(),
    found: (path) => describeFound(found(path).node),
    written(path) {
      const { node } = found(path);
      return node !== undefined && "value" in node && typeof node.value === "string" ? node.value : undefined;
    },
    line: (path) => lines.linePos(found(path).offset).line,
    problem({ path, message, at, offset, severity, code }) {
      const place = found(path);
      const inside = offset === undefined ? 0 : offsetInside(place, body, offset);
      const { line, col } = lines.linePos(at === "key" ? place.keyOffset : place.offset + inside);
      const problem: ConfigProblem = {
        file,
        line,
        column: col,
        path: formatPath(path),
        message,
        severity: severity ?? "error",
      };
      return code === undefined ? problem : { ...problem, code };
    },
  };
}

/** Where a character of a text stands in the file, from its start; the start for a text that is written otherwise. */
function offsetInside({ node, offset }: Located, body: string, characters: number): number {
  const value = node !== undefined && "value" in node ? node.value : undefined;
  const written = body.slice(offset, node?.range?.[1]);
  const at = typeof value === "string" ? written.indexOf(value) : -1;
  return at < 0 ? 0 : at + characters;
}

function unreadable(problems: readonly ConfigProblem[]): YamlRead {
  return { kind: "unreadable", problems };
}
