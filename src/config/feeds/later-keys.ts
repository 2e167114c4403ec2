import type { Section } from "../check/check.ts";

/** Keys of a feed that later versions know. They have no effect here, and say so. */
const LATER = ["full-text", "trust"];

/**
 * The section of a feed without the keys that are still to come, each reported as a warning: a configuration written
 * for a later version runs, as far as this one can.
 */
export function withoutLaterKeys(section: Section): Section {
  const { value, path, report } = section;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return section;
  const later = LATER.filter((key) => Object.hasOwn(value, key));
  if (later.length === 0) return section;
  for (const key of later) {
    const message = "not supported by this version: it has no effect";
    report({ path: [...path, key], message, at: "key", severity: "warning" });
  }
  const kept = Object.entries(value).filter(([key]) => !later.includes(key));
  return { ...section, value: Object.fromEntries(kept) };
}
