import type { Section } from "./check.ts";

/** Keys of a feed that later versions know. They have no effect here, and say so. */
const LATER = ["headers", "auth", "full-text", "trust"];
/** A page without a feed is read by selectors: without them there is nothing to read. */
const PAGE = "page";

export interface WithoutLaterKeys {
  readonly section: Section;
  /** Set when the entry cannot be read at all without such a key. */
  readonly off?: true;
}

/**
 * The section of a feed without the keys that are still to come, each reported as a warning: a configuration written
 * for a later version runs, as far as this one can.
 */
export function withoutLaterKeys(section: Section): WithoutLaterKeys {
  const { value, path, report } = section;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { section };
  for (const key of LATER) {
    if (!Object.hasOwn(value, key)) continue;
    const message = "not supported by this version: it has no effect";
    report({ path: [...path, key], message, at: "key", severity: "warning" });
  }
  const off = Object.hasOwn(value, PAGE);
  if (off) {
    const message = "pages without a feed are not supported by this version: this feed is left out";
    report({ path: [...path, PAGE], message, at: "key", severity: "warning" });
  }
  const kept = Object.entries(value).filter(([key]) => key !== PAGE && !LATER.includes(key));
  return { section: { ...section, value: Object.fromEntries(kept) }, ...(off ? { off: true } : {}) };
}
