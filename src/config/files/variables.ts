import type { Path } from "../problems.ts";

/** A tree of YAML values with its `${NAME}` references replaced, and those that could not be. */
export interface Resolved {
  readonly tree: unknown;
  readonly unset: readonly UnsetVariable[];
  readonly filled: readonly FilledVariable[];
  /** Where a `${` begins nothing that we know. */
  readonly malformed: readonly Path[];
}

export interface UnsetVariable {
  readonly path: Path;
  readonly name: string;
}

/** A value that took the place of its reference. */
export interface FilledVariable {
  readonly path: Path;
  readonly name: string;
  readonly value: string;
  /** Where it begins in the text that came of it. */
  readonly start: number;
}

/**
 * Replaces `${NAME}` and `${NAME:-default}` in every text of a tree. An empty variable counts as not set. A text with
 * an unset variable becomes a stand-in that `isUnset` knows: it is reported once, and no other check complains of it.
 */
export function resolveVariables(tree: unknown, variable: (name: string) => string | undefined): Resolved {
  const unset: UnsetVariable[] = [];
  const filled: FilledVariable[] = [];
  const malformed: Path[] = [];
  return { tree: resolve(tree, []), unset, filled, malformed };

  function resolve(value: unknown, path: Path): unknown {
    if (!hasReference(value)) return value;
    if (typeof value === "string") return resolveText(value, path);
    if (Array.isArray(value)) return value.map((entry, index) => resolve(entry, [...path, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, resolve(entry, [...path, key])]),
    );
  }

  function resolveText(text: string, path: Path): string {
    let isWhole = true;
    let grown = 0;
    const resolved = text.replaceAll(REFERENCE, (reference, name?: string, fallback?: string, at = 0) => {
      const value = name === undefined ? undefined : valueOf(name, fallback, { path, start: at + grown });
      if (name === undefined) malformed.push(path);
      if (value === undefined) isWhole = false;
      grown += (value ?? "").length - reference.length;
      return value ?? "";
    });
    return isWhole ? resolved : UNSET;
  }

  function valueOf(
    name: string,
    fallback: string | undefined,
    place: Pick<FilledVariable, "path" | "start">,
  ): string | undefined {
    const value = variable(name)?.trim() ?? "";
    if (value !== "") {
      filled.push({ ...place, name, value });
      return value;
    }
    if (fallback === undefined) unset.push({ path: place.path, name });
    return fallback;
  }
}

/** What has none anywhere is not copied. */
function hasReference(value: unknown): boolean {
  if (typeof value === "string") return value.includes("${");
  return typeof value === "object" && value !== null && Object.values(value).some(hasReference);
}

/** Whether a text of a resolved tree stands in for one whose variable is not set. */
export function isUnset(text: string): boolean {
  return text === UNSET;
}

/** `A and B are not set` */
export function notSet(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return `${unique.join(" and ")} ${unique.length === 1 ? "is" : "are"} not set`;
}

const REFERENCE = /\$\{(?:([A-Za-z_]\w*)(?::-([^}]*))?\})?/gu;

// Neither the environment nor our reading of YAML lets a NUL through, so no real value is taken for it.
const UNSET = "\0unset";
