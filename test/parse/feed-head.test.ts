import { describe, expect, it } from "vitest";
import type { FeedHints, ParsedFeed } from "../../src/model/feed.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { outlineFeed } from "../../src/parse/outline-feed.ts";
import { DOCUMENT_URL, feedFixture, feedIn, readText } from "../support/a-document.ts";

const NAMESPACES =
  'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom"';

async function withHead(head: string): Promise<ParsedFeed> {
  return feedIn(
    await readText(
      `<rss version="2.0" ${NAMESPACES}><channel>${head}<item><title>a</title></item></channel></rss>`,
    ),
  );
}
const hintsOf = async (head: string): Promise<FeedHints | undefined> => (await withHead(head)).hints;

describe("when a publisher wishes to be asked", () => {
  it("is the longest interval that the head names, with the hours and days of rest", async () => {
    expect((await feedFixture("rss2-hints.xml")).hints).toEqual({
      everyMs: HOUR,
      skipHours: [0, 3],
      skipDays: [0, 6],
    });
  });

  it.each([
    ["<ttl>45</ttl>", 45 * MINUTE],
    ["<ttl>10080</ttl>", DAY],
    [
      "<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
      6 * HOUR,
    ],
    ["<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90 * MINUTE],
    ["<sy:updatePeriod>Weekly</sy:updatePeriod>", DAY],
    ["<sy:updateFrequency>12</sy:updateFrequency>", 2 * HOUR],
  ])("%s", async (head, everyMs) => {
    expect(await hintsOf(head)).toEqual({ everyMs });
  });

  it.each([
    "",
    "<ttl>0</ttl>",
    "<ttl>-5</ttl>",
    "<ttl>an hour</ttl>",
    "<ttl>99999999999999999999</ttl>",
    "<sy:updatePeriod>often</sy:updatePeriod>",
    "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
    "<skipHours><hour>99</hour></skipHours><skipDays>Sunday</skipDays>",
  ])("is absent when it cannot be read: %s", async (head) => {
    expect(await withHead(head)).not.toHaveProperty("hints");
  });

  it("is not what an item says", async () => {
    const text = `<rss version="2.0"><channel><item><title>a</title><ttl>60</ttl></item></channel></rss>`;
    expect(feedIn(await readText(text))).not.toHaveProperty("hints");
  });
});

describe("where changes are announced", () => {
  const push = { hub: "https://hub.example.net/", topic: "https://example.org/feeds/main.xml" };

  it("is a hub on the web, with the address that it knows the feed by", async () => {
    expect((await feedFixture("rss2-hints.xml")).push).toEqual(push);
  });

  it("is known as soon as the entries are outlined", async () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example.net/"/><link rel="self" href="main.xml"/></feed>`;
    const ending = outlineFeed({ bytes: new TextEncoder().encode(text), url: DOCUMENT_URL });
    expect(ending).toMatchObject({ kind: "feed", feed: { push } });
  });

  it("in RSS 1.0 too", async () => {
    const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="hub" href="https://hub.example.net/"/><atom:link rel="self" href="main.xml"/></channel></rdf:RDF>`;
    expect(feedIn(await readText(text)).push).toEqual(push);
  });

  it("in JSON Feed is the first hub that speaks WebSub", async () => {
    expect((await feedFixture("jsonfeed11-hubs.json")).push).toEqual({
      hub: "https://hub.example.net/",
      topic: "https://example.org/feed.json",
    });
  });

  it.each([
    '<atom:link rel="hub" href="https://hub.example.net/"/>',
    '<atom:link rel="self" href="https://example.org/"/>',
    '<atom:link rel="self" href="/"/><atom:link rel="hub" href="ftp://hub.example.net/"/>',
  ])("is nowhere when half of it is missing: %s", async (head) => {
    expect(await withHead(head)).not.toHaveProperty("push");
  });
});
