import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry, ParsedFeed } from "../../src/model/feed.ts";
import { type ReadOutcome, readFeed } from "../../src/parse/read-feed.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/feeds");
/** Where every test document is said to come from. */
export const DOCUMENT_URL = "https://example.org/feeds/main.xml";

/** Reads a document of test/fixtures/feeds as if it had been fetched from DOCUMENT_URL. */
export async function readFixture(name: string): Promise<ReadOutcome> {
  return await readFeed({ bytes: readFileSync(join(FIXTURES, name)), url: DOCUMENT_URL });
}

/** The same, for a document that must be a feed. */
export async function feedFixture(name: string): Promise<ParsedFeed> {
  return feedIn(await readFixture(name));
}

/** Reads a document given as text. */
export async function readText(text: string): Promise<ReadOutcome> {
  return await readFeed({ bytes: new TextEncoder().encode(text), url: DOCUMENT_URL });
}

/** The feed that a reading ended in; fails the test when it ended otherwise. */
export function feedIn(outcome: ReadOutcome): ParsedFeed {
  if (outcome.kind === "failed") throw new Error(`not a feed: ${outcome.errorKind}, ${outcome.detail}`);
  if (outcome.kind === "index") throw new Error("not a feed: a sitemap index");
  return outcome.feed;
}

/** An RSS document around these items. */
export function rssOf(items: string): string {
  return `<rss version="2.0"><channel><title>Le Phare</title><link>https://example.org/</link>${items}</channel></rss>`;
}

/** The first entry of an RSS document whose one item has these fields. */
export async function entryWith(fields: string): Promise<Entry | undefined> {
  return feedIn(await readText(rssOf(`<item>${fields}</item>`))).entries[0];
}
