import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** A tree of sources: path relative to its root → text. */
export type Sources = ReadonlyMap<string, string>;

/** What one file names: modules, written anyhow, and constructs that a pure layer may not hold. */
export interface FileImports {
  readonly file: string;
  readonly specifiers: readonly string[];
  /** `new Date()` without arguments reads the clock where no rule on globals sees it. */
  readonly readsClock: boolean;
  readonly errors: readonly string[];
}

/** Reads every TypeScript file below `root`. */
export function readSources(root: string): Sources {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.[cm]?tsx?$/.test(name),
  );
  return new Map(names.toSorted().map((name) => [name, readFileSync(path.join(root, name), "utf8")]));
}

/**
 * Every module that a file names: static imports and re-exports, type imports, `import()` with whatever argument,
 * worker and asset URLs on `import.meta.url`, `require`. What cannot be read off the text is `(computed)`.
 */
export function importsOf(file: string, text: string): FileImports {
  const specifiers: string[] = [];
  let readsClock = false;
  const parsed = parseSync(file, text);
  const add = (node: unknown): void => void specifiers.push(literal(node));
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => (node.source === null ? undefined : add(node.source)),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
    CallExpression: (node) => {
      if (isNamed(node.callee, "require") || isNamed(node.callee, "createRequire")) add(node.arguments[0]);
    },
    NewExpression: (node) => {
      if (isNamed(node.callee, "Date") && node.arguments.length === 0) readsClock = true;
      if (isNamed(node.callee, "URL") && node.arguments.length > 1 && mentionsImportMeta(node.arguments[1])) {
        add(node.arguments[0]);
      }
    },
  }).visit(parsed.program);
  return { file, specifiers, readsClock, errors: parsed.errors.map((error) => error.message) };
}

/** A specifier's target: a file of the tree, or the bare name of a package or a `node:` module. */
export function targetOf(
  file: string,
  specifier: string,
): { readonly local?: string; readonly package?: string } {
  if (specifier.startsWith(".")) {
    const local = path.posix.join(path.posix.dirname(file), specifier);
    return local.startsWith("..") ? { package: "(outside src)" } : { local };
  }
  const bare = specifier.replace(/^node:/, "");
  if (builtinModules.includes(bare)) return { package: `node:${bare}` };
  return { package: bare.split("/", bare.startsWith("@") ? 2 : 1).join("/") };
}

interface AnyNode {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

function literal(node: unknown): string {
  if (!isNode(node)) return "(computed)";
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  const only = node.type === "TemplateLiteral" && node.quasis?.length === 1 ? node.quasis[0] : undefined;
  return only?.value.cooked ?? "(computed)";
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === "Identifier" && node.name === name;
}

function mentionsImportMeta(node: unknown): boolean {
  return JSON.stringify(node).includes('"MetaProperty"');
}

function isNode(node: unknown): node is AnyNode {
  return typeof node === "object" && node !== null && "type" in node;
}
