import type { Alert } from "../../model/alert.ts";
import type { Message, Summary } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import { type DigestStory, digestStories } from "./digest-plan.ts";
import { profileColour } from "./discord-colour.ts";
import { inMarkdown } from "./discord-list.ts";
import type { DiscordBody, DiscordEmbed } from "./discord-message.ts";
import { markdownText, type Room } from "./discord-text.ts";
import { discordWords } from "./discord-words.ts";
import { shortId } from "./short-id.ts";
import { summaryHead } from "./summary-words.ts";
import { webLink } from "./web-link.ts";

/** Discord's limit on one description; the outbox keeps the whole of a part below that of a post. */
const MAX_DESCRIPTION = 4096;
/** Discord may not draw a longer link in a line: it heads an embed, where it does not count. */
const LONGEST_INLINE_LINK = 300;
const NAME: Room = { graphemes: 50, units: 60 };
const TITLE: Room = { graphemes: 70, units: 80 };
const SOURCE: Room = { graphemes: 26, units: 32 };
const REASON: Room = { graphemes: 26, units: 32 };

interface Setting {
  readonly summary: Summary;
  readonly untitled: string;
}

/**
 * The post that lists the stories of one part of a summary: score, linked title, where it is from and what was found, a
 * line each, best first. A story whose link is too long for a line has an embed at the end.
 */
export function renderSummaryPost(message: Message, summary: Summary, language: Language): DiscordBody {
  const stories = digestStories(message.alerts);
  const { heading, why } = summaryHead(summary, {
    language,
    stories: stories.length,
    name: (source) => markdownText(source, NAME),
    // Discord writes this in each reader's language and time zone.
    moment: (at) => `<t:${Math.floor(at / 1000)}:f>`,
  });
  const setting = { summary, untitled: discordWords(language).untitled };
  const frame = { footer: { text: `#${shortId(message.id)}` }, color: profileColour("") };
  const listed = stories.filter((story) => !isLong(story));
  const lists = inDescriptions([why, ...listed.map((story) => lineOf(story, setting))]);
  const embeds: DiscordEmbed[] = [];
  for (const description of lists)
    embeds.push({ ...(embeds.length === 0 ? { title: heading } : {}), description, ...frame });
  for (const story of stories.filter(isLong)) embeds.push({ ...embedOf(story, setting), ...frame });
  // A headline is untrusted text: without `parse: []`, «@everyone» in a title would ping everyone.
  return { embeds, allowed_mentions: { parse: [] } };
}

function isLong({ alert }: DigestStory): boolean {
  const link = webLink(alert.story.link);
  return link !== undefined && link.length > LONGEST_INLINE_LINK;
}

function lineOf({ alert }: DigestStory, setting: Setting): string {
  const title = titleOf(alert, setting);
  const link = webLink(alert.story.link);
  const linked = link === undefined ? title : `[${title}](${inMarkdown(link)})`;
  return [`**${Math.round(alert.score)}** ${linked}`, ...whereAndWhy(alert, setting)].join(" · ");
}

function embedOf(
  { alert }: DigestStory,
  setting: Setting,
): Pick<DiscordEmbed, "title" | "url" | "description"> {
  const link = webLink(alert.story.link);
  return {
    title: titleOf(alert, setting),
    ...(link === undefined ? {} : { url: link }),
    description: [`**${Math.round(alert.score)}**`, ...whereAndWhy(alert, setting)].join(" · "),
  };
}

function titleOf({ story }: Alert, { untitled }: Setting): string {
  return markdownText(story.title, TITLE) || untitled;
}

/** The source, unless all are of the one in the heading, and the words that gave most. */
function whereAndWhy({ story, reasons }: Alert, { summary }: Setting): readonly string[] {
  const source = summary.cause.kind === "flood" ? "" : markdownText(story.source, SOURCE);
  return [source, markdownText(reasons[0]?.text ?? "", REASON)].filter((part) => part !== "");
}

function inDescriptions(lines: readonly string[]): readonly string[] {
  const descriptions: string[] = [];
  for (const line of lines) {
    const last = descriptions.at(-1);
    if (last === undefined || last.length + 1 + line.length > MAX_DESCRIPTION) descriptions.push(line);
    else descriptions[descriptions.length - 1] = `${last}\n${line}`;
  }
  return descriptions;
}
