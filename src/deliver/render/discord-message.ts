import type { Alert, Excerpt } from "../../model/alert.ts";
import type { Message } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import type { Story } from "../../model/story.ts";
import { toIso } from "../../model/time.ts";
import { storyList } from "./discord-list.ts";
import { profileColour } from "./discord-colour.ts";
import { reasonsLine } from "./discord-reasons.ts";
import { markdownRuns, markdownText, plainText, type Room, type Run } from "./discord-text.ts";
import { type DiscordWords, discordWords } from "./discord-words.ts";
import { shortId } from "./short-id.ts";
import { webLink } from "./web-link.ts";

/** The body of Execute Webhook and Create Message, as far as vigie writes it. */
export interface DiscordBody {
  readonly embeds: readonly DiscordEmbed[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
}

export interface DiscordEmbed {
  readonly author?: { readonly name: string };
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly footer: { readonly text: string };
  readonly timestamp?: string;
  readonly color: number;
}

/** Discord's limits: embeds in a post, characters over all of them, characters of one description. */
const MAX_EMBEDS = 10;
const MAX_CHARACTERS = 6000;
const MAX_DESCRIPTION = 4096;
/** With more stories than embeds, nine get this many characters each and the tenth embed lists the rest. */
const SHARE_BESIDE_LIST = 400;
/** An embed with at least this many characters to itself is laid out generously. */
const ROOMY = 2000;
const SHORTEST_EXCERPT = 40;
const SHOWN_PROFILES = 3;

/** Alerts with the same link. Discord folds embeds with one URL into the first, so they share one. */
type Card = readonly [Alert, ...Alert[]];

interface Setting {
  readonly language: Language;
  readonly words: DiscordWords;
  readonly message: Message;
  /** Characters that one embed may take of the post's budget. */
  readonly share: number;
}

/**
 * The post that tells a message's alerts: for each story where it comes from, its title and link, the words around
 * the hits, and why it was sent. Feed text is cleaned and escaped, pings nobody, and stays within Discord's limits.
 */
export function renderDiscordMessage(message: Message, language: Language): DiscordBody {
  return render(message, language, fullEmbed);
}

/**
 * The same in its plainest form, for a post that Discord found invalid: titles, links and scores. The link is text
 * here, since Discord may have refused it as an address.
 */
export function renderPlainDiscordMessage(message: Message, language: Language): DiscordBody {
  return render(message, language, plainEmbed);
}

function render(message: Message, language: Language, embed: typeof fullEmbed): DiscordBody {
  const words = discordWords(language);
  const cards = cardsOf(message.alerts);
  const fits = cards.length <= MAX_EMBEDS;
  const share = fits ? Math.floor(MAX_CHARACTERS / Math.max(1, cards.length)) : SHARE_BESIDE_LIST;
  const setting = { language, words, message, share };
  const shown = fits ? cards : cards.slice(0, MAX_EMBEDS - 1);
  const embeds = shown.map((card) => embed(card, setting));
  const rest = cards.slice(shown.length).map(([alert]) => alert);
  // A headline is untrusted text: without `parse: []`, «@everyone» in a title would ping everyone.
  return {
    embeds: rest.length === 0 ? embeds : [...embeds, listEmbed(rest, embeds, setting)],
    allowed_mentions: { parse: [] },
  };
}

/** The stories without an embed of their own, as lines. */
function listEmbed(rest: readonly Alert[], shown: readonly DiscordEmbed[], setting: Setting): DiscordEmbed {
  const { words, message } = setting;
  const embed = {
    title: words.otherStories(rest.length),
    footer: { text: `#${shortId(message.id)}` },
    color: profileColour(""),
  };
  const taken = [...shown, embed].reduce((sum, each) => sum + charactersOf(each), 0);
  return { ...embed, description: storyList(rest, words, Math.min(MAX_CHARACTERS - taken, MAX_DESCRIPTION)) };
}

function plainEmbed([alert]: Card, setting: Setting): DiscordEmbed {
  const link = webLink(alert.story.link);
  return {
    title: titleOf(alert.story, even(140), setting.words),
    ...(link === undefined || link.length > 300 ? {} : { description: link }),
    footer: { text: footerOf(alert, setting) },
    color: profileColour(alert.profile.id),
  };
}

function cardsOf(alerts: readonly Alert[]): readonly Card[] {
  const cards = new Map<string, Card>();
  for (const alert of alerts) {
    const key = webLink(alert.story.link) ?? alert.id;
    const card = cards.get(key);
    cards.set(key, card === undefined ? [alert] : [...card, alert]);
  }
  return [...cards.values()];
}

function fullEmbed(card: Card, setting: Setting): DiscordEmbed {
  const [{ story, profile }] = card;
  const roomy = setting.share >= ROOMY;
  const link = webLink(story.link);
  const embed = {
    author: { name: plainText(originOf(story, setting.language), even(roomy ? 120 : 60)) },
    title: titleOf(story, even(roomy ? 256 : 140), setting.words),
    ...(link === undefined ? {} : { url: link }),
    fields: fieldsOf(card, setting),
    footer: { text: footerOf(card[0], setting) },
    ...timestampOf(story, setting.message),
    color: profileColour(profile.id),
  };
  const description = excerptOf(card[0].excerpt, setting.share - charactersOf(embed));
  return description === "" ? embed : { ...embed, description };
}

function originOf(story: Story, language: Language): string {
  if (story.language === undefined || !/^[a-z]{2,3}$/.test(story.language)) return story.source;
  const name = new Intl.DisplayNames([language], { type: "language" }).of(story.language);
  return `${story.source} · ${name ?? story.language}`;
}

function titleOf(story: Story, room: Room, words: DiscordWords): string {
  const title = markdownText(story.title, room);
  if (title !== "") return title;
  const link = webLink(story.link);
  return link === undefined ? words.untitled : markdownText(new URL(link).host, room);
}

function fieldsOf(card: Card, setting: Setting): NonNullable<DiscordEmbed["fields"]> {
  const { language, words } = setting;
  const roomy = setting.share >= ROOMY;
  const shown = card.slice(0, roomy ? SHOWN_PROFILES : 1);
  const room = roomy ? Math.floor(512 / shown.length) : 120;
  return shown.flatMap((alert, index) => {
    const value = reasonsLine(alert, words, room);
    const profile = plainText(alert.profile.name[language], even(60));
    const name = index === 0 ? words.why : markdownText(words.alsoFor(profile, scoreOf(alert)), even(120));
    return value === "" ? [] : [{ name, value }];
  });
}

function footerOf(alert: Alert, setting: Setting): string {
  const name = alert.profile.name[setting.language];
  const profile = plainText(name, even(setting.share >= ROOMY ? 80 : 36));
  return `${setting.words.score} ${scoreOf(alert)} · ${profile} · #${shortId(setting.message.id)}`;
}

function scoreOf(alert: Alert): string {
  return `${alert.score}/${alert.threshold}`;
}

function timestampOf(story: Story, message: Message): Pick<DiscordEmbed, "timestamp"> {
  if (story.published === undefined || story.published > message.queuedAt) return {};
  return { timestamp: toIso(story.published) };
}

function excerptOf(excerpt: Excerpt, units: number): string {
  if (units < SHORTEST_EXCERPT) return "";
  const runs = [
    { text: excerpt.cutBefore ? "… " : "", bold: false },
    ...runsOf(excerpt),
    { text: excerpt.cutAfter ? " …" : "", bold: false },
  ];
  const text = markdownRuns(runs, { graphemes: 700, units: Math.min(units, MAX_DESCRIPTION) });
  return /^[…\s]*$/.test(text) ? "" : text;
}

function runsOf({ text, marks }: Excerpt): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end <= start) continue;
    runs.push({ text: text.slice(at, start), bold: false }, { text: text.slice(start, end), bold: true });
    at = end;
  }
  return [...runs, { text: text.slice(at), bold: false }];
}

/** What Discord counts towards its 6000, in UTF-16 units, which are never fewer than its own count. */
function charactersOf(embed: DiscordEmbed): number {
  const fields = embed.fields?.map(({ name, value }) => name + value) ?? [];
  const texts = [
    embed.author?.name ?? "",
    embed.title ?? "",
    embed.description ?? "",
    embed.footer.text,
    ...fields,
  ];
  return texts.join("").length;
}

function even(units: number): Room {
  return { graphemes: units, units };
}
