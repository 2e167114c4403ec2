import type { Piece } from "./news.ts";

/** One document as a server sends it. */
export interface FeedDocument {
  readonly contentType: string;
  readonly body: string;
}

/** An RSS 2.0 document (RSS Advisory Board, 2009), newest piece first. */
export function rss(title: string, pieces: readonly Piece[]): FeedDocument {
  const items = pieces.map(
    (piece) =>
      `<item><title>${xml(piece.title)}</title><link>${xml(piece.link)}</link><guid>${xml(piece.link)}</guid>` +
      `<pubDate>${new Date(piece.published).toUTCString()}</pubDate><dc:language>${piece.language}</dc:language>` +
      `<description>${xml(piece.summary)}</description>${
        piece.text === undefined ? "" : `<content:encoded>${xml(paragraphs(piece.text))}</content:encoded>`
      }</item>`,
  );
  return {
    contentType: "application/rss+xml; charset=utf-8",
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
      `xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${xml(title)}</title>` +
      `<link>https://example.org/</link><description>${xml(title)}</description>\n${items.join("\n")}\n</channel></rss>`,
  };
}

/** An Atom document (RFC 4287). */
export function atom(title: string, pieces: readonly Piece[]): FeedDocument {
  const entries = pieces.map(
    (piece) =>
      `<entry xml:lang="${piece.language}"><id>${xml(piece.link)}</id><title>${xml(piece.title)}</title>` +
      `<link href="${xml(piece.link)}"/><updated>${piece.published}</updated><published>${piece.published}</published>` +
      `<summary>${xml(piece.summary)}</summary>${
        piece.text === undefined ? "" : `<content type="html">${xml(paragraphs(piece.text))}</content>`
      }</entry>`,
  );
  return {
    contentType: "application/atom+xml; charset=utf-8",
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>${xml(title)}</title>` +
      `<id>urn:demo:${xml(title)}</id><updated>${pieces[0]?.published ?? "2019-01-01T00:00:00Z"}</updated>\n` +
      `${entries.join("\n")}\n</feed>`,
  };
}

/** A JSON Feed (version 1.1). */
export function jsonFeed(title: string, pieces: readonly Piece[]): FeedDocument {
  const items = pieces.map((piece) => ({
    id: piece.link,
    url: piece.link,
    title: piece.title,
    summary: piece.summary,
    language: piece.language,
    date_published: piece.published,
    content_html: paragraphs(piece.text ?? piece.summary),
  }));
  return {
    contentType: "application/feed+json",
    body: JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title, items }),
  };
}

function paragraphs(text: string): string {
  return text
    .split("\n")
    .map((line) => `<p>${xml(line)}</p>`)
    .join("");
}

function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
