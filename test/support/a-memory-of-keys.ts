import type { IdentityRule } from "../../src/model/feed.ts";
import type { Instant } from "../../src/model/time.ts";
import type { EntryOutline } from "../../src/model/document.ts";
import { type Identified, identify } from "../../src/parse/identity.ts";

const TRACKING = ["utm_*", "xtor"];
const NOON = Date.UTC(2026, 2, 29, 12);

/** A feed's keys as the store keeps them, fed with one document after another. */
export interface MemoryOfKeys {
  /** Reads a document and gives the entries that are new, as a poll would. */
  poll(entries: readonly EntryOutline[], now?: Instant): readonly EntryOutline[];
  readonly rule: IdentityRule | undefined;
}

export function aMemoryOfKeys(given: { readonly feedLink?: string } = {}): MemoryOfKeys {
  const itemByKey = new Map<string, string>();
  let rule: IdentityRule | undefined;
  return {
    get rule() {
      return rule;
    },
    poll(entries, now = NOON) {
      const found: Identified = identify({
        feedId: "example",
        entries,
        trackingParams: TRACKING,
        now,
        ...given,
        ...(rule === undefined ? {} : { rule }),
      });
      rule = found.rule;
      const fresh = found.entries.filter(({ keys }) => !keys.some((key) => itemByKey.has(key)));
      for (const { id, keys } of found.entries) {
        const known = keys.map((key) => itemByKey.get(key)).find((item) => item !== undefined);
        for (const key of keys) itemByKey.set(key, known ?? id);
      }
      return fresh.map(({ entry }) => entry);
    },
  };
}
