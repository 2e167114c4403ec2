import type { IdentityRule } from "../../src/model/feed.ts";
import type { Instant } from "../../src/model/time.ts";
import type { EntryOutline, IdentifiedEntry } from "../../src/model/document.ts";
import { identify } from "../../src/parse/identity/identity.ts";
import { recognise, type RecognisedEntry } from "../../src/parse/identity/recognise.ts";

const TRACKING = ["utm_*", "xtor"];
const NOON = Date.UTC(2026, 2, 29, 12);

/** A feed's keys as the store keeps them, fed with one document after another. */
export interface MemoryOfKeys {
  /** Reads a document and gives the entries that are new, as a poll would. */
  poll(entries: readonly EntryOutline[], now?: Instant): readonly EntryOutline[];
  /** The same, but gives what each entry was taken for. */
  kinds(entries: readonly EntryOutline[], now?: Instant): readonly RecognisedEntry["kind"][];
  /** From now on all keys are kept. */
  upgrade(): void;
  readonly rule: IdentityRule | undefined;
}

interface Given {
  readonly feedLink?: string;
  /** The keys that are kept of an entry; all of them unless a test is about a version that kept others. */
  readonly kept?: (entry: IdentifiedEntry) => readonly string[];
}

export function aMemoryOfKeys({ kept, ...given }: Given = {}): MemoryOfKeys {
  const itemByKey = new Map<string, string>();
  let rule: IdentityRule | undefined;
  let keysKept = kept;
  const take = (entries: readonly EntryOutline[], now = NOON): readonly RecognisedEntry[] => {
    const identified = identify({
      feedId: "example",
      entries,
      trackingParams: TRACKING,
      now,
      ...given,
      ...(rule === undefined ? {} : { rule }),
    });
    rule = identified.rule;
    const recognised = recognise(identified.entries, (keys) => named(itemByKey, keys));
    for (const [index, { keys, edition, itemId }] of recognised.entries()) {
      const identifiedEntry = identified.entries[index];
      const old = identifiedEntry === undefined ? [] : keysKept?.(identifiedEntry);
      for (const key of old ?? [...keys, edition]) itemByKey.set(key, itemId);
    }
    return recognised;
  };
  return {
    get rule() {
      return rule;
    },
    upgrade() {
      keysKept = undefined;
    },
    poll: (entries, now) =>
      take(entries, now)
        .filter(({ kind }) => kind === "new")
        .map(({ entry }) => entry),
    kinds: (entries, now) => take(entries, now).map(({ kind }) => kind),
  };
}

function named(itemByKey: ReadonlyMap<string, string>, keys: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const key of keys) {
    const itemId = itemByKey.get(key);
    if (itemId !== undefined) found.set(key, itemId);
  }
  return found;
}
