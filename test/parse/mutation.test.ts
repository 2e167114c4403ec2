import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Naming } from "../../src/model/document.ts";
import type { Entry, FeedFormat } from "../../src/model/feed.ts";
import { decode } from "../../src/parse/bytes/decode.ts";
import { RepairTally } from "../../src/parse/repair-tally.ts";
import { endUnclosedCdata } from "../../src/parse/markup/unclosed-cdata.ts";
import { parseJson } from "../../src/parse/json/parse-json.ts";
import { readDocument } from "../../src/parse/read-document.ts";
import { type ReadOutcome, readFeed } from "../../src/parse/read-feed.ts";
import { type GeneratedFeed, generatedFeeds } from "../support/a-generated-feed.ts";
import { DOCUMENT_URL } from "../support/a-document.ts";
import { inCharset } from "../support/in-charset.ts";
import { headOf, isFeedInFeed, itemByItem, withoutStrangers } from "../support/item-by-item.ts";
import { runs, STEP } from "../support/thorough.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/feeds");
/** The same harm every time: a rare one would be a surprise for somebody else. */
const SEED = 20_260_329;
const NAMING: Naming = {
  feedId: "phare",
  trackingParams: [],
  halfCounts: false,
  now: Date.UTC(2026, 2, 29),
};

/** A way in which a document can come to harm; places are counted round and round the document. */
type Harm =
  | { readonly kind: "drop" | "double"; readonly at: number; readonly length: number }
  | { readonly kind: "swap" | "cut"; readonly at: number }
  | { readonly kind: "move"; readonly at: number; readonly length: number; readonly to: number };

const places = fc.nat({ max: 1 << 16 });
const lengths = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 }));
const harms: fc.Arbitrary<readonly Harm[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom("drop" as const, "double" as const), at: places, length: lengths }),
    fc.record({ kind: fc.constantFrom("swap" as const, "cut" as const), at: places }),
    fc.record({ kind: fc.constant("move" as const), at: places, length: lengths, to: places }),
  ),
  { minLength: 1, maxLength: 3 },
);

function harmed(bytes: Uint8Array, list: readonly Harm[]): Uint8Array {
  let left = bytes;
  for (const harm of list) left = Buffer.concat(piecesOf(left, harm));
  return left;
}

function piecesOf(bytes: Uint8Array, harm: Harm): readonly Uint8Array[] {
  const at = harm.at % (bytes.length + 1);
  const before = bytes.subarray(0, at);
  const behind = bytes.subarray(at);
  switch (harm.kind) {
    case "drop":
      return [before, behind.subarray(harm.length)];
    case "double":
      return [before, behind.subarray(0, harm.length), behind];
    case "swap":
      return [before, behind.subarray(1, 2), behind.subarray(0, 1), behind.subarray(2)];
    case "cut":
      return [before];
    case "move": {
      const rest = Buffer.concat([before, behind.subarray(harm.length)]);
      const to = harm.to % (rest.length + 1);
      return [rest.subarray(0, to), behind.subarray(0, harm.length), rest.subarray(to)];
    }
  }
}

/** Reads bytes to the end, and holds the reading to its time: a second, of a document of a few kilobytes. */
async function read(bytes: Uint8Array): Promise<ReadOutcome> {
  const before = process.cpuUsage();
  const outcome = await readFeed({ bytes, url: DOCUMENT_URL });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(1);
  return outcome;
}

const entriesOf = (outcome: ReadOutcome): readonly Entry[] =>
  outcome.kind === "feed" ? outcome.feed.entries : [];
const isWhole = ({ incomplete }: Entry): boolean => incomplete === undefined;
const wholeIn = async (bytes: Uint8Array): Promise<readonly Entry[]> =>
  entriesOf(await read(bytes)).filter(isWhole);
const wholeInText = async (text: string): Promise<readonly Entry[]> =>
  await wholeIn(new TextEncoder().encode(text));

