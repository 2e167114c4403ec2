import { z } from "zod";
import { unknownKey } from "./unknown-key.ts";

export interface MapOptions {
  /** Keys that are to come and do nothing yet. */
  readonly later?: readonly string[];
  /** Completes «expected …» when there is no map. */
  readonly expected?: string;
}

const NOT_YET = "this key is not supported by this version";

/** A map that holds these keys and no others. */
export function strictMap<Shape extends z.ZodRawShape>(
  shape: Shape,
  { later = [], expected = "a map of keys and values" }: MapOptions = {},
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => (later.includes(key) ? NOT_YET : unknownKey(key, known))).join("\n")
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
