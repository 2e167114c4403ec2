import type { DigestView, SectionView } from "./digest-view.ts";
import { wrapped } from "./mail-text.ts";
import { footText, storyLines, storyText } from "./story-text.ts";
import { mailWords } from "./words.ts";

/** UTF-16 units for the stories that the HTML could only count: they are listed here as far as they fit. */
const ROOM_FOR_LISTS = 60_000;

/** The text part of a digest: the same stories as the HTML part, in the same order, 72 columns wide. */
export function digestText(view: DigestView): string {
  const room = { left: ROOM_FOR_LISTS };
  return [
    view.sender,
    [view.heading, ...(view.span === undefined ? [] : [wrapped(view.span, "")])].join("\n"),
    ...view.sections.map((section) => sectionText(section, view, room)),
    footText(view.foot, view.language),
  ].join("\n\n");
}

function sectionText(section: SectionView, view: DigestView, room: { left: number }): string {
  const words = mailWords(view.language);
  const title = `${section.name} (${words.stories(section.total)})`;
  const listed: string[] = [];
  for (const facts of [...section.brief, ...section.counted]) {
    const lines = storyLines(facts);
    room.left -= lines.length;
    if (room.left < 0) break;
    listed.push(lines);
  }
  const unlisted = section.brief.length + section.counted.length - listed.length;
  return [
    `${wrapped(title, "")}\n${"=".repeat(Math.min(title.length, 72))}`,
    ...section.full.map((facts) => storyText(facts, view.language)),
    ...(listed.length === 0 ? [] : [[words.inBrief, ...listed].join("\n")]),
    ...(unlisted === 0 ? [] : [words.moreStories(unlisted)]),
  ].join("\n\n");
}
