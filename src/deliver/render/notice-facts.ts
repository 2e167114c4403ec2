import type { DestinationNotice, Notice, NoticedFeed } from "../../model/notice.ts";
import type { Instant } from "../../model/time.ts";
import { cleanLine, webLink } from "./mail-text.ts";
import { noticeRemedy } from "./notice-remedy.ts";
import { type NoticeSetting, noticeSentences } from "./notice-sentences.ts";
import { noticeWords, type NoticeTone, type Remedy } from "./notice-words.ts";

/** All that is told of one notice, in the reader's words: mails and posts are both written from it. */
export interface NoticeFacts {
  readonly tone: NoticeTone;
  /** With the feed's name in it: cleaned, to be escaped. */
  readonly headline: string;
  readonly happened: string;
  /** In the words of whoever found the trouble: cleaned, to be escaped. */
  readonly detail?: string;
  readonly doing: string;
  readonly advice?: string;
  /** Commands, and lines for `feeds.yaml`: safe to be copied. */
  readonly code: readonly string[];
  /** Safe characters only. */
  readonly feedId?: string;
  readonly feedUrl?: string;
  readonly at: Instant;
}

/** UTF-16 units: a notice stays one that is read at a glance, and four fit into a post. */
const LONGEST = { name: 80, detail: 300, address: 500 } as const;

const TONES: Readonly<Record<Notice["kind"], NoticeTone>> = {
  "feed-failing": "trouble",
  "feed-recovered": "good",
  "feed-gone": "trouble",
  "feed-moved": "news",
  "feed-gap": "news",
  "feed-renamed": "news",
  "feed-silent": "trouble",
  "feed-heard": "good",
  "feed-empty": "trouble",
  "feed-filled": "good",
  offline: "trouble",
  online: "good",
  "destination-failing": "trouble",
  "destination-recovered": "good",
  "message-given-up": "trouble",
};

/** Writes the facts of a notice. */
export function noticeFacts(notice: Notice, setting: NoticeSetting): NoticeFacts {
  const words = noticeWords(setting.language);
  const { what, ...text } = noticeSentences(notice, words, setting);
  const feed = "feed" in notice ? notice.feed : undefined;
  const detail = "detail" in notice ? cleanLine(notice.detail, LONGEST.detail) : "";
  const feedUrl = webLink(feed?.url);
  return {
    tone: TONES[notice.kind],
    headline: `${subjectOf(notice)}${words.colon} ${what}`,
    ...text,
    ...(detail === "" ? {} : { detail }),
    code: codeOf(notice),
    ...(feed === undefined ? {} : { feedId: idOf(feed) }),
    ...(feedUrl === undefined ? {} : { feedUrl }),
    at: notice.at,
  };
}

function codeOf(notice: Notice): readonly string[] {
  if ("destination" in notice) return destinationCode(notice);
  if (notice.kind === "feed-failing") return codeFor(noticeRemedy(notice.errorKind), notice.feed);
  if (notice.kind === "feed-gone")
    return [...codeFor("address", notice.feed), `vigie feeds remove ${idOf(notice.feed)}`];
  if (notice.kind === "feed-moved") return [...addressLine(notice.to), idLine(notice.feed)];
  if (notice.kind === "feed-silent" || notice.kind === "feed-empty") return codeFor("address", notice.feed);
  return [];
}

function destinationCode({ kind, destination }: DestinationNotice): readonly string[] {
  const list = `vigie outbox list --destination ${safeId(destination)}`;
  switch (kind) {
    case "destination-failing":
      return [`vigie deliver test ${safeId(destination)}`, list];
    case "destination-recovered":
      return [];
    case "message-given-up":
      return [list, "vigie outbox retry ID"];
  }
}

const LIST = "vigie feeds list";

function codeFor(remedy: Remedy, feed: NoticedFeed): readonly string[] {
  const ask = `vigie poll --feed ${idOf(feed)}`;
  switch (remedy) {
    case "access":
      return [LIST];
    case "address":
      return [...discovery(feed), idLine(feed)];
    case "certificate":
    case "limit":
      return [ask];
    case "wait":
      return [LIST, ask];
  }
}

function idLine(feed: NoticedFeed): string {
  return `id: ${idOf(feed)}`;
}

/**
 * What a publisher redirects to, as a line of YAML. Braces would name a variable, which vigie would fill in with a
 * secret and send there; a backslash or a quotation mark would end the text.
 */
function addressLine(address: string): readonly string[] {
  const link = webLink(address)?.replaceAll(/[{}\\"`]/g, encodeURIComponent);
  return link === undefined || link.length > LONGEST.address ? [] : [`url: "${link}"`];
}

function idOf({ id }: NoticedFeed): string {
  return safeId(id);
}

/** Only what an id can hold: it goes into commands. */
function safeId(id: string): string {
  return id.replaceAll(/[^\p{L}\p{M}\p{N}_-]/gu, "").slice(0, 64);
}

/** What a notice is about, by its name. */
function subjectOf(notice: Notice): string {
  if ("feed" in notice) return nameOf(notice.feed);
  return "destination" in notice ? safeId(notice.destination) : "vigie";
}

function nameOf(feed: NoticedFeed): string {
  return cleanLine(feed.name, LONGEST.name) || idOf(feed);
}

/** Of the address only scheme, host and port, which are safe to be pasted into a shell. */
function discovery({ url }: NoticedFeed): readonly string[] {
  const link = webLink(url);
  return link === undefined ? [] : [`vigie feeds discover ${new URL(link).origin}/`];
}
