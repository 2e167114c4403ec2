import type { DroppedLine } from "./document.ts";
import type { Line } from "./line.ts";
import type { Sorted } from "./sorting.ts";

/** Drops the sentences that hold a phrase of pages, and lines that are mostly such sentences. */
export function dropPagePhrases(
  lines: readonly Line[],
  read: (number: number, text: string) => Line,
): Sorted {
  const kept: Line[] = [];
  const dropped: DroppedLine[] = [];
  const drop = (number: number, text: string, detail: string): void => {
    dropped.push({ number, text, reason: "phrase-of-a-page", detail: `«${detail}»` });
  };
  for (const line of lines) {
    const { phrases, number } = line;
    if (phrases === undefined) kept.push(line);
    else if (phrases.isWhole) drop(number, line.text, phrases.marker);
    else {
      for (const { text, marker } of phrases.parts) if (marker !== undefined) drop(number, text, marker);
      const rest = phrases.parts.flatMap(({ text, marker }) => (marker === undefined ? [text] : []));
      kept.push(read(number, rest.join(" ")));
    }
  }
  return { kept, dropped };
}