const markupFeeds = generatedFeeds.filter(({ format }) => format !== "json");
const jsonFeeds = generatedFeeds.filter(({ format }) => format === "json");
const JsonFeed = z.looseObject({ items: z.array(z.unknown()) });

describe("a document that came to harm on its way", () => {
  it("is read item by item: harm to one never makes, joins, splits or changes another", async () => {
    await fc.assert(
      fc.asyncProperty(markupFeeds, harms, async (feed, list) => {
        const bytes = harmed(feed.bytes, list);
        const text = endUnclosedCdata(decode(bytes) ?? "", new RepairTally());
        fc.pre(!isFeedInFeed(text));
        const outcome = await read(bytes);
        if (outcome.kind !== "feed") {
          // Whatever came to harm, what is above the items is part of it.
          expect(text.startsWith(headOf(feed.text))).toBe(false);
          return;
        }
        const expected = await itemByItem(text, feed, wholeInText);
        const found = outcome.feed.entries.filter(isWhole);
        expect(feed.format === "atom" ? withoutStrangers(found, expected) : found).toEqual(expected);
      }),
      { numRuns: runs(2500), seed: SEED },
    );
  });

  it("of JSON is read item by item too, if it still is JSON or nearly", async () => {
    await fc.assert(
      fc.asyncProperty(jsonFeeds, harms, async (feed, list) => {
        const bytes = harmed(feed.bytes, list);
        const json = jsonIn(decode(bytes) ?? "");
        const items = json?.items ?? [];
        const lists = items.map((item) => wholeInText(JSON.stringify({ ...json, items: [item] })));
        expect(await wholeIn(bytes)).toEqual((await Promise.all(lists)).flat());
      }),
      { numRuns: runs(1500), seed: SEED },
    );
  });

  it("has names for its items that no two of them share, and none for half ones", async () => {
    await fc.assert(
      fc.asyncProperty(generatedFeeds, harms, async ({ bytes }, list) => {
        const document = { bytes: harmed(bytes, list), url: DOCUMENT_URL };
        const reading = readDocument(document, NAMING);
        if (reading.kind !== "feed") return;
        const keys = reading.feed.entries.flatMap((entry) => entry.keys);
        expect(new Set(keys).size).toBe(keys.length);
        const outlines = reading.feed.entries.map(({ entry }) => entry);
        const entries = await reading.feed.read(outlines);
        expect([...entries.keys()]).toEqual(outlines);
        const whole = await wholeIn(document.bytes);
        for (const entry of entries.values()) expect(whole).toContainEqual(entry);
      }),
      { numRuns: runs(1000), seed: SEED },
    );
  });
});

/** Words between two tags, with the name of the first: no harm to them makes or breaks a tag. */
const WORDS = /<(?!link|guid|id[ >])([a-zA-Z:]+)[^<>]*>([^<>&]+)(?=<)/g;

/** The same document with some of its words dropped, doubled or swapped. */
function withHarmedWords(text: string, list: readonly Harm[]): string {
  let left = text;
  for (const harm of list) {
    const found = [...left.matchAll(WORDS)];
    const run = found[harm.at % found.length];
    if (run === undefined) return left;
    const [tag, , words = ""] = run;
    const start = run.index + tag.length - words.length;
    const pieces = piecesOf(new TextEncoder().encode(words), { ...harm, at: harm.at >> 3 });
    left = left.slice(0, start) + Buffer.concat(pieces).toString() + left.slice(start + words.length);
  }
  return left;
}

