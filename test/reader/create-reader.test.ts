import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Document, DocumentReading, FeedReading, Naming } from "../../src/model/document.ts";
import { readDocument } from "../../src/parse/read-document.ts";
import type { DocumentReader } from "../../src/ports/document-reader.ts";
import { createReader, type ReaderOptions } from "../../src/reader/create-reader.ts";
import { startThread } from "../../src/reader/start-thread.ts";
import { DOCUMENT_URL, rssOf } from "../support/a-document.ts";
import { aFeed } from "../support/a-feed.ts";
import { aLog } from "../support/a-log.ts";
import {
  BROKEN,
  ENDLESS,
  HUNGRY,
  LEAVING,
  OUTLINING,
  startBuiltThread,
  threads,
} from "../support/a-thread.ts";
import { aBody, aConfig, anApp } from "../support/an-app.ts";
import { runs } from "../support/thorough.ts";
import { anyAddress } from "../support/any-text.ts";

const NAMING: Naming = {
  feedId: "phare",
  trackingParams: ["utm_*"],
  halfCounts: false,
  now: Date.UTC(2026, 2, 2),
};
/** More than is ever read at once. */
const LARGE = 70_000;

const open: DocumentReader[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

function aReader(options: Partial<ReaderOptions> = {}): DocumentReader {
  const reader = createReader({ startThread: startBuiltThread, ...options });
  open.push(reader);
  return reader;
}

function aDocument(content: string | Uint8Array): Document {
  return {
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
    url: DOCUMENT_URL,
  };
}

/** A feed with one item of this name, made as long as asked by what no reader sees. */
function feedNamed(name: string, length = LARGE): string {
  return `${rssOf(`<item><guid>${name}</guid><title>${name}</title><description>About ${name}</description></item>`)}<!--${"x".repeat(length)}-->`;
}

/** All that a reading says, its entries read to their end. */
async function allOf(reading: DocumentReading): Promise<unknown> {
  if (reading.kind !== "feed") return reading;
  const { entries, read, ...head } = reading.feed;
  return { head, entries, whole: [...(await read(entries.map(({ entry }) => entry)))] };
}

function feedIn(reading: DocumentReading): FeedReading {
  if (reading.kind !== "feed") throw new Error(`not a feed: ${JSON.stringify(reading)}`);
  return reading.feed;
}

async function titlesIn(reading: DocumentReading): Promise<readonly (string | undefined)[]> {
  const { entries, read } = feedIn(reading);
  return [...(await read(entries.map(({ entry }) => entry))).values()].map(({ title }) => title);
}

describe("a large document is read elsewhere, and gives what it would have given here", () => {
  const started = threads();
  const reader = createReader({ startThread: started.start });
  afterAll(async () => await reader.close());

  const expectSame = async (document: Document): Promise<void> => {
    expect(document.bytes.length).toBeGreaterThan(LARGE);
    const elsewhere = await allOf(await reader.read(document, NAMING));
    expect(elsewhere).toEqual(await allOf(readDocument(document, NAMING)));
    expect(started.started).toBe(1);
  };

  it("whatever its entries are", async () => {
    const words = fc.stringMatching(/^[a-zé &<>"'\u{1f600}-\u{1f64f}]{0,40}$/u);
    const item = fc.record({
      guid: words,
      title: words,
      link: anyAddress(),
      description: words,
      date: fc.date(),
    });
    const xml = (s: string): string => s.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 12 }), async (items) => {
        const written = items.map(
          ({ guid, title, link, description, date }) =>
            `<item><guid>${xml(guid)}</guid><title>${xml(title)}</title><link>${xml(link)}</link>` +
            `<description>${xml(description).repeat(50)}</description><pubDate>${String(date)}</pubDate></item>`,
        );
        await expectSame(aDocument(`${rssOf(written.join(""))}${" ".repeat(LARGE)}`));
      }),
      { numRuns: runs(40) },
    );
  });

  const folder = "test/fixtures/feeds/";
  it.each(readdirSync(folder))("%s", async (name) => {
    const bytes = readFileSync(folder + name);
    // Two spaces, or one in UTF-16, for as long as it takes.
    const rest = Buffer.alloc(
      LARGE + (LARGE % 2),
      name.includes("utf16be") ? "\0 " : name.includes("utf16") ? " \0" : "  ",
    );
    await expectSame(aDocument(Buffer.concat([bytes, rest])));
  });

  it("with ten thousand entries", async () => {
    const items = Array.from(
      { length: 10_000 },
      (_, n) => `<item><guid>${n}</guid><title>Item ${n}</title></item>`,
    );
    await expectSame(aDocument(rssOf(items.join(""))));
  });

  it("from bytes that are a part of others, which stay where they are", async () => {
    const written = new TextEncoder().encode(feedNamed("part"));
    const around = new Uint8Array(written.length + 1000).fill(60);
    around.set(written, 500);
    await expectSame(aDocument(around.subarray(500, 500 + written.length)));
    expect(around[0]).toBe(60);
  });
});

