import type { AddressSecret } from "../model/address-secrets.ts";
import type { Feed } from "../model/feed.ts";
import { addressSecrets } from "./address-secrets.ts";
import { check, type Section, within } from "./check.ts";
import { feedIds, type PlacedFeed } from "./feed-ids.ts";
import { checkCredentials, requestOf } from "./feed-request.ts";
import { FEED, FEED_IDENTITY, FEED_LIST, type FeedEntry } from "./feed-schema.ts";
import { withoutLaterKeys } from "./later-keys.ts";
import { plainAddress } from "./plain-address.ts";
import type { Path } from "./problems.ts";
import { isUnset } from "./variables.ts";

/** Reads the values of `feeds.yaml`, each feed on its own. Feeds that are not sound are reported and left out. */
export function readFeeds(root: Section): readonly Feed[] {
  check(FEED_LIST, root);
  const list = within(root, "feeds");
  const values: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
  const placed = values.flatMap((_, index): readonly PlacedFeed[] => {
    const section = withoutLaterKeys(within(list, index));
    const entry = check(FEED, section);
    const { data: identity } = FEED_IDENTITY.safeParse(section.value);
    if (identity === undefined || isUnset(identity.url)) return [];
    if (entry !== undefined) checkCredentials(entry.url, entry, section);
    return [{ path: section.path, identity, ...(entry === undefined ? {} : { entry }) }];
  });
  warnOfRepeatedAddresses(placed, root);
  const ids = feedIds(placed, root);
  return placed.flatMap(({ entry, path }, index) =>
    entry === undefined
      ? []
      : [toFeed(entry, ids[index] ?? "", addressSecrets(entry.url, [...path, "url"], root.filled))],
  );
}

function toFeed(entry: FeedEntry, id: string, secrets: readonly AddressSecret[]): Feed {
  const { url, name, language, every, tags, page } = entry;
  const request = requestOf(entry);
  return {
    id,
    url,
    ...(secrets.length === 0 ? {} : { secrets }),
    name: name ?? new URL(url).hostname.replace(/^www\./u, ""),
    ...(language === undefined ? {} : { language }),
    ...(every === undefined ? {} : { everyMs: every }),
    tags,
    firstPoll: entry["first-poll"],
    ...(page === undefined ? {} : { page }),
    ...(request === undefined ? {} : { request }),
  };
}

function warnOfRepeatedAddresses(placed: readonly PlacedFeed[], { source, report }: Section): void {
  const first = new Map<string, Path>();
  for (const { path, identity } of placed) {
    const key = plainAddress(identity.url);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, path);
      continue;
    }
    const message = `the same feed as on line ${source.line([...earlier, "url"])}: its items come twice`;
    report({ path: [...path, "url"], message, severity: "warning" });
  }
}
