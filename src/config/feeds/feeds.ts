import type { AddressSecret } from "../../model/address-secrets.ts";
import type { Feed } from "../../model/feed.ts";
import type { RequestOptions } from "../../model/request-options.ts";
import { addressSecrets } from "./address-secrets.ts";
import type { Authorities } from "./authorities.ts";
import { check, type Section, within } from "../check/check.ts";
import { feedIds, type PlacedFeed } from "./feed-ids.ts";
import { checkCredentials, requestOf } from "./feed-request.ts";
import { FEED, FEED_IDENTITY, FEED_LIST, type FeedEntry } from "./feed-schema.ts";
import type { Steps } from "../in-turns.ts";
import { withoutLaterKeys } from "./later-keys.ts";
import { plainAddress } from "./plain-address.ts";
import { formatPath, type Path } from "../problems.ts";
import { type FilledVariable, isUnset } from "../files/variables.ts";

/**
 * Reads the values of `feeds.yaml`, each feed on its own. Feeds that are not sound are reported and left out.
 * `authorities` are the files under `ca:`, which whoever only edits the list can do without.
 */
export function* readFeeds(root: Section, authorities: Authorities = new Map()): Steps<readonly Feed[]> {
  check(FEED_LIST, root);
  const list = within(root, "feeds");
  const values: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
  const placed: PlacedFeed[] = [];
  for (const index of values.keys()) {
    if (index % STEP === 0) yield;
    const feed = readFeed(withoutLaterKeys(within(list, index)));
    if (feed !== undefined) placed.push(feed);
  }
  yield;
  warnOfRepeatedAddresses(placed, root);
  yield;
  const ids = feedIds(placed, root);
  yield;
  const filled = byPlace(root.filled);
  return placed.flatMap(({ entry, path }, index) =>
    entry === undefined
      ? []
      : [
          toFeed(entry, {
            id: ids[index] ?? "",
            secrets: addressSecrets(entry.url, filled.get(formatPath([...path, "url"])) ?? []),
            request: requestOf(entry, authorities),
          }),
        ],
  );
}

/** Some 20 ms of work. */
const STEP = 1000;

/** What can be told of an entry, sound or not; nothing when it cannot be told from the others. */
function readFeed(section: Section): PlacedFeed | undefined {
  const entry = check(FEED, section);
  const identity = entry ?? FEED_IDENTITY.safeParse(section.value).data;
  if (identity === undefined || isUnset(identity.url)) return undefined;
  if (entry !== undefined) checkCredentials(entry.url, entry, section);
  return { path: section.path, identity, ...(entry === undefined ? {} : { entry }) };
}

function byPlace(filled: readonly FilledVariable[]): ReadonlyMap<string, readonly FilledVariable[]> {
  const places = new Map<string, FilledVariable[]>();
  for (const one of filled) {
    const place = formatPath(one.path);
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  return places;
}

/** What is said of a feed elsewhere than in its own entry, or is not read from there as it stands. */
interface Around {
  readonly id: string;
  readonly secrets: readonly AddressSecret[];
  readonly request: RequestOptions | undefined;
}

// One for all feeds: a list may hold a hundred thousand.
const NO_TAGS: readonly string[] = [];

function toFeed(entry: FeedEntry, { id, secrets, request }: Around): Feed {
  const { url, name, language, every, tags, page } = entry;
  return {
    id,
    url,
    ...(secrets.length === 0 ? {} : { secrets }),
    name: name ?? new URL(url).hostname.replace(/^www\./u, ""),
    ...(language === undefined ? {} : { language }),
    ...(every === undefined ? {} : { everyMs: every }),
    tags: tags.length === 0 ? NO_TAGS : tags,
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
