import { canonicalUrl } from "../../model/canonical-url.ts";
import { DAY, HOUR, type Instant } from "../../model/time.ts";
import type { EntryOutline } from "../../model/document.ts";

/** Code units of a title or text that are compared. */
const MAX_WORDS = 1000;
/** Midnight in UTC, and in London and Paris in summer and winter: a date without a time of day. */
const MIDNIGHTS: ReadonlySet<number> = new Set([0, 22 * HOUR, 23 * HOUR]);
/** So many entries at one instant show when the document was made, at each poll another time. */
const TOO_MANY_AT_ONCE = 3;
/** A title of fewer words is given to many items. */
const TELLING_WORDS = 3;

/** White space that is not one space alone: most titles are spared the replacement. */
const ODD_SPACES = /[^\S ]| {2}/;

/** What of an entry can name it. */
export interface EntryNames {
  readonly entry: EntryOutline;
  readonly guid: string | undefined;
  /** What follows the host in a guid that is an address. */
  readonly guidPath: string | undefined;
  /** Canonical address of the entry's own page. */
  readonly page: string | undefined;
  /** The title, or the text where there is none, in one case and one spacing. */
  readonly words: string;
  /** Day of publication, counted from 1970. */
  readonly day: number | undefined;
  /** When it was published, where that and its words are enough to know it by. */
  readonly moment: Instant | undefined;
}

/** What the names of a document's entries depend on besides the entries. */
interface NamingContext {
  readonly trackingParams: readonly string[];
  readonly feedLink?: string;
  readonly halfCounts?: boolean;
}

/** The names of the entries that have any; half entries are left out unless they count. */
export function entryNames(entries: readonly EntryOutline[], context: NamingContext): readonly EntryNames[] {
  const { trackingParams, feedLink, halfCounts = false } = context;
  const home = feedLink === undefined ? undefined : canonicalUrl(feedLink, trackingParams);
  const names = entries
    .filter((entry) => halfCounts || entry.incomplete === undefined)
    .map((entry): EntryNames => ({
      entry,
      guid: entry.guid,
      guidPath: undefined,
      page: ownPage(entry, trackingParams, home),
      words: foldedWords(entry.title ?? entry.summary ?? entry.content ?? ""),
      day: entry.published === undefined ? undefined : Math.floor(entry.published / DAY),
      moment: undefined,
    }))
    .filter(({ guid, page, words }) => guid !== undefined || page !== undefined || words !== "");
  return withGuidPaths(withMoments(names), trackingParams);
}

function withMoments(names: readonly EntryNames[]): readonly EntryNames[] {
  const counts = new Map<Instant | undefined, number>();
  for (const { entry } of names) counts.set(entry.published, (counts.get(entry.published) ?? 0) + 1);
  return names.map((name) => {
    const moment = name.entry.published;
    if (moment === undefined || MIDNIGHTS.has(moment % DAY)) return name;
    const isTelling = name.words.split(" ", TELLING_WORDS).length === TELLING_WORDS;
    return isTelling && (counts.get(moment) ?? 0) < TOO_MANY_AT_ONCE ? { ...name, moment } : name;
  });
}

/** A link to the feed's home page, or to the bare host, is no page of its own. */
function ownPage(
  { link }: EntryOutline,
  trackingParams: readonly string[],
  home: string | undefined,
): string | undefined {
  const page = link === undefined ? undefined : canonicalUrl(link, trackingParams);
  return page === undefined || page === home || page === hostOf(page) ? undefined : page;
}

/** Guids of one host are compared by path too, so that they survive a move. In a planet feed `/?p=1` is many items. */
function withGuidPaths(
  names: readonly EntryNames[],
  trackingParams: readonly string[],
): readonly EntryNames[] {
  const addresses = names.map(({ guid }) =>
    guid === undefined ? undefined : (canonicalUrl(guid, trackingParams) ?? ""),
  );
  const hosts = new Set(addresses.flatMap((address) => (address === undefined ? [] : [hostOf(address)])));
  if (hosts.size !== 1 || hosts.has("")) return names;
  return names.map((name, index) => {
    const address = addresses[index] ?? "";
    const path = address.slice(hostOf(address).length);
    return path === "" ? name : { ...name, guidPath: path };
  });
}

function hostOf(page: string): string {
  return /^[^/?#]*/.exec(page)?.[0] ?? "";
}

function foldedWords(text: string): string {
  const words = text.slice(0, MAX_WORDS).normalize("NFKC").toLowerCase();
  return (ODD_SPACES.test(words) ? words.replace(/\s+/g, " ") : words).trim();
}
