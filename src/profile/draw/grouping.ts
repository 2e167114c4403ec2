import type { Cluster } from "./clusters.ts";

const SURE = 0.75;
const FAIRLY_SURE = 0.6;
const MOST_SHARED = 8;

/** Why documents were put together, and how sure that is, in one sentence. */
export function groupingOf(
  { documents, shared, confidence, nearest }: Cluster,
  names: readonly string[],
): string {
  const percent = `${Math.round(100 * confidence)} %`;
  const own = documents.map((each) => names[each] ?? "").join(", ");
  const certainty = confidence >= SURE ? "sure" : confidence >= FAIRLY_SURE ? "fairly sure" : "a close call";
  if (names.length === 1) return `${own}: the only document.`;
  if (documents.length === 1) {
    const near = nearest === 0 ? "it shares nothing with the others" : "it shares too little with any other";
    return `${own} by itself: ${near} (${certainty}, ${percent}).`;
  }
  const words = shared.slice(0, MOST_SHARED).map(({ terms }) => terms.map(({ text }) => text).join(" / "));
  const by = words.length === 0 ? "" : ` share ${words.join(", ")}`;
  return `${own}${by} (${certainty}, ${percent}).`;
}

/** What the draft of a common subject spans. */
export function umbrellaGrouping(clusters: readonly Cluster[], names: readonly string[]): string {
  return `All ${names.length} documents, in ${clusters.length} groups that have drafts of their own: what they share.`;
}
