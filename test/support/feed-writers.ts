import { type Instant, toIso } from "../../src/model/time.ts";
import type { Charset } from "./in-charset.ts";

/** How a feed carries the HTML of a body. */
export type BodyStyle = "plain" | "cdata" | "escaped" | "xhtml";

/** An item before it is written; bodies are paragraphs of text. */
export interface Story {
  readonly number: number;
  readonly title: string;
  readonly guid: boolean;
  readonly published: Instant | undefined;
  readonly author: string | undefined;
  readonly summary: string | undefined;
  readonly paragraphs: readonly string[];
  readonly categories: readonly string[];
  readonly enclosure: boolean;
}

export interface Shape {
  readonly style: BodyStyle;
  readonly charset: Charset;
  /** Between elements: an indented document, or one without any white space. */
  readonly gap: string;
}

/** Atom asks for an author in every entry, unless the feed has one (RFC 4287 §4.1.2). */
export const EDITORS = "La rédaction";

/** The names of a story, each of which holds its number. */
export function linkOf({ number }: Story): string {
  return `https://example.org/news/${number}?a=1&b=2`;
}

export function guidOf({ number }: Story): string {
  return `tag:example.org,2026:${number}`;
}

export function enclosureOf({ number }: Story): string {
  return `https://example.org/${number}.mp3?x=1&y=2`;
}

type Writer = (list: readonly Story[], shape: Shape) => string;

/** Writes the stories as a valid document of each format. */
export const WRITERS: Readonly<Record<"rss" | "rdf" | "atom" | "json", Writer>> = {
  rss: (list, shape) =>
    lines(shape, [
      prolog(shape),
      '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
      "<channel><title>Le Phare</title><link>https://example.org/</link><description>Côte</description>",
      ...list.map((story) => `<item>${rssFields(story, shape)}</item>`),
      "</channel>",
      "</rss>",
    ]),
  rdf: (list, shape) =>
    lines(shape, [
      prolog(shape),
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
      '<channel rdf:about="https://example.org/rdf"><title>Le Phare</title><link>https://example.org/</link><description>Côte</description></channel>',
      ...list.map((story) => `<item rdf:about="${escaped(linkOf(story))}">${rdfFields(story, shape)}</item>`),
      "</rdf:RDF>",
    ]),
  atom: (list, shape) =>
    lines(shape, [
      prolog(shape),
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare</title><id>urn:x:1</id><link href="https://example.org/"/>',
      "<updated>2026-03-29T12:30:05Z</updated>",
      ...list.map((story) => `<entry>${atomFields(story, shape)}</entry>`),
      "</feed>",
    ]),
  json: (list, { style, gap }) =>
    JSON.stringify(
      {
        version: "https://jsonfeed.org/version/1.1",
        title: "Le Phare",
        home_page_url: "https://example.org/",
        items: list.map((story) => jsonItem(story, style)),
      },
      undefined,
      gap,
    ),
};

function lines({ gap }: Shape, parts: readonly string[]): string {
  return parts.join(gap);
}

const LABELS: Readonly<Record<Charset, string>> = {
  "utf-8": "UTF-8",
  "utf-8-mark": "utf-8",
  "windows-1252": "ISO-8859-1",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};

function prolog({ charset }: Shape): string {
  return `<?xml version="1.0" encoding="${LABELS[charset]}"?>`;
}

function rssFields(story: Story, shape: Shape): string {
  const { published, enclosure } = story;
  return lines(shape, [
    `<title>${escaped(story.title)}</title>`,
    `<link>${escaped(linkOf(story))}</link>`,
    ...(story.summary === undefined ? [] : [`<description>${twice(story.summary)}</description>`]),
    ...htmlBody(story, shape),
    ...dublinCore(story, "category"),
    ...(published === undefined ? [] : [`<pubDate>${new Date(published).toUTCString()}</pubDate>`]),
    ...(enclosure ? [`<enclosure url="${escaped(enclosureOf(story))}" length="1" type="audio/mpeg"/>`] : []),
    ...(story.guid ? [`<guid isPermaLink="false">${guidOf(story)}</guid>`] : []),
  ]);
}

