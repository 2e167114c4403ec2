import type { Language } from "../../model/profile.ts";
import type { ConfigProblem, Finding, Path } from "../problems.ts";
import type { YamlSource } from "../yaml/yaml-source.ts";

/** What is to be said about a place of a profile, with the line and the column where the file has it. */
export function profileProblem(source: YamlSource, finding: Finding): ConfigProblem {
  return source.problem({ ...finding, path: writtenPath(source, finding.path) });
}

/** The language of the list that a place of a profile lies in, when the file has lists by language. */
export function listLanguage(source: YamlSource, path: Path): Language | undefined {
  return writtenPath(source, path).find((step) => step === "fr" || step === "en");
}

/** The languages that lists of a file are written for, in their order; none where no list says it. */
export function listLanguages({ tree }: YamlSource): readonly Language[] {
  const languages = new Set<Language>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === "fr" || key === "en") && Array.isArray(inner) && inner.length > 0) languages.add(key);
      else look(inner);
    }
  };
  look(entryOf(tree, "concepts"));
  return [...languages].toSorted();
}

/**
 * The way through the file to a place of a profile: terms may stand in lists by language, one list of near words may
 * stand alone, as may a word in it, and the concept of the profile's own query is no concept there.
 */
function writtenPath({ tree }: YamlSource, path: Path): Path {
  const written: (string | number)[] = [];
  let value: unknown = tree;
  for (const step of pathInFile(tree, path)) {
    const taken = stepsInto(value, step);
    written.push(...taken);
    for (const each of taken) value = entryOf(value, each);
  }
  return written;
}

function pathInFile(tree: unknown, path: Path): Path {
  const [section, id, ...rest] = path;
  const isOwnQuery =
    section === "concepts" && id === "query" && entryOf(entryOf(tree, section), id) === undefined;
  return isOwnQuery && entryOf(tree, "query") !== undefined ? (rest.length === 0 ? ["query"] : rest) : path;
}

/** An index into what the file writes as a map of lists, or as a single thing. */
function stepsInto(value: unknown, step: string | number): Path {
  if (typeof step === "string" || Array.isArray(value)) return [step];
  const french: unknown = entryOf(value, "fr");
  const english: unknown = entryOf(value, "en");
  if (!Array.isArray(french) && !Array.isArray(english)) return [];
  const before = Array.isArray(french) ? french.length : 0;
  return step < before ? ["fr", step] : ["en", step - before];
}

function entryOf(value: unknown, step: string | number | undefined): unknown {
  return step !== undefined && typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, step)?.value
    : undefined;
}
