import type { Feed } from "../../model/feed.ts";
import type { FeedDraft } from "../edit/feed-entry-text.ts";
import { type ConfigPlace, readFeedsFile } from "../feeds/feeds-file.ts";
import { type OpmlFeed, type OpmlProblem, readOpml } from "./opml-read.ts";
import { plainAddress } from "../feeds/plain-address.ts";
import type { ConfigProblem } from "../problems.ts";

/** What an OPML file would add to a configuration. */
export interface ImportPlan {
  readonly kind: "plan";
  readonly drafts: readonly FeedDraft[];
  readonly duplicates: readonly DuplicateFeed[];
  readonly problems: readonly OpmlProblem[];
}

export interface DuplicateFeed {
  readonly line: number;
  readonly url: string;
  /** The feed that is configured already, or the line of the same file that has it. */
  readonly twin: Feed | number;
}

export type PlannedImport =
  | ImportPlan
  | { readonly kind: "refused"; readonly reason: string }
  /** The configuration itself is not sound. */
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads the text of an OPML file, and holds it against the feeds that are configured. Nothing is written. */
export async function planImport(place: ConfigPlace, text: string): Promise<PlannedImport> {
  const file = await readFeedsFile(place);
  if (file.kind === "invalid") return file;
  const opml = readOpml(text);
  if (opml.kind === "refused") return opml;
  const known = new Map<string, Feed | number>(file.feeds.map(({ feed }) => [plainAddress(feed.url), feed]));
  const drafts: FeedDraft[] = [];
  const duplicates: DuplicateFeed[] = [];
  for (const feed of opml.feeds) {
    const address = plainAddress(feed.url);
    const twin = known.get(address);
    if (twin === undefined) drafts.push(draftOf(feed));
    else duplicates.push({ line: feed.line, url: feed.url, twin });
    known.set(address, twin ?? feed.line);
  }
  return { kind: "plan", drafts, duplicates, problems: opml.problems };
}

function draftOf({ url, name, language, tags }: OpmlFeed): FeedDraft {
  return {
    url,
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}
