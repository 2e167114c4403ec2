import type { z } from "zod";
import { didYouMean } from "./did-you-mean.ts";
import { expectation, optionsOf } from "./expectation.ts";
import type { Finding, Path, Report } from "../problems.ts";
import type { FilledVariable } from "../files/variables.ts";
import type { YamlSource } from "../yaml/yaml-source.ts";

/** A part of a file on its way through the checks: its resolved value, and where it stands. */
export interface Section {
  readonly source: YamlSource;
  readonly path: Path;
  readonly value: unknown;
  readonly report: Report;
  /** Values of variables, anywhere in the file. */
  readonly filled: readonly FilledVariable[];
}

/** The checked value, or nothing after every problem of the section has been reported. */
export function check<T>(schema: z.ZodType<T>, section: Section): T | undefined {
  // What is sound needs no words, and asking for them doubles the cost.
  const sound = schema.safeParse(section.value);
  if (sound.success) return sound.data;
  const faulty = schema.safeParse(section.value, { error: expectation });
  for (const issue of faulty.error?.issues ?? []) reportIssue(issue, section);
  return undefined;
}

/** Marks an issue about a variable that is not set: reported already, with its name. */
export const REPORTED_ALREADY: string = "reported already";

/** Ends what is expected where a value would be right if it were text. */
export const IN_QUOTES: string = " in quotes";

/** The same section one step down. */
export function within(section: Section, step: string | number): Section {
  const { value } = section;
  const entry: unknown =
    typeof value === "object" && value !== null && Object.hasOwn(value, step)
      ? Reflect.get(value, step)
      : undefined;
  return { ...section, path: [...section.path, step], value: entry };
}

type Issue = z.core.$ZodIssue;

function reportIssue(issue: Issue, section: Section): void {
  const path = [...section.path, ...stepsOf(issue)];
  if (issue.code === "unrecognized_keys") {
    // The schema writes one line for each key, in order.
    const messages = issue.message.split("\n");
    for (const [index, key] of issue.keys.entries()) {
      section.report({ path: [...path, key], message: messages[index] ?? issue.message, at: "key" });
    }
    return;
  }
  const branch = issue.code === "invalid_union" ? branchMeant(issue.errors) : undefined;
  if (branch !== undefined) {
    for (const inner of branch) reportIssue(inner, { ...section, path });
    return;
  }
  if (issue.message === REPORTED_ALREADY) return;
  section.report({ path, ...said(issue, path, section) });
}

function said(issue: Issue, path: Path, section: Section): Omit<Finding, "path"> {
  // The place inside a text says what was found there.
  if (issue.code === "custom" && typeof issue.params?.["offset"] === "number") {
    return { message: issue.message, offset: issue.params["offset"] };
  }
  const message = sentence(issue, path, section);
  return issue.code === "invalid_key" ? { message, at: "key" } : { message };
}

/** Of the forms that a value may have, the one it has: its faults lie inside. None when it has the wrong form altogether. */
function branchMeant(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 || !WRONG_FORM.has(code)),
  );
}

const WRONG_FORM: ReadonlySet<string> = new Set(["invalid_type", "invalid_value"]);

function sentence(issue: Issue, path: Path, { source }: Section): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  const found = source.found(path);
  if (found === undefined) return `missing: ${issue.message}`;
  // A demand on a map as a whole: that it is a map goes without saying.
  if (issue.code === "custom" && found.startsWith("a map")) return issue.message;
  const advice = adviceOn(issue, source.written(path), found);
  return `${issue.message}, found ${found}${advice}`;
}

function adviceOn(issue: Issue, written: string | undefined, found: string): string {
  if (issue.code === "custom" && typeof issue.params?.["suggestion"] === "string") {
    // It is made from the value, which stays unseen when it comes from a variable.
    if (written?.includes("${") === true) return "";
    return `; did you mean ${JSON.stringify(issue.params["suggestion"])}?`;
  }
  const values = valuesOf(issue);
  const meant = written === undefined ? undefined : didYouMean(written, values);
  if (meant !== undefined) return `; did you mean ${JSON.stringify(meant)}?`;
  return issue.code === "invalid_type" && issue.expected === "string"
    ? quotingAdvice(issue.message, found)
    : "";
}

/** YAML reads `010`, `1e3`, `true` and `Paris : police` as something else than text. */
function quotingAdvice(message: string, found: string): string {
  if (found.startsWith("a map")) return '; a text that contains ": " needs quotes';
  const [, kind, plain] = /^the (number|switch|empty value) (.+)$/u.exec(found) ?? [];
  if (kind === "empty value") return `; write "${plain}" if the word is meant`;
  return plain !== undefined && message.endsWith(IN_QUOTES) ? `; write "${plain}"` : "";
}

function valuesOf(issue: Issue): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" ? optionsOf(issue) : [];
}

function stepsOf(issue: Issue): Path {
  return issue.path.map((step) => (typeof step === "number" ? step : String(step)));
}
