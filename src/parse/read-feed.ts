import type { ParsedFeed } from "../model/feed.ts";
import { mapByRssParser } from "./canonical-rss.ts";
import { decode } from "./decode.ts";
import { entryOf } from "./draft.ts";
import { readJsonFeed } from "./json-feed.ts";
import { type Repaired, repair } from "./repair.ts";
import { readWebPage } from "./web-page.ts";

/** How reading a document ended: a feed, possibly of no entry, or why it is none, in a sentence for people. */
export type ReadOutcome =
  | { readonly kind: "feed"; readonly feed: ParsedFeed }
  | { readonly kind: "failed"; readonly errorKind: "parse" | "html" | "encoding"; readonly detail: string };

/** A document as it was fetched; `url` is where it came from, which relative links are relative to. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly contentType?: string;
}

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and JSON Feed, well-formed or not. Bad entries are left out, odd
 * fields absent; hostile documents cost time linear in their size. All text in the result is plain text.
 */
export async function readFeed(source: Source): Promise<ReadOutcome> {
  const text = decode(source.bytes, source.contentType);
  if (text === undefined)
    return failed("encoding", "not text: the body is an image, an archive or otherwise binary");
  const start = text.trimStart();
  if (start === "") return failed("parse", "an empty document");
  if (start.startsWith("{")) {
    const feed = readJsonFeed(start, source.url);
    return feed === undefined ? failed("parse", "JSON, but not a whole JSON Feed") : { kind: "feed", feed };
  }
  const repaired = repair(text, source.url);
  switch (repaired.kind) {
    case "feed":
      return { kind: "feed", feed: await parsedFeed(repaired) };
    case "page":
      return failed("html", pageDetail(text, source.url));
    case "other":
      return failed("parse", otherDetail(repaired.root));
  }
}

async function parsedFeed({ format, description, partial, ...repaired }: Repaired): Promise<ParsedFeed> {
  const { head, drafts } = await mapByRssParser(repaired.head, repaired.drafts);
  return {
    format,
    ...(head.title === undefined ? {} : { title: head.title }),
    ...(head.link === undefined ? {} : { link: head.link }),
    ...(head.language === undefined ? {} : { language: head.language }),
    ...(description === undefined ? {} : { description }),
    entries: drafts.map(entryOf),
    ...(partial === undefined ? {} : { partial }),
  };
}

function otherDetail(root: string | undefined): string {
  if (root === undefined) return "neither XML nor JSON";
  const name = shortened(root);
  return root === "rss" || root === "rdf" ? `<${name}> without a channel` : `<${name}> is not a feed`;
}

function pageDetail(html: string, url: string): string {
  const { title, feed } = readWebPage(html, url);
  const named =
    title === undefined ? "a web page, not a feed" : `a web page, not a feed: “${shortened(title)}”`;
  return feed === undefined ? named : `${named}; it advertises ${feed}`;
}

function shortened(text: string): string {
  return Array.from(text.slice(0, 200)).slice(0, 100).join("");
}

function failed(errorKind: "parse" | "html" | "encoding", detail: string): ReadOutcome {
  return { kind: "failed", errorKind, detail };
}
