import type { Alert, Excerpt, Reason } from "../../model/alert.ts";
import type { Reader } from "../../model/delivery.ts";
import type { DigestStory } from "./digest-plan.ts";
import { mailDates } from "./mail-dates.ts";
import { cleanLine, cleanRuns, type Run, webLink } from "./mail-text.ts";
import { type MailWords, mailWords } from "./words.ts";

/** All that a mail says of one story, in the reader's words: the HTML and the text part are both written from it. */
export interface StoryFacts {
  readonly title: readonly Run[];
  readonly link?: string;
  /** BCP 47, of title and excerpt. */
  readonly language?: string;
  /** `Source · when · language`. */
  readonly origin: string;
  readonly excerpt: readonly Run[];
  /** `Briefcam ×3 (title) +60`; with the exclusions they explain the score. */
  readonly reasons: readonly string[];
  readonly score: number;
  readonly alsoFor?: string;
}

const MOST_REASONS = 6;
const MOST_PROFILES = 4;
/** UTF-16 units: no foreign text may eat the room of the others. */
const LONGEST = { title: 240, excerpt: 480, source: 80, reason: 60, profile: 80 } as const;

/** Writes the facts of stories for one reader. */
export function factsFor(reader: Reader): (story: DigestStory) => StoryFacts {
  const words = mailWords(reader.language);
  const origin = originFor(reader);
  return ({ alert, others }) => {
    const { story, excerpt } = alert;
    const title = cleanRuns(story.title, excerpt.titleMarks, LONGEST.title);
    const link = webLink(story.link);
    const language = languageTag(story.language);
    return {
      title: title.length > 0 ? title : [{ text: words.untitled, hit: false }],
      ...(link === undefined ? {} : { link }),
      ...(language === undefined ? {} : { language }),
      origin: origin(alert),
      excerpt: excerptOf(excerpt),
      reasons: reasonsOf(alert, words),
      score: Math.round(alert.score),
      ...(others.length === 0 ? {} : { alsoFor: words.alsoFor(profilesOf(others, reader)) }),
    };
  };
}

/** The name of a profile in the reader's language, fit for a heading. */
export function profileName(profile: Alert["profile"], reader: Reader): string {
  return cleanLine(profile.name[reader.language], LONGEST.profile);
}

/** The title without its marks, at most `units` long. */
export function plainTitle(facts: StoryFacts, units: number): string {
  return cleanLine(facts.title.map((run) => run.text).join(""), units);
}

function originFor(reader: Reader): (alert: Alert) => string {
  const dates = mailDates(reader);
  const names = new Intl.DisplayNames(reader.language, { type: "language", fallback: "none" });
  const words = mailWords(reader.language);
  return ({ story, queuedAt }) => {
    const moment = dates.moment(story.published ?? story.firstSeenAt, queuedAt);
    const spoken = languageTag(story.language)?.split("-")[0];
    const parts = [
      cleanLine(story.source, LONGEST.source),
      story.published === undefined ? words.seen(moment) : moment,
      spoken === undefined ? "" : (names.of(spoken) ?? ""),
    ];
    return parts.filter((part) => part !== "").join(" · ");
  };
}

/** The tag when it looks like one: it goes into an attribute and into Intl, which throws at anything else. */
function languageTag(language: string | undefined): string | undefined {
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(language ?? "") ? language : undefined;
}

function excerptOf({ text, marks, cutBefore, cutAfter }: Excerpt): readonly Run[] {
  const runs = cleanRuns(text, marks, LONGEST.excerpt);
  if (runs.length === 0) return [];
  const cutHere = runs.at(-1)?.text.endsWith("…") === true;
  // No-break spaces: an ellipsis must not stand alone on a line.
  return [
    ...(cutBefore ? [{ text: "…\u00A0", hit: false }] : []),
    ...runs,
    ...(cutAfter && !cutHere ? [{ text: "\u00A0…", hit: false }] : []),
  ];
}

function reasonsOf(alert: Alert, words: MailWords): readonly string[] {
  const counted = alert.reasons.filter((reason) => reason.points > 0);
  const named = counted.slice(0, MOST_REASONS);
  const rest = counted.slice(MOST_REASONS);
  const excludedBy = cleanLine(alert.excludedBy ?? "", LONGEST.reason);
  const heldBack = (alert.heldBack ?? []).map((text) => cleanLine(text, LONGEST.reason));
  const restPoints = rest.reduce((sum, reason) => sum + reason.points, 0);
  return [
    ...named.map((reason) => reasonText(reason, words)),
    ...(rest.length === 0 ? [] : [`${words.moreReasons(rest.length)} +${restPoints}`]),
    ...(alert.boost === undefined ? [] : [words.source(alert.boost)]),
    ...(alert.excludedPercent === 0 ? [] : [words.exclusion(alert.excludedPercent, excludedBy)]),
    ...(heldBack.length === 0 ? [] : [words.heldBack(heldBack.join(", "))]),
  ];
}

function reasonText({ text, count, field, points }: Reason, words: MailWords): string {
  const times = count > 1 ? ` ×${count}` : "";
  const where = field === "title" ? ` (${words.fields.title})` : "";
  return `${cleanLine(text, LONGEST.reason)}${times}${where} +${points}`;
}

function profilesOf(alerts: readonly Alert[], reader: Reader): string {
  const named = alerts
    .slice(0, MOST_PROFILES)
    .map((alert) => `${profileName(alert.profile, reader)} (${Math.round(alert.score)})`);
  const rest = alerts.length - named.length;
  return rest === 0 ? named.join(", ") : `${named.join(", ")} +${rest}`;
}
