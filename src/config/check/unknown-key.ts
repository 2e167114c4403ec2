import { shownText } from "../yaml/describe-found.ts";
import { didYouMean } from "./did-you-mean.ts";

/** What to say of a key that is none of those known at its place. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  const advice = meant === undefined ? `known here: ${known.join(", ")}` : `did you mean "${meant}"?`;
  return `unknown key ${shownText(key)}; ${advice}`;
}
