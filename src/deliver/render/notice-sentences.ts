import { feedProblem } from "../../model/feed-problem.ts";
import type { DestinationNotice, Notice, NoticedFeed } from "../../model/notice.ts";
import type { Language } from "../../model/profile.ts";
import type { Instant } from "../../model/time.ts";
import { noticeRemedy } from "./notice-remedy.ts";
import type { NoticeText, NoticeWords } from "./notice-words.ts";

/** How a channel writes what it is told. */
export interface NoticeSetting {
  readonly language: Language;
  /** A point in time for the reader, in the middle of a sentence. */
  readonly moment: (at: Instant) => string;
}

type FeedNotice = Extract<Notice, { readonly feed: NoticedFeed }>;

/** Of a feed that can be read, and says nothing new or nothing at all. */
type QuietNotice = Extract<
  Notice,
  { readonly kind: "feed-silent" | "feed-heard" | "feed-empty" | "feed-filled" }
>;

const QUIET: ReadonlySet<Notice["kind"]> = new Set<QuietNotice["kind"]>([
  "feed-silent",
  "feed-heard",
  "feed-empty",
  "feed-filled",
]);

function isQuiet(notice: FeedNotice): notice is QuietNotice {
  return QUIET.has(notice.kind);
}

function quietText(
  { kind, since, at }: QuietNotice,
  words: NoticeWords,
  moment: NoticeSetting["moment"],
): NoticeText {
  switch (kind) {
    case "feed-silent":
      return words.silent(moment(since));
    case "feed-heard":
      return words.heard(moment(since), moment(at));
    case "feed-empty":
      return words.empty(moment(since));
    case "feed-filled":
      return words.filled(moment(since), moment(at));
  }
}

/** What a notice says, in the reader's words. */
export function noticeSentences(notice: Notice, words: NoticeWords, setting: NoticeSetting): NoticeText {
  const { moment } = setting;
  if ("destination" in notice) return destinationText(notice, words, moment);
  if (notice.kind === "offline") return words.offline(moment(notice.since));
  if (notice.kind === "online") return words.online(moment(notice.since), moment(notice.at));
  return isQuiet(notice) ? quietText(notice, words, moment) : feedText(notice, words, setting);
}

function feedText(
  notice: Exclude<FeedNotice, QuietNotice>,
  words: NoticeWords,
  { language, moment }: NoticeSetting,
): NoticeText {
  switch (notice.kind) {
    case "feed-failing": {
      const reason = feedProblem(notice.errorKind, language);
      return words.failing(moment(notice.since), reason, noticeRemedy(notice.errorKind));
    }
    case "feed-recovered":
      return words.recovered(moment(notice.since), moment(notice.at));
    case "feed-gone":
      return words.gone(moment(notice.at));
    case "feed-moved":
      return words.moved();
    case "feed-gap":
      return words.gap(moment(notice.since), moment(notice.at));
    case "feed-renamed":
      return words.renamed(notice.items);
  }
}

function destinationText(
  notice: DestinationNotice,
  words: NoticeWords,
  moment: NoticeSetting["moment"],
): NoticeText {
  switch (notice.kind) {
    case "destination-failing":
      return words.destinationFailing(moment(notice.since), notice.held);
    case "destination-recovered":
      return words.destinationRecovered(moment(notice.since), moment(notice.at));
    case "message-given-up":
      return words.givenUp(moment(notice.at));
  }
}
