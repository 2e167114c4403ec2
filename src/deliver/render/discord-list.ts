import type { Alert } from "../../model/alert.ts";
import { markdownText } from "./discord-text.ts";
import type { DiscordWords } from "./discord-words.ts";
import { webLink } from "./web-link.ts";

const LONGEST_LINK = 300;

/** One line for each story that has no embed of its own, within `units` UTF-16 units, then how many are left. */
export function storyList(alerts: readonly Alert[], words: DiscordWords, units: number): string {
  const lines: string[] = [];
  let length = words.andMore(alerts.length).length;
  for (const alert of alerts) {
    const line = lineOf(alert, words);
    length += line.length + 1;
    if (length > units) break;
    lines.push(line);
  }
  const left = alerts.length - lines.length;
  return [...lines, ...(left === 0 ? [] : [words.andMore(left)])].join("\n");
}

function lineOf({ score, story }: Alert, words: DiscordWords): string {
  const title = markdownText(story.title, { graphemes: 80, units: 120 }) || words.untitled;
  const source = markdownText(story.source, { graphemes: 40, units: 60 });
  const link = webLink(story.link);
  if (link === undefined || link.length > LONGEST_LINK) return `**${score}** ${title} · ${source}`;
  return `**${score}** [${title}](${inMarkdown(link)}) · ${source}`;
}

/** A link as Markdown takes it: Discord ends a masked link at the first closing bracket. */
export function inMarkdown(link: string): string {
  return link.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll("`", "%60");
}
