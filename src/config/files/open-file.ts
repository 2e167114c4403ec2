import type { Section } from "../check/check.ts";
import { inTurns } from "../in-turns.ts";
import type { ConfigProblem, Finding, Path } from "../problems.ts";
import { readText } from "./read-text.ts";
import { readingYaml, readYaml } from "../yaml/read-yaml.ts";
import { typedSecrets } from "./typed-secrets.ts";
import { resolveVariables, type UnsetVariable } from "./variables.ts";
import type { YamlRead } from "../yaml/yaml-source.ts";

/** What opening a file needs: the value of a variable, and where problems go. */
export interface Opening {
  readonly variable: (name: string) => string | undefined;
  readonly add: (problem: ConfigProblem) => void;
  /** What an unset variable means at this place; without an answer it is an error. */
  readonly whenUnset?: (path: Path) => string | undefined;
}

export type Opened =
  | { readonly kind: "opened"; readonly section: Section; readonly unset: readonly UnsetVariable[] }
  | { readonly kind: "absent" }
  /** Its problems have been added. */
  | { readonly kind: "unreadable" };

/** Opens one YAML file with its variables resolved, ready for the checks of its values. */
export async function openFile(file: string, opening: Opening): Promise<Opened> {
  const text = await readText(file);
  if (text.kind === "absent") return text;
  if (text.kind === "unreadable") {
    opening.add(text.problem);
    return { kind: "unreadable" };
  }
  return opened(await inTurns(readingYaml(file, text.text)), opening);
}

/** The same for a text in hand, as the file would be if it held this. */
export function openText(file: string, text: string, opening: Opening): Exclude<Opened, { kind: "absent" }> {
  return opened(readYaml(file, text), opening);
}

function opened(yaml: YamlRead, opening: Opening): Exclude<Opened, { kind: "absent" }> {
  for (const problem of yaml.problems) opening.add(problem);
  if (yaml.kind === "unreadable") return yaml;
  const { source } = yaml;
  const report = (finding: Finding): void => opening.add(source.problem(finding));
  const { tree, unset, filled, malformed } = resolveVariables(source.tree, opening.variable);
  for (const finding of [
    ...typedSecrets(source.tree),
    ...unset.map((variable) => unsetFinding(variable, opening)),
  ]) {
    report(finding);
  }
  for (const path of malformed) {
    report({ path, message: "after ${ expected a name: write ${NAME} or ${NAME:-default}" });
  }
  return { kind: "opened", section: { source, path: [], value: tree, report, filled }, unset };
}

function unsetFinding({ path, name }: UnsetVariable, { whenUnset }: Opening): Finding {
  const remedy = `set it in the environment or in .env`;
  const meaning = whenUnset?.(path);
  return meaning === undefined
    ? { path, message: `\${${name}} is not set: ${remedy}, or write \${${name}:-default}` }
    : { path, message: `\${${name}} is not set, so ${meaning}: ${remedy}`, severity: "warning" };
}
