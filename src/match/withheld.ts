import { comesFrom } from "../model/item-source.ts";
import type { Matchable } from "../model/item.ts";
import type { Withheld } from "../model/match.ts";
import type { Profile } from "../model/profile.ts";
import type { WeighedConcept } from "./weigh.ts";

const NOTHING: readonly Withheld[] = [];

/**
 * What keeps an item silent whatever its score: a profile that is a draft still, a concept that the profile requires and that did not count, a muted
 * source, an age at which it was news no more when it was first seen.
 */
export function withheldBy(
  { status, require, mute, maxAgeMs }: Profile,
  concepts: readonly WeighedConcept[],
  item: Matchable,
): readonly Withheld[] {
  if (status === undefined && require.length === 0 && mute.length === 0 && maxAgeMs === undefined)
    return NOTHING;
  const counted = new Set(
    concepts.flatMap(({ concept, outcome }) => (outcome === "held-back" ? [] : [concept.id])),
  );
  const ageMs = ageOf(item);
  return [
    ...(status === "draft" ? [{ kind: "draft" } as const] : []),
    ...require.flatMap((concept): readonly Withheld[] =>
      counted.has(concept) ? [] : [{ kind: "required", concept }],
    ),
    ...mute.flatMap((source): readonly Withheld[] =>
      comesFrom(item, source) ? [{ kind: "muted", source }] : [],
    ),
    ...(maxAgeMs === undefined || ageMs <= maxAgeMs ? [] : [{ kind: "too-old", ageMs, maxAgeMs } as const]),
  ];
}

/** An item without a date is as old as its first sight. */
function ageOf({ published, firstSeenAt }: Matchable): number {
  return published === undefined || firstSeenAt === undefined ? 0 : firstSeenAt - published;
}
