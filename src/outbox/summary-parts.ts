import type { Alert } from "../model/alert.ts";
import { byRank } from "../model/alert-rank.ts";

/** What a summary is written as. */
export type SummaryForm = "post" | "mail";

/** What one part takes: `room` units over all its stories, and so many of them at most. */
interface Measure {
  readonly room: number;
  readonly stories: number;
  /** Stories whose links are too long for a line. */
  readonly longLinks: number;
  /** Of one story, with its link as it will be written. */
  unitsOf(link: string): number;
}

/** A link beyond this is no part of a line in a post: it heads an embed of its own. */
const LONGEST_INLINE_LINK = 300;

const MEASURES: Readonly<Record<SummaryForm, Measure>> = {
  // Discord takes 6000 characters over all embeds of a post, ten embeds, 4096 characters in one of them; a line, or an
  // embed for a long link, has at most 170 besides its link. What is left is for the heading.
  post: {
    room: 5300,
    stories: 40,
    longLinks: 8,
    unitsOf: (link) => 170 + (isLong(link) ? 0 : link.replaceAll(/[()`]/g, "%28").length),
  },
  // Bytes of HTML: mailboxes cut a mail near 102 KB. Each sign that HTML escapes takes six at most.
  mail: {
    room: 80_000,
    stories: 80,
    longLinks: 80,
    unitsOf: (link) => 1000 + link.replaceAll(/[&"'<>]/g, "&quot;").length,
  },
};

/**
 * The alerts of a summary, in as many parts as it takes for each story to have its place and its link: the best story
 * first, alerts on the same story together. A story without a link is listed without.
 */
export function summaryParts(alerts: readonly Alert[], form: SummaryForm): readonly (readonly Alert[])[] {
  const measure = MEASURES[form];
  const parts: Part[] = [];
  for (const story of storiesOf(alerts)) {
    const link = hrefOf(story[0]);
    const units = measure.unitsOf(link);
    const long = Number(isLong(link));
    let part = parts.at(-1);
    if (part === undefined || !hasRoom(part, { units, long }, measure)) {
      part = { alerts: [], stories: 0, units: 0, long: 0 };
      parts.push(part);
    }
    part.alerts.push(...story);
    part.stories += 1;
    part.units += units;
    part.long += long;
  }
  return parts.map((part) => part.alerts);
}

interface Part {
  readonly alerts: Alert[];
  stories: number;
  units: number;
  long: number;
}

function hasRoom(part: Part, more: Pick<Part, "units" | "long">, measure: Measure): boolean {
  return (
    part.stories < measure.stories &&
    part.units + more.units <= measure.room &&
    part.long + more.long <= measure.longLinks
  );
}

type SameStory = readonly [Alert, ...Alert[]];

function storiesOf(alerts: readonly Alert[]): readonly SameStory[] {
  const stories = new Map<string, SameStory>();
  for (const alert of alerts.toSorted(byRank)) {
    const same = stories.get(alert.story.id);
    stories.set(alert.story.id, same === undefined ? [alert] : [...same, alert]);
  }
  return [...stories.values()];
}

/** With every odd character encoded, as a post or a mail carries it. */
function hrefOf({ story: { link = "" } }: Alert): string {
  return URL.canParse(link) ? new URL(link).href : "";
}

function isLong(link: string): boolean {
  return link.length > LONGEST_INLINE_LINK;
}
