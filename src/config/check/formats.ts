import { z } from "zod";
import { IN_QUOTES, REPORTED_ALREADY } from "./check.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { formatSize, parseSize } from "./size.ts";
import { isUnset } from "../files/variables.ts";

/** A text of a certain form. A stand-in for an unset variable passes: what to do about it depends on the place. */
export interface WordForm {
  /** Completes «expected …». */
  readonly expected: string;
  readonly isValid: (text: string) => boolean;
  readonly suggest?: (text: string) => string | undefined;
}

export function word({ expected, isValid, suggest }: WordForm): z.ZodType<string, string> {
  const error = (issue: { readonly code?: string; readonly input: unknown }): string | undefined => {
    if (issue.code !== "invalid_type") return undefined;
    const isPlain = typeof issue.input === "number" || typeof issue.input === "boolean";
    return `expected ${expected}${isPlain && isValid(String(issue.input)) ? IN_QUOTES : ""}`;
  };
  return z.string({ error }).superRefine((text, context) => {
    if (isUnset(text) || isValid(text)) return;
    const suggestion = suggest?.(text);
    context.addIssue({
      code: "custom",
      message: `expected ${expected}`,
      ...(suggestion === undefined ? {} : { params: { suggestion } }),
    });
  });
}

/** A duration in milliseconds, from `min` to `max`. */
export function duration(min: number, max: number): z.ZodType<number, string> {
  const expected = `a duration from ${formatDuration(min)} to ${formatDuration(max)}, such as 20s, 15m, 6h or 7d`;
  return measure(expected, (text) => inRange(parseDuration(text), min, max)).meta({
    description: `${formatDuration(min)} to ${formatDuration(max)}, written 20s, 15m, 6h or 7d`,
  });
}

/** A size in bytes, from `min` to `max`. */
export function size(min: number, max: number): z.ZodType<number, string> {
  return measure(`a size from ${formatSize(min)} to ${formatSize(max)}, such as 10MiB`, (text) =>
    inRange(parseSize(text), min, max),
  );
}

function measure(expected: string, parse: (text: string) => number | undefined): z.ZodType<number, string> {
  return z.string({ error: expectedBy(expected) }).transform((text, context) => {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: "custom", message: isUnset(text) ? REPORTED_ALREADY : `expected ${expected}` });
    return z.NEVER;
  });
}

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): z.ZodType<number, number> {
  const error = `expected a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** Text that is not empty. */
export function someText(expected: string): z.ZodType<string, string> {
  return word({ expected, isValid: (value) => value.trim() !== "" });
}

/** The name by which other files, the store and the command line know a thing. */
export const ID: z.ZodType<string, string> = word({
  expected: "an id of letters, digits, - and _, at most 64",
  isValid: (value) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,63}$/u.test(value),
});

function inRange(value: number | undefined, min: number, max: number): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}

function expectedBy(expected: string): (issue: { readonly code?: string }) => string | undefined {
  return (issue) => (issue.code === "invalid_type" ? `expected ${expected}` : undefined);
}
