import { Composer, type CST, type Document, Lexer, LineCounter, Parser, YAMLParseError } from "yaml";
import { describeFound } from "./describe-found.ts";
import { findTraps, type Trap } from "./find-traps.ts";
import { locate, type Located } from "./locate.ts";
import { type ConfigProblem, formatPath, type Path } from "../problems.ts";
import { yamlErrorMessage } from "./yaml-error-message.ts";
import type { YamlRead, YamlSource } from "./yaml-source.ts";

/**
 * Reads a text as one YAML document. A fault of syntax or an alias makes it unreadable; the faults of one line are one.
 * `linesAbove` of its file stand above the text.
 */
export function readDocument(file: string, text: string, linesAbove = 0): YamlRead {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + linesAbove, column: col };
  };
  const problemAt = (offset: number, path: Path, message: string): ConfigProblem => ({
    file,
    ...placeAt(offset),
    path: formatPath(path),
    message,
    severity: "error",
  });
  const trapProblem = ({ offset, path, message, severity }: Trap): ConfigProblem => {
    const problem = problemAt(offset, path, message);
    return severity === undefined ? problem : { ...problem, severity };
  };
  const parsed = tokensOf(text, lines);
  if (typeof parsed === "number") {
    return unreadable([problemAt(parsed, [], `nested deeper than ${MAX_DEPTH} levels`)]);
  }
  const document = compose(parsed, text.length);
  const faults = document.errors.map(({ pos, code }) => problemAt(pos[0], [], yamlErrorMessage(code)));
  const traps = findTraps(document, (offset) => placeAt(offset).line);
  const problems = [
    ...faults.filter((fault, index) => fault.line !== faults[index - 1]?.line),
    ...traps.map(trapProblem),
  ];
  if (faults.length > 0 || traps.some(({ hidesValues }) => hidesValues)) return unreadable(problems);
  if (document.contents === null) return unreadable([problemAt(0, [], "the file is empty")]);
  return { kind: "read", source: sourceOf(file, text, { document, placeAt }), problems };
}

interface Place {
  readonly line: number;
  readonly column: number;
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
  text: string,
  { document, placeAt }: { readonly document: Document.Parsed; readonly placeAt: (offset: number) => Place },
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
    line: (path) => placeAt(found(path).offset).line,
    problem({ path, message, at, offset, severity, code }) {
      const place = found(path);
      const inside = offset === undefined ? 0 : offsetInside(place, text, offset);
      const problem: ConfigProblem = {
        file,
        ...placeAt(at === "key" ? place.keyOffset : place.offset + inside),
        path: formatPath(path),
        message,
        severity: severity ?? "error",
      };
      return code === undefined ? problem : { ...problem, code };
    },
  };
}

/** Where a character of a text stands in the file, from its start; the start for a text that is written otherwise. */
function offsetInside({ node, offset }: Located, text: string, characters: number): number {
  const value = node !== undefined && "value" in node ? node.value : undefined;
  const written = text.slice(offset, node?.range?.[1]);
  const at = typeof value === "string" ? written.indexOf(value) : -1;
  return at < 0 ? 0 : at + characters;
}

function unreadable(problems: readonly ConfigProblem[]): YamlRead {
  return { kind: "unreadable", problems };
}
