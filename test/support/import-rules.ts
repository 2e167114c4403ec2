import { type FileImports, importsOf, type Sources, targetOf } from "./read-imports.ts";

/** Which folders (or top-level files) each folder may import, and which packages and node modules it may name. */
export interface ImportRules {
  readonly layers: Readonly<Record<string, readonly string[]>>;
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Folders or files that may not read the clock. */
  readonly pure: readonly string[];
}

export interface ImportReport {
  readonly violations: readonly string[];
  /** Imports between different folders: a check that sees almost none has seen no code. */
  readonly edges: number;
}

const ANYTHING = "*";

/** Sources read before: a planted violation changes one file of hundreds. */
const READ = new Map<string, FileImports>();

/** Holds the sources against the rules. What the tables do not allow is a violation. */
export function checkImports(sources: Sources, rules: ImportRules): ImportReport {
  const checks = [...sources].map(([file, text]) => checkFile(readOnce(file, text), sources, rules));
  return {
    violations: checks.flatMap(({ violations }) => violations),
    edges: checks.reduce((sum, { edges }) => sum + edges, 0),
  };
}

function readOnce(file: string, text: string): FileImports {
  const key = `${file}\n${text}`;
  const known = READ.get(key) ?? importsOf(file, text);
  READ.set(key, known);
  return known;
}

function checkFile(
  { file, specifiers, readsClock, errors }: FileImports,
  sources: Sources,
  rules: ImportRules,
): ImportReport {
  const layer = layerOf(file);
  const targets = specifiers.map((specifier) => targetOf(file, specifier));
  const locals = targets.flatMap(({ local }) => local ?? []);
  const packages = targets.flatMap(({ package: name }) => name ?? []);
  const others = locals.map(layerOf).filter((other) => other !== layer);
  const known = rules.layers[layer] !== undefined;
  return {
    violations: [
      ...errors.map((error) => `${file}: does not parse: ${error}`),
      ...(known ? [] : [`${file}: the folder ${layer} is not in the table`]),
      ...(readsClock && isPure(file, rules) ? [`${file}: reads the clock (new Date())`] : []),
      ...locals
        .filter((local) => !sources.has(local))
        .map((local) => `${file}: ${local} is not a source file`),
      ...others
        .filter((other) => !allows(rules.layers[layer], other))
        .map((other) => `${file}: ${layer} may not import ${other}`),
      ...packages
        .filter((name) => !allows(packagesOf(file, rules), name))
        .map((name) => `${file}: ${layer} may not name ${name}`),
    ],
    edges: others.length,
  };
}

/** `match/score.ts` → `match`; `pipeline.ts` → `pipeline`. */
function layerOf(file: string): string {
  return file.split("/")[0]?.replace(/\.[cm]?tsx?$/, "") ?? file;
}

function packagesOf(file: string, rules: ImportRules): readonly string[] | undefined {
  const folder = file.split("/").slice(0, -1).join("/");
  return (
    rules.packages[file.replace(/\.[cm]?tsx?$/, "")] ??
    rules.packages[folder] ??
    rules.packages[layerOf(file)]
  );
}

function isPure(file: string, rules: ImportRules): boolean {
  return rules.pure.some(
    (place) => file === place || file.startsWith(`${place}/`) || layerOf(file) === place,
  );
}

function allows(list: readonly string[] | undefined, name: string): boolean {
  return list !== undefined && (list.includes(ANYTHING) || list.includes(name));
}
