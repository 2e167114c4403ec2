import type { Match, Withheld } from "../model/match.ts";
import { plain } from "./plain.ts";

const MOST_CONCEPTS = 3;

/** Why a match has its score, in a line: the words of the concepts that gave most, and what took points away. */
export function because({ hits, excluded }: Match): string {
  const byConcept = new Map<string, { text: string; field: string; best: number; points: number }>();
  for (const { concept, text, field, points } of hits) {
    const known = byConcept.get(concept);
    if (known === undefined) byConcept.set(concept, { text, field, best: points, points });
    else {
      known.points += points;
      if (points > known.best) Object.assign(known, { text, field, best: points });
    }
  }
  const counted = [...byConcept.values()].filter(({ points }) => points > 0);
  const shown = counted
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MOST_CONCEPTS)
    .map(({ text, field, points }) => `${plain(text)} (${field}) +${points}`);
  const worst = excluded.toSorted((a, b) => b.percent - a.percent)[0];
  return [
    ...shown,
    ...(counted.length > MOST_CONCEPTS ? [`and ${counted.length - MOST_CONCEPTS} more`] : []),
    ...(worst === undefined ? [] : [`“${plain(worst.text)}” (${worst.field}) −${worst.percent} %`]),
  ].join(", ");
}

/** What a version makes of an item, in a few words: `34 of 50`, `muted: example.com`, `nothing found`. */
export function verdictOn(match: Match | undefined): string {
  if (match === undefined) return "nothing found, or far too little";
  const { score, threshold, alert, withheld = [] } = match;
  const points = `${score} of ${threshold}`;
  if (alert) return points;
  return [points, ...withheld.map(withheldIn)].join(", ");
}

function withheldIn(withheld: Withheld): string {
  switch (withheld.kind) {
    case "required":
      return `requires ${withheld.concept}`;
    case "muted":
      return `${plain(withheld.source)} is muted`;
    case "too-old":
      return "too old";
    case "draft":
      return "a draft";
  }
}