function rdfFields(story: Story, shape: Shape): string {
  const { published } = story;
  return lines(shape, [
    `<title>${escaped(story.title)}</title>`,
    `<link>${escaped(linkOf(story))}</link>`,
    ...(story.summary === undefined ? [] : [`<description>${twice(story.summary)}</description>`]),
    ...htmlBody(story, shape),
    ...dublinCore(story, "dc:subject"),
    ...(published === undefined ? [] : [`<dc:date>${toIso(published)}</dc:date>`]),
  ]);
}

function dublinCore({ author, categories }: Story, category: string): readonly string[] {
  return [
    ...(author === undefined ? [] : [`<dc:creator>${escaped(author)}</dc:creator>`]),
    ...categories.map((name) => `<${category}>${escaped(name)}</${category}>`),
  ];
}

/** RSS does not say whether a text is HTML, so that all of it is written as if it were. */
function htmlBody({ paragraphs }: Story, { style }: Shape): readonly string[] {
  if (paragraphs.length === 0) return [];
  const html = htmlOf(paragraphs);
  switch (style) {
    case "plain":
    case "escaped":
      return [`<content:encoded>${escaped(html)}</content:encoded>`];
    case "cdata":
      return [`<content:encoded><![CDATA[${html}]]></content:encoded>`];
    case "xhtml":
      return [`<xhtml:body>${html.replaceAll(/(<\/?)/g, "$1xhtml:")}</xhtml:body>`];
  }
}

function atomFields(story: Story, shape: Shape): string {
  const { published, author } = story;
  return lines(shape, [
    `<id>${guidOf(story)}</id>`,
    `<title>${escaped(story.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${escaped(linkOf(story))}"/>`,
    ...(story.enclosure ? [`<link rel='enclosure' href='${escaped(enclosureOf(story))}'/>`] : []),
    ...(published === undefined ? [] : [`<published>${toIso(published)}</published>`]),
    `<author><name>${escaped(author ?? EDITORS)}</name></author>`,
    ...story.categories.map((name) => `<category term="${escaped(name)}"/>`),
    ...(story.summary === undefined ? [] : [`<summary>${escaped(story.summary)}</summary>`]),
    ...atomBody(story, shape),
  ]);
}

function atomBody({ paragraphs }: Story, { style }: Shape): readonly string[] {
  if (paragraphs.length === 0) return [];
  const html = htmlOf(paragraphs);
  switch (style) {
    case "plain":
      return [`<content>${escaped(paragraphs.join("\n"))}</content>`];
    case "escaped":
      return [`<content type="html">${escaped(html)}</content>`];
    case "cdata":
      return [`<content type="html"><![CDATA[${html}]]></content>`];
    case "xhtml":
      return [
        `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><!-- c -->${html}</div></content>`,
      ];
  }
}

function jsonItem(story: Story, style: BodyStyle): object {
  const { published, author, summary, paragraphs } = story;
  return {
    id: guidOf(story),
    url: linkOf(story),
    title: story.title,
    ...(published === undefined ? {} : { date_published: toIso(published) }),
    ...(author === undefined ? {} : { authors: [{ name: author }] }),
    ...(summary === undefined ? {} : { summary }),
    ...(style === "plain" ? { content_text: paragraphs.join("\n") } : { content_html: htmlOf(paragraphs) }),
    tags: story.categories,
    ...(story.enclosure ? { attachments: [{ url: enclosureOf(story), mime_type: "audio/mpeg" }] } : {}),
  };
}

function htmlOf(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => `<p><em>${escaped(paragraph)}</em></p>`).join("");
}

function twice(text: string): string {
  return escaped(escaped(text));
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
