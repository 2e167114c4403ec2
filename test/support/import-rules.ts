import { importsOf, type Sources, targetOf } from "./read-imports.ts";

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

/** Holds the sources against the rules. What the tables do not allow is a violation. */
export function checkImports(sources: Sources, rules: ImportRules): ImportReport {
  const violations: string[] = [];
  let edges = 0;
  for (const [file, text] of sources) {
    const layer = layerOf(file);
    const { specifiers, readsClock, errors } = importsOf(file, text);
    for (const error of errors) violations.push(`${file}: does not parse: ${error}`);
    if (rules.layers[layer] === undefined)
      violations.push(`${file}: the folder ${layer} is not in the table`);
    if (readsClock && isPure(file, rules)) violations.push(`${file}: reads the clock (new Date())`);
    for (const specifier of specifiers) {
      const target = targetOf(file, specifier);
      if (target.local !== undefined) {
        if (!sources.has(target.local)) violations.push(`${file}: ${specifier} is not a source file`);
        const other = layerOf(target.local);
        if (other === layer) continue;
        edges += 1;
        if (!allows(rules.layers[layer], other)) violations.push(`${file}: ${layer} may not import ${other}`);
      } else if (!allows(packagesOf(file, rules), target.package ?? "")) {
        violations.push(`${file}: ${layer} may not name ${target.package}`);
      }
    }
  }
  return { violations, edges };
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