describe("a small document", () => {
  it("is read at once, without a thread", async () => {
    const started = threads();
    const reader = aReader({ startThread: started.start });
    expect(await titlesIn(await reader.read(aDocument(feedNamed("small", 0)), NAMING))).toEqual(["small"]);
    expect(started.started).toBe(0);
  });

  it("is read in the thread all the same when it is a page to select from, which may take seconds", async () => {
    const started = threads();
    const reader = aReader({ startThread: started.start });
    const page = { items: "div div div", title: "a", link: "a" };
    const bytes = new TextEncoder().encode(`${"<div>".repeat(3)}<a href="/a">small</a>`);
    const reading = await reader.read({ bytes, url: DOCUMENT_URL, page }, NAMING);
    expect(await titlesIn(reading)).toEqual(["small"]);
    expect(started.started).toBe(1);
  });

  const numbered = <T>(length: number, make: (n: number) => T): readonly T[] =>
    Array.from({ length }, (_, n) => make(n));
  const NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';
  const jsonItems = numbered(2400, (id) => ({ id }));
  it.each([
    [
      "of an author with thousands of fields",
      JSON.stringify({ author: Object.fromEntries(numbered(2800, (n) => [`k${n}`, 1])), items: jsonItems }),
    ],
    [
      "of thousands of authors, in JSON,",
      JSON.stringify({ authors: numbered(2400, () => ({ name: "x" })), items: jsonItems }),
    ],
    [
      "of thousands of authors, in Atom,",
      `<feed>${"<author/>".repeat(2000)}${numbered(1200, (n) => `<entry><id>${n}</id></entry>`).join("")}</feed>`,
    ],
    [
      "of news in news",
      `<urlset ${NEWS}><url><loc>https://example.org/</loc>${"<news:news>".repeat(240)}${"<news:title/>".repeat(4500)}`,
    ],
    ["of elements in elements", rssOf("<x>".repeat(20_000))],
    ["of HTML in HTML", rssOf(`<item><description><![CDATA[${"<b>".repeat(20_000)}`)],
    ["of attributes", rssOf(`<item><x ${numbered(7000, (n) => `a${n}=""`).join(" ")}/></item>`)],
    ["of categories", rssOf(`<item>${"<category>a</category>".repeat(2800)}</item>`)],
    ["of namespaces", rssOf(`<item>${'<x xmlns:a="b">'.repeat(4000)}</item>`)],
  ])("%s holds up nobody", async (_what, text) => {
    const document = aDocument(text);
    expect(document.bytes.length).toBeLessThanOrEqual(64 << 10);
    const seconds: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      await allOf(await aReader({ startThread: threads(BROKEN).start }).read(document, NAMING));
      const { user, system } = process.cpuUsage(before);
      seconds.push((user + system) / 1_000_000);
    }
    expect(Math.min(...seconds)).toBeLessThan(0.25);
  });
});

describe("an entry asked for later", () => {
  it("is the whole entry, however many documents were read meanwhile", async () => {
    const reader = aReader();
    // Together they are more than the thread keeps.
    const readings: DocumentReading[] = [];
    for (const name of ["one", "two", "three", "four"])
      readings.push(await reader.read(aDocument(feedNamed(name, 5_000_000)), NAMING));
    const titles = await Promise.all(readings.map(titlesIn));
    expect(titles).toEqual([["one"], ["two"], ["three"], ["four"]]);
  });

  it("is one of those asked for, and no other", async () => {
    const reader = aReader();
    const items = ["a", "b", "c"].map((name) => `<item><guid>${name}</guid><title>${name}</title></item>`);
    const feed = feedIn(await reader.read(aDocument(rssOf(items.join("")) + " ".repeat(LARGE)), NAMING));
    const [, b] = feed.entries.map(({ entry }) => entry);
    const stranger = { guid: "b", title: "b" };
    const whole = await feed.read([...(b === undefined ? [] : [b]), stranger]);
    expect([...whole].map(([outline, { title }]) => [outline, title])).toEqual([[b, "b"]]);
  });
});

