import type { FeedErrorKind } from "../model/feed.ts";

/** What the status of an answer means for a fetch; a FeedErrorKind when it fails. */
export type StatusVerdict = "body" | "redirect" | "not-modified" | FeedErrorKind;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
// Answers without a document, or with a piece of one that nobody asked for.
const NO_DOCUMENT: ReadonlySet<number> = new Set([204, 205, 206]);

/** `conditional`: whether validators were sent; a 304 that was not asked for is a failure, not an empty success. */
export function judgeStatus(status: number, conditional: boolean): StatusVerdict {
  if (REDIRECTS.has(status)) return "redirect";
  if (status === 304 && conditional) return "not-modified";
  if (status === 410) return "gone";
  if (status === 429) return "rate-limited";
  return status >= 200 && status < 300 && !NO_DOCUMENT.has(status) ? "body" : `http-${status}`;
}
