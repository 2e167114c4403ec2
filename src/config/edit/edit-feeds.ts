import { isDeepStrictEqual } from "node:util";
import type { Feed } from "../../model/feed.ts";
import type { Edited } from "./around-entry.ts";
import { appendFeeds, removeFeed } from "./edit-list.ts";
import type { FeedDraft } from "./feed-entry-text.ts";
import { type ConfigPlace, type FeedsFile, newWarnings, readFeedsFile } from "../feeds/feeds-file.ts";
import type { ConfigProblem } from "../problems.ts";
import { replaceFile } from "../files/replace-file.ts";

/** How an edit of `feeds.yaml` ended. Unless it was `edited`, the file is as it was. */
export type FeedsEdit =
  | {
      readonly kind: "edited";
      /** What was added or removed. */
      readonly feeds: readonly Feed[];
      /** What the edit gives the operator to know. */
      readonly warnings: readonly ConfigProblem[];
    }
  /** The file was not sound before. */
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] }
  /** No feed has these ids. */
  | { readonly kind: "unknown"; readonly ids: readonly string[] }
  /** A value is not what its key takes; a sentence for each. */
  | { readonly kind: "unfit"; readonly reasons: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Adds feeds at the end of the list. With `isDryRun` everything is tried and nothing written. */
export async function addFeedEntries(
  place: ConfigPlace,
  drafts: readonly FeedDraft[],
  isDryRun = false,
): Promise<FeedsEdit> {
  const before = await readFeedsFile(place);
  if (before.kind === "invalid") return before;
  const kept = before.feeds.map(({ feed }) => feed);
  const edited = appendFeeds(before.text, drafts);
  return await settled({ before, edited, kept, isDryRun, changed: (after) => after.slice(kept.length) });
}

/** Removes the feeds with these ids; one unknown id, and none is removed. */
export async function removeFeedEntries(place: ConfigPlace, ids: readonly string[]): Promise<FeedsEdit> {
  const before = await readFeedsFile(place);
  if (before.kind === "invalid") return before;
  const feeds = before.feeds.map(({ feed }) => feed);
  const unknown = ids.filter((id) => !feeds.some((feed) => feed.id === id));
  if (unknown.length > 0) return { kind: "unknown", ids: unknown };
  return await settled({
    before,
    edited: withoutAll(before.text, feeds, ids),
    kept: feeds.filter(({ id }) => !ids.includes(id)),
    isDryRun: false,
    changed: () => feeds.filter(({ id }) => ids.includes(id)),
  });
}

/** From the last to the first, so that an index stays what it is. */
function withoutAll(text: string, feeds: readonly Feed[], ids: readonly string[]): Edited {
  let edited: Edited = { kind: "edited", text };
  for (let index = feeds.length - 1; index >= 0 && edited.kind === "edited"; index -= 1) {
    const feed = feeds[index];
    if (feed !== undefined && ids.includes(feed.id)) edited = removeFeed(edited.text, index);
  }
  return edited;
}

interface Attempt {
  readonly before: FeedsFile;
  readonly edited: Edited;
  /** The feeds that the edit must leave as they are, in order. */
  readonly kept: readonly Feed[];
  readonly isDryRun: boolean;
  readonly changed: (after: readonly Feed[]) => readonly Feed[];
}

async function settled({ before, edited, kept, isDryRun, changed }: Attempt): Promise<FeedsEdit> {
  if (edited.kind === "refused")
    return { kind: "refused", reason: `${before.file} has to be edited by hand: ${edited.reason}.` };
  const after = before.reread(edited.text);
  if (after.kind === "invalid") return { kind: "unfit", reasons: reasonsOf(after.problems) };
  const feeds = after.feeds.map(({ feed }) => feed);
  const moved = movedFeed(kept, feeds);
  if (moved !== undefined) return { kind: "refused", reason: moved };
  const saved = isDryRun ? undefined : await replaceFile(before.file, before.text, edited.text);
  return saved?.kind === "refused"
    ? { kind: "refused", reason: `${before.file} is as it was: ${saved.reason}.` }
    : { kind: "edited", feeds: changed(feeds), warnings: newWarnings(before, after) };
}

/** Ids that nobody wrote down depend on the neighbours; a feed with another id would begin again. */
function movedFeed(kept: readonly Feed[], feeds: readonly Feed[]): string | undefined {
  const index = kept.findIndex((feed, position) => !isDeepStrictEqual(feed, feeds[position]));
  const [was, becomes] = [kept[index], feeds[index]];
  if (was === undefined) return undefined;
  return (
    `“${was.name}” would get the id ${becomes?.id ?? "of another"} and lose its history: ` +
    `write “id: ${was.id}” beside it first.`
  );
}

/** A line number of a text that was never written would help nobody. */
function reasonsOf(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.flatMap(({ severity, path, message }) => {
    if (severity !== "error") return [];
    const key = path.replace(/^feeds(?:\[\d+\])?\.?/u, "");
    return [key === "" ? message : `${key}: ${message}`];
  });
}
