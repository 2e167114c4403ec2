import type { Message } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import { toIso } from "../../model/time.ts";
import type { DiscordBody, DiscordEmbed } from "./discord-message.ts";
import { markdownText, type Room } from "./discord-text.ts";
import { type NoticeFacts, noticeFacts } from "./notice-facts.ts";
import { noticeWords, type NoticeTone } from "./notice-words.ts";
import { shortId } from "./short-id.ts";

/** From the colours of posts, which can be told from Discord's light and dark ground. */
const COLOURS: Readonly<Record<NoticeTone, number>> = { trouble: 0xd16822, good: 0x199a19, news: 0x4785e1 };

/** UTF-16 units: with these, four embeds stay below Discord's 6000 whatever feeds are called. */
const TITLE: Room = { graphemes: 140, units: 140 };
const DETAIL: Room = { graphemes: 300, units: 300 };

/**
 * The post that tells operators what became of feeds or of the network: at most four notices. Times are written so
 * that Discord shows each reader their own; names and details are escaped and ping nobody.
 */
export function renderNoticePost(message: Message, language: Language): DiscordBody {
  return post(message, language, fullEmbed);
}

/** The same in its plainest form, for a post that Discord found invalid. */
export function renderPlainNoticePost(message: Message, language: Language): DiscordBody {
  return post(message, language, plainEmbed);
}

interface Setting {
  readonly language: Language;
  readonly id: string;
}

function post({ id, notices = [] }: Message, language: Language, embed: typeof fullEmbed): DiscordBody {
  const told = notices.map((notice) => noticeFacts(notice, { language, moment }));
  // A feed's name is text from outside: without `parse: []`, «@everyone» in it would ping everyone.
  return { embeds: told.map((facts) => embed(facts, { language, id })), allowed_mentions: { parse: [] } };
}

/** Discord writes this in each reader's language and time zone. */
function moment(at: number): string {
  return `<t:${Math.floor(at / 1000)}:f>`;
}

function plainEmbed(facts: NoticeFacts, { id }: Setting): DiscordEmbed {
  return {
    title: markdownText(facts.headline, TITLE),
    footer: { text: `#${shortId(id)}` },
    color: COLOURS[facts.tone],
  };
}

function fullEmbed(facts: NoticeFacts, { language, id }: Setting): DiscordEmbed {
  const { heading, status, ...words } = noticeWords(language);
  const { happened, detail, feedId } = facts;
  const said = detail === undefined ? [] : [`> ${markdownText(detail, DETAIL)}`];
  return {
    author: { name: `${heading} · ${status[facts.tone]}` },
    title: markdownText(facts.headline, TITLE),
    description: [happened, ...said].join("\n"),
    fields: [
      { name: words.doing, value: facts.doing },
      ...(facts.advice === undefined ? [] : [{ name: words.advice, value: adviceOf(facts, facts.advice) }]),
    ],
    footer: { text: [...(feedId === undefined ? [] : [feedId]), `#${shortId(id)}`].join(" · ") },
    timestamp: toIso(facts.at),
    color: COLOURS[facts.tone],
  };
}

/** In a block of code nothing is Markdown, and Discord offers to copy it. */
function adviceOf({ code }: NoticeFacts, advice: string): string {
  return code.length === 0 ? advice : `${advice}\n\`\`\`\n${code.join("\n")}\n\`\`\``;
}
