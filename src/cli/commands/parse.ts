import type { Command } from "commander";
import type { SitemapPart } from "../../model/document.ts";
import type { Entry, ParsedFeed } from "../../model/feed.ts";
import { type Instant, toIso } from "../../model/time.ts";
import { STAGES } from "../../stages.ts";
import { type Session, subcommand } from "../command.ts";
import { EXIT } from "../exit-codes.ts";

interface ParseOptions {
  readonly url?: string;
  readonly contentType?: string;
}

/** `vigie parse`: the bytes of one feed in, one JSON object out. */
export function addParse(program: Command, session: Session): void {
  const { io } = session;
  const command = subcommand("parse", "reads one feed from standard input and prints it as JSON", [
    "vigie parse --url https://example.org/feed.xml < feed.xml",
    "FEED_URL=https://example.org/feed vigie parse --content-type application/rss+xml < feed",
  ]);
  command
    .option("--url <url>", "where the bytes came from; relative links are resolved against it (or FEED_URL)")
    .option("--content-type <type>", "the Content-Type they came with (or FEED_CONTENT_TYPE)")
    .action(async (options: ParseOptions) => {
      const url = options.url ?? io.env["FEED_URL"] ?? "https://feed.invalid/";
      if (!isWebAddress(url)) {
        const given = options.url === undefined ? "FEED_URL" : "--url";
        io.err(`${given}: expected an address that begins with https:// or http://, got “${url}”`);
        return session.end(EXIT.usage);
      }
      const contentType = options.contentType ?? io.env["FEED_CONTENT_TYPE"];
      const { readFeed } = await STAGES.parse();
      const read = await readFeed({
        bytes: await io.readBytes(),
        url,
        ...(contentType === undefined ? {} : { contentType }),
      });
      if (read.kind === "failed") {
        io.err(`Not a feed (${read.errorKind}): ${read.detail}`);
        return session.end(EXIT.problems);
      }
      io.out(JSON.stringify(read.kind === "index" ? printedIndex(read.parts) : printed(read.feed)));
      session.end(EXIT.done);
    });
  program.addCommand(command);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
}

/** Absent stays absent: `JSON.stringify` leaves out what is undefined. */
function printed(feed: ParsedFeed): unknown {
  const { title, link, language, description, format, partial, unclosed } = feed;
  return {
    feed: { title, link, language, description, format, partial, unclosed },
    items: feed.entries.map(printedEntry),
  };
}

/** Its items are the sitemaps that it lists. */
function printedIndex(parts: readonly SitemapPart[]): unknown {
  return {
    feed: { format: "sitemap" },
    items: parts.map(({ url, lastModified }) => ({
      id: url,
      link: url,
      updated: iso(lastModified),
      categories: [],
      enclosures: [],
    })),
  };
}

function printedEntry(entry: Entry): unknown {
  const { guid, title, link, author, summary, content, language, categories, enclosures, incomplete } = entry;
  return {
    id: guid,
    title,
    link,
    published: iso(entry.published),
    updated: iso(entry.updated),
    author,
    summary,
    content,
    language,
    categories,
    enclosures,
    incomplete,
  };
}

function iso(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : toIso(instant);
}
