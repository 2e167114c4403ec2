import type { Path } from "./problems.ts";

/** A tree of YAML values with its `${NAME}` references replaced, and those that could not be. */
export interface Resolved {
  readonly tree: unknown;
  readonly unset: readonly UnsetVariable[];
  /** Where a `${` begins nothing that we know. */
  readonly malformed: readonly Path[];
}

export interface UnsetVariable {
  readonly path: Path;
  readonly name: string;
}

/**
 * Replaces `${NAME}` and `${NAME:-default}` in every text of a tree. An empty variable counts as not set. A text with
 * an unset variable becomes a stand-in that `isUnset` knows: it is reported once, and no other check complains of it.
 */
export function resolveVariables(tree: unknown, variable: (name: string) => string | undefined): Resolved {
  const unset: UnsetVariable[] = [];
  const malformed: Path[] = [];
  return { tree: resolve(tree, []), unset, malformed };

  function resolve(value: unknown, path: Path): unknown {
    if (typeof value === "string") return resolveText(value, path);
    if (Array.isArray(value)) return value.map((entry, index) => resolve(entry, [...path, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, resolve(entry, [...path, key])]),
    );
  }

  function resolveText(text: string, path: Path): string {
    if (!text.includes("${")) return text;
    let isWhole = true;
    const resolved = text.replaceAll(REFERENCE, (_, name?: string, fallback?: string) => {
      const value = name === undefined ? undefined : variable(name)?.trim() || fallback;
      if (value !== undefined) return value;
      if (name === undefined) malformed.push(path);
      else unset.push({ path, name });
      isWhole = false;
      return "";
    });
    return isWhole ? resolved : UNSET;
  }
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
