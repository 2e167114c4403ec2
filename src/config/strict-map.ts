import { z } from "zod";
import { shownText } from "./describe-found.ts";
import { didYouMean } from "./did-you-mean.ts";

/** A map that holds these keys and no others; `later` names keys of the design that do nothing yet. */
export function strictMap<Shape extends z.ZodRawShape>(
  shape: Shape,
  later: readonly string[] = [],
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, known, later)).join("\n")
        : undefined,
  });
}

function unknownKey(key: string, known: readonly string[], later: readonly string[]): string {
  if (later.includes(key)) return "this key is not supported by this version";
  const meant = didYouMean(key, known);
  const advice = meant === undefined ? `known here: ${known.join(", ")}` : `did you mean "${meant}"?`;
  return `unknown key ${shownText(key)}; ${advice}`;
}
