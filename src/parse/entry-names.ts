import { canonicalUrl } from "../model/canonical-url.ts";
import { DAY } from "../model/time.ts";
import type { EntryOutline } from "../model/document.ts";

/** Code units of a title or text that are compared. */
const MAX_WORDS = 1000;

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
    }))
    .filter(({ guid, page, words }) => guid !== undefined || page !== undefined || words !== "");
  return withGuidPaths(names, trackingParams);
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
  return text.slice(0, MAX_WORDS).normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
