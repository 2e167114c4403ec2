import { z } from "zod";
import { shownText } from "./describe-found.ts";
import { didYouMean } from "./did-you-mean.ts";

export interface MapOptions {
  /** Keys that are to come and do nothing yet. */
  readonly later?: readonly string[];
  /** Completes «expected …» when there is no map. */
  readonly expected?: string;
}

/** A map that holds these keys and no others. */
export function strictMap<Shape extends z.ZodRawShape>(
  shape: Shape,
  { later = [], expected = "a map of keys and values" }: MapOptions = {},
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, known, later)).join("\n")
        : `expected ${expected}`,
  });
}

/**
 * For demands that tie keys of one map together: they are checked even when a key is faulty on its own, so that both
 * faults come in one run. The demand must then put up with values of the wrong form.
 */
export function isMap({ value }: { readonly value: unknown }): boolean {
  return typeof value === "object" && value !== null;
}

function unknownKey(key: string, known: readonly string[], later: readonly string[]): string {
  if (later.includes(key)) return "this key is not supported by this version";
  const meant = didYouMean(key, known);
  const advice = meant === undefined ? `known here: ${known.join(", ")}` : `did you mean "${meant}"?`;
  return `unknown key ${shownText(key)}; ${advice}`;
}