describe("a document that is too much", () => {
  it("is given up when it takes too long, and the next one is read", async () => {
    const started = threads(ENDLESS);
    const reader = aReader({ startThread: started.start, deadlineMs: 4000 });
    const [slow, next] = await Promise.all(
      ["slow", "next"].map(async (name) => await reader.read(aDocument(feedNamed(name)), NAMING)),
    );
    expect(slow).toEqual({ kind: "failed", errorKind: "parse", detail: "reading it took longer than 4 s" });
    expect(next === undefined ? [] : await titlesIn(next)).toEqual(["next"]);
  });

  it("is given up when it takes too much memory, and the next one is read", async () => {
    const reader = aReader({ startThread: threads(HUNGRY).start });
    const reading = await reader.read(aDocument(feedNamed("hungry")), NAMING);
    const detail = "reading it took more memory than a document may have";
    expect(reading).toEqual({ kind: "failed", errorKind: "parse", detail });
    expect(await titlesIn(await reader.read(aDocument(feedNamed("next")), NAMING))).toEqual(["next"]);
  });

  it("only when its items are read to their end is given up too: a poll fails by that name, and no bug is told of", async () => {
    const reader = aReader({ startThread: threads(OUTLINING).start, deadlineMs: 1000 });
    const log = aLog();
    const vigie = anApp(aConfig(), { reader, log });
    const { url } = aFeed();
    vigie.answer(url, aBody(feedNamed("slow"), url));
    const detail = "reading it took longer than 1 s";
    expect(await vigie.round()).toMatchObject({ feeds: [{ outcome: "error", errorKind: "parse", detail }] });
    expect(vigie.app.store.feedState(aFeed().id)?.problem).toMatchObject({ kind: "parse", detail });
    expect(log.events.filter(({ event }) => event === "poll.crashed")).toEqual([]);
  });
});

describe("a thread with a bug", () => {
  it.each([
    ["that throws", BROKEN, "not a function"],
    ["that ends", LEAVING, "the reading thread ended by itself"],
  ])(
    "%s fails the document that brought it out, and the next one is read",
    async (_what, script, message) => {
      const reader = aReader({ startThread: threads(script).start });
      await expect(reader.read(aDocument(feedNamed("unlucky")), NAMING)).rejects.toThrow(message);
      expect(await titlesIn(await reader.read(aDocument(feedNamed("next")), NAMING))).toEqual(["next"]);
    },
  );
});

describe("the thread", () => {
  it("ends when the reader is closed, wherever it is", async () => {
    const started = threads(ENDLESS);
    const reader = aReader({ startThread: started.start });
    const reading = reader.read(aDocument(feedNamed("slow")), NAMING);
    const ending = reading.catch(String);
    await expect.poll(() => started.started).toBe(1);
    await reader.close();
    expect(await ending).toBe("Error: the reader was closed");
    await started.ended();
    await expect(reader.read(aDocument(feedNamed("late")), NAMING)).rejects.toThrow("the reader is closed");
  });

  it("ends when there was nothing to read for a while, and is started again when there is", async () => {
    const started = threads();
    const reader = aReader({ startThread: started.start, idleMs: 1 });
    for (const name of ["one", "two"]) {
      const reading = await reader.read(aDocument(feedNamed(name)), NAMING);
      await started.ended();
      expect(await titlesIn(reading)).toEqual([name]);
      await started.ended();
    }
    expect(started.started).toBe(4);
  });

  it("is there when the sources run as they are", async () => {
    const reader = aReader({ startThread });
    const reading = await reader.read(aDocument(feedNamed("source")), NAMING);
    expect(await titlesIn(reading)).toEqual(["source"]);
  });

  it("is there in the built program, and does not keep it from ending", async () => {
    const script = `
      import { createReader } from ${JSON.stringify(pathToFileURL("dist/reader/create-reader.js"))};
      const bytes = new TextEncoder().encode(${JSON.stringify(rssOf("<item><title>Le port rouvre</title></item>"))} + " ".repeat(${LARGE}));
      const { feed } = await createReader().read({ bytes, url: "https://example.org/" }, ${JSON.stringify(NAMING)});
      const whole = await feed.read(feed.entries.map(({ entry }) => entry));
      console.log(JSON.stringify([...whole.values()]));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    expect(JSON.parse(stdout)).toMatchObject([{ title: "Le port rouvre" }]);
  });
});
