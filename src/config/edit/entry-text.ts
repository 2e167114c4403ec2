import { parse } from "yaml";
import type { NewEntry } from "../../model/review.ts";

/** An entry of a list as the lines that say it: its comments, then the value behind a dash. */
export function entryText({ value, comments }: NewEntry, indent: string): readonly string[] {
  return [...comments.map((comment) => `${indent}# ${comment}`.trimEnd()), `${indent}- ${flowText(value)}`];
}

/** A value as it may stand in brackets, on one line. */
export function flowText(value: NewEntry["value"]): string {
  if (typeof value === "string") return yamlText(value);
  const pairs = Object.entries(value).map(
    ([key, each]) => `${key}: ${typeof each === "number" ? each : `[${each.map(yamlText).join(", ")}]`}`,
  );
  return `{ ${pairs.join(", ")} }`;
}

function yamlText(text: string): string {
  return PLAIN.test(text) && parse(text) === text ? text : JSON.stringify(text).replaceAll(BREAKS, escaped);
}

const PLAIN = /^\p{L}(?:[\p{L}\p{M}\p{N}./_&+'’–—-]| (?=[^ ]))*$/u;
/** Double quotes in YAML are those of JSON, but for what breaks a line there. */
const BREAKS = /[\u{7f}-\u{9f}\u{2028}\u{2029}\u{feff}]/gu;

function escaped(unit: string): string {
  return `\\u${(unit.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
