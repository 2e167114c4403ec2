import { Parser } from "htmlparser2";
import { decode } from "../bytes/decode.ts";
import { webLink } from "../links.ts";
import type { Document } from "../../model/document.ts";
import { plainLine } from "../prose/plain-text.ts";

/** An address that may be a feed's, not read yet. */
export interface FeedHint {
  readonly url: string;
  /** The page names it, or sites of its kind have their feeds there. */
  readonly how: "advertised" | "known";
  /** What readers wrote below the articles, by the look of its name. */
  readonly isComments: boolean;
}

/** A page names its feeds early; no more of it is looked at. */
const MAX_PAGE = 1 << 20;
const MAX_DEPTH = 256;
const MOST_HINTS = 12;

const FEED_TYPE = /^(?:application\/(?:(?:rss|atom|rdf|feed)\+xml|(?:feed\+)?json|xml)|text\/xml)\s*(?:;|$)/i;
/** WordPress offers its programming interface in the same words as its feeds. */
const NO_FEED = /\/wp-json(?:\/|$)|[?&]rest_route=/i;
const CHANNEL = /^UC[\w-]{22}$/;

/** What a page advertises with `link rel=alternate`, then what its site is known for; comments come last. */
export function feedHints({ bytes, url, contentType }: Document): readonly FeedHint[] {
  const { links, channel } = readPage(decode(bytes, contentType) ?? "", url);
  const known = [...(channel === undefined ? [] : [channelFeed(channel)]), ...knownAddresses(url)];
  const hints: readonly FeedHint[] = [
    ...links,
    ...known.map((address) => ({ url: address, how: "known" as const, isComments: false })),
  ];
  const unique = hints.filter(
    (hint, index) => hints.findIndex((other) => other.url === hint.url) === index && hint.url !== url,
  );
  return unique.toSorted((a, b) => Number(a.isComments) - Number(b.isComments)).slice(0, MOST_HINTS);
}

/** Where sites of this address's kind have their feeds: YouTube channels and playlists, GitHub repositories and people. */
export function knownAddresses(page: string): readonly string[] {
  const { hostname, pathname, searchParams } = new URL(page);
  const parts = pathname.split("/").filter((part) => part !== "");
  switch (hostname.replace(/^(?:www|m)\./, "")) {
    case "youtube.com": {
      const [kind, channel = ""] = parts;
      const list = searchParams.get("list");
      if (kind === "channel" && CHANNEL.test(channel)) return [channelFeed(channel)];
      return list === null ? [] : [`${YOUTUBE}?playlist_id=${encodeURIComponent(list)}`];
    }
    case "github.com": {
      const [owner, repository] = parts;
      if (owner === undefined) return [];
      const place = `https://github.com/${owner}`;
      return repository === undefined
        ? [`${place}.atom`]
        : [`${place}/${repository}/releases.atom`, `${place}/${repository}/commits.atom`];
    }
  }
  return [];
}

/** Where feeds usually are, in the folder of the page first, then at the root: all that is left when a page names none. */
export function usualAddresses(page: string): readonly string[] {
  const { origin, pathname } = new URL(page);
  const last = pathname.slice(pathname.lastIndexOf("/") + 1);
  const isFile = last === "" || last.includes(".");
  const folder = isFile ? pathname.slice(0, pathname.length - last.length) : `${pathname}/`;
  return [...new Set([folder, "/"])].flatMap((path) => USUAL.map((name) => `${origin}${path}${name}`));
}

const USUAL: readonly string[] =
  "feed/ rss.xml atom.xml feed.xml index.xml rss/ index.rss feed.atom rss/feed.xml".split(" ");

const YOUTUBE = "https://www.youtube.com/feeds/videos.xml";

function channelFeed(channel: string): string {
  return `${YOUTUBE}?channel_id=${channel}`;
}

interface Page {
  readonly links: readonly FeedHint[];
  /** The YouTube channel that the page is about. */
  readonly channel?: string;
}

type Attributes = Readonly<Record<string, string>>;

function readPage(html: string, url: string): Page {
  const links: FeedHint[] = [];
  const isYouTube = /(?:^|\.)youtube\.com$/.test(new URL(url).hostname);
  let base = url;
  let channel: string | undefined;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      // Deeper, reading would cost time by the square; enough links are enough.
      if (depth > MAX_DEPTH || links.length >= MOST_HINTS * 2) parser.pause();
      if (name === "base" && base === url) base = webLink(attributes["href"], url) ?? url;
      if (name === "link") links.push(...hintIn(attributes, base));
      if (isYouTube) channel ??= channelIn(name, attributes);
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.write(html.slice(0, MAX_PAGE));
  return { links, ...(channel === undefined ? {} : { channel }) };
}

function hintIn(attributes: Attributes, base: string): readonly FeedHint[] {
  const relations = (attributes["rel"] ?? "").toLowerCase().split(/\s+/);
  if (!relations.includes("alternate") || !FEED_TYPE.test(attributes["type"]?.trim() ?? "")) return [];
  const url = webLink(attributes["href"], base);
  if (url === undefined || NO_FEED.test(url)) return [];
  const title = plainLine(attributes["title"]) ?? "";
  return [{ url, how: "advertised", isComments: /comment/i.test(title) || /\/comments?\//i.test(url) }];
}

/** The page of a name (`/@name`) says in its head which channel it is. */
function channelIn(name: string, attributes: Attributes): string | undefined {
  const said =
    name === "meta" && /^(?:identifier|channelId)$/.test(attributes["itemprop"] ?? "")
      ? attributes["content"]
      : name === "link" && attributes["rel"] === "canonical"
        ? attributes["href"]?.split("/channel/")[1]
        : undefined;
  return said !== undefined && CHANNEL.test(said) ? said : undefined;
}