describe("a document whose words came to harm", () => {
  const harmsToWords = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom("drop" as const, "double" as const),
        at: places,
        length: fc.integer({ min: 1, max: 12 }),
      }),
      fc.record({ kind: fc.constant("swap" as const), at: places }),
    ),
    { maxLength: 3 },
  );
  const namesOf = ({ guid, link }: Entry): unknown => ({ guid, link });

  it("has the items that it had, in their order, and no others", async () => {
    await fc.assert(
      fc.asyncProperty(markupFeeds, harmsToWords, async (feed, list) => {
        const bytes = inCharset(withHarmedWords(feed.text, list), feed.charset);
        expect((await wholeIn(bytes)).map(namesOf)).toEqual(feed.entries.map(namesOf));
      }),
      { numRuns: runs(1000), seed: SEED },
    );
  });

  it("and that was cut then has the first of them, whole, and no others", async () => {
    await fc.assert(
      fc.asyncProperty(markupFeeds, harmsToWords, fc.nat({ max: 1 << 16 }), async (feed, list, at) => {
        const bytes = inCharset(withHarmedWords(feed.text, list), feed.charset);
        const all = await wholeIn(bytes);
        const left = await wholeIn(bytes.subarray(0, at % (bytes.length + 1)));
        expect(left).toEqual(all.slice(0, left.length));
      }),
      { numRuns: runs(1000), seed: SEED },
    );
  });
});

function jsonIn(text: string): z.infer<typeof JsonFeed> | undefined {
  return JsonFeed.safeParse(parseJson(text)).data;
}

describe("a document that ends too early, wherever that is,", () => {
  const longEnough = (format: FeedFormat): GeneratedFeed => {
    const feeds = generatedFeeds.filter((feed) => feed.format === format && feed.entries.length >= 2);
    const [feed] = fc.sample(feeds, { numRuns: 1, seed: SEED });
    if (feed === undefined) throw new Error("no sample");
    return feed;
  };

  it.each(["rss", "rdf", "atom"] as const)(
    "gives the %s items before its end, and what it has of the next one as a part",
    async (format) => {
      const { bytes, entries } = longEnough(format);
      for (let end = 0; end <= bytes.length; end += STEP) {
        const found = entriesOf(await read(bytes.subarray(0, end)));
        const whole = found.filter(isWhole);
        expect(whole).toEqual(entries.slice(0, whole.length));
        // The half one is the last.
        expect(found.length - whole.length).toBeLessThanOrEqual(1);
        expect(found.slice(0, whole.length)).toEqual(whole);
      }
      expect(await wholeIn(bytes)).toEqual(entries);
    },
  );

  it("gives nothing of JSON, which cannot be read by halves", async () => {
    const { bytes, entries } = longEnough("json");
    for (let end = 0; end < bytes.length; end += STEP) {
      expect(await read(bytes.subarray(0, end))).toMatchObject({ kind: "failed", errorKind: "parse" });
    }
    expect(await wholeIn(bytes)).toEqual(entries);
  });
});

describe("every sample document, come to harm,", () => {
  const fixtures = readdirSync(FIXTURES).map((name) => readFileSync(join(FIXTURES, name)));

  it("is read to an end, and gives nothing but plain text and addresses of web pages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), harms, async (bytes, list) => {
        for (const entry of entriesOf(await read(harmed(bytes, list)))) {
          const { title = "", author = "", summary = "", content = "", link, enclosures } = entry;
          expect([title, author, ...entry.categories].join("")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
          expect((summary + content).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}]/u);
          for (const url of [...(link === undefined ? [] : [link]), ...enclosures.map((one) => one.url)])
            expect(new URL(url)).toMatchObject({
              protocol: expect.stringMatching(/^https?:$/),
              username: "",
              password: "",
            });
        }
      }),
      { numRuns: runs(2000), seed: SEED },
    );
  });

  it("costs no more than a second, though any part of it is there over and over, to a fifth of a megabyte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), places, lengths, async (bytes, place, length) => {
        const at = place % (bytes.length + 1);
        const part = bytes.subarray(at, at + length);
        const times = part.length === 0 ? 0 : Math.ceil(200_000 / part.length);
        const parts = [
          bytes.subarray(0, at),
          ...Array.from({ length: times }, () => part),
          bytes.subarray(at),
        ];
        await read(Buffer.concat(parts));
      }),
      { numRuns: runs(150), seed: SEED },
    );
  });
});
