import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/feed.ts";
import { DAY } from "../../src/model/time.ts";
import { identify } from "../../src/parse/identity/identity.ts";
import { recognise } from "../../src/parse/identity/recognise.ts";
import { aMemoryOfKeys } from "../support/a-memory-of-keys.ts";
import { anEntry } from "../support/an-entry.ts";

const NOON = Date.UTC(2026, 2, 29, 12);
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const keysOf = (entries: readonly Entry[]): readonly (readonly string[])[] =>
  identify({ feedId: "example", entries, trackingParams: [], now: NOON }).entries.map(({ keys }) => keys);

type Mutation = (entries: readonly Entry[]) => readonly Entry[];
const each =
  (change: (entry: Entry, index: number) => Entry): Mutation =>
  (entries) =>
    entries.map((entry, index) => change(entry, index));
const without = (entry: Entry, field: "guid" | "link" | "published" | "title"): Entry => {
  const { [field]: _gone, ...rest } = entry;
  return rest;
};

/** What publishers do to a feed without publishing anything. */
const HARMLESS: readonly (readonly [what: string, mutation: Mutation])[] = [
  ["nothing", (entries) => entries],
  ["another order", (entries) => entries.toReversed()],
  ["every date changed", each((entry) => ({ ...entry, published: NOON, updated: NOON }))],
  ["no dates any more", each((entry) => without(entry, "published"))],
  ["https become http", each((entry) => ({ ...entry, ...withPrefix(entry, "http://www.example.org") }))],
  ["the name without www.", each((entry) => ({ ...entry, ...withPrefix(entry, "https://example.org") }))],
  [
    "tracking marks on links",
    each((entry, index) => ({
      ...entry,
      link: `${entry.link}?utm_source=rss&utm_id=${index}#xtor=RSS-${index}`,
    })),
  ],
  ["the first item twice", (entries) => [...entries, ...entries.slice(0, 1)]],
  ["half of the items gone", (entries) => entries.filter((_, index) => index % 2 === 0)],
  ["one item without its guid", each((entry, index) => (index === 1 ? without(entry, "guid") : entry))],
  ["a half item at the end", (entries) => [...entries, anEntry(99, { incomplete: true })]],
];

/** What keeps the guid, so that anything else may change. */
const GUID_KEPT: readonly (readonly [what: string, mutation: Mutation])[] = [
  ["every title edited", each((entry) => ({ ...entry, title: `${entry.title} (mis à jour)` }))],
  ["every link moved", each((entry, index) => ({ ...entry, link: `https://example.net/archive/${index}` }))],
  ["one item without its link", each((entry, index) => (index === 1 ? without(entry, "link") : entry))],
  [
    "the site moved to another host",
    each((entry) => ({ ...entry, ...withPrefix(entry, "https://news.example.net") })),
  ],
];

/** What keeps the link and the title. */
const LINK_KEPT: readonly (readonly [what: string, mutation: Mutation])[] = [
  ["every guid changed", each((entry, index) => ({ ...entry, guid: `urn:uuid:${index}` }))],
  ["no guids any more", each((entry) => without(entry, "guid"))],
  ["all guids equal", each((entry) => ({ ...entry, guid: "0" }))],
];

/** What keeps the title and the time of day. */
const TIME_KEPT: readonly (readonly [what: string, mutation: Mutation])[] = [
  [
    "every address edited, and the guid is the address",
    each((entry) => ({ ...entry, guid: `${entry.link}-bis`, link: `${entry.link}-bis` })),
  ],
  [
    "one address edited",
    each((entry, index) => (index === 1 ? withAddress(entry, "https://e.org/x") : entry)),
  ],
];

function withAddress(entry: Entry, address: string): Entry {
  return { ...entry, link: address, ...(entry.guid === undefined ? {} : { guid: address }) };
}

function withPrefix(entry: Entry, prefix: string): Partial<Entry> {
  const moved = (address: string | undefined): string | undefined =>
    address?.replace("https://www.example.org", prefix);
  const [guid, link] = [moved(entry.guid), moved(entry.link)];
  return { ...(guid === undefined ? {} : { guid }), ...(link === undefined ? {} : { link }) };
}

const FEEDS: readonly (readonly [
  what: string,
  entry: (number: number) => Entry,
  mutations: typeof HARMLESS,
])[] = [
  ["guids, links and dates", (number) => anEntry(number), [...HARMLESS, ...GUID_KEPT, ...LINK_KEPT]],
  [
    "guids that are no addresses",
    (number) => anEntry(number, { guid: `tag:${number}` }),
    [...HARMLESS, ...GUID_KEPT.slice(0, 2), ...LINK_KEPT],
  ],
  [
    "dates with a time of day",
    (number) => anEntry(number, { published: NOON - number * DAY }),
    [...HARMLESS, ...GUID_KEPT, ...LINK_KEPT, ...TIME_KEPT],
  ],
  [
    "dates with a time of day and no guids",
    (number) => anEntry(number, { guid: undefined, published: NOON - number * DAY }),
    [...HARMLESS, ...TIME_KEPT],
  ],
  ["no guids", (number) => anEntry(number, { guid: undefined }), HARMLESS],
  [
    "no guids and no dates",
    (number) => anEntry(number, { guid: undefined, published: undefined }),
    HARMLESS.filter(([what]) => what !== "every date changed"),
  ],
];

describe.each(FEEDS)("in a feed with %s", (_feed, entry, mutations) => {
  const window = range(8).map(entry);

  it.each(mutations)("%s: no item is new, nor when the window comes back as it was", (_what, mutation) => {
    const memory = aMemoryOfKeys();
    expect(memory.poll(window)).toHaveLength(8);
    expect(memory.poll(mutation(window))).toEqual([]);
    expect(memory.poll(window)).toEqual([]);
    expect(memory.poll(mutation(window))).toEqual([]);
  });

  it.each(mutations)("%s: a new item among the others is new, once", (_what, mutation) => {
    const memory = aMemoryOfKeys();
    memory.poll(window);
    const changed = mutation([...window, entry(42)]);
    expect(memory.poll(changed)).toEqual([changed.find(({ title }) => title?.includes("42"))]);
    expect(memory.poll(changed)).toEqual([]);
  });

  it("any harmless changes one after another, in any order: no item is new", () => {
    const steps = fc.array(fc.constantFrom(...HARMLESS), { maxLength: 6 });
    fc.assert(
      fc.property(steps, (chosen) => {
        const memory = aMemoryOfKeys();
        memory.poll(window);
        for (const [what, mutation] of chosen) {
          if (mutations.some(([name]) => name === what)) expect(memory.poll(mutation(window))).toEqual([]);
        }
        expect(memory.poll([entry(42), ...window])).toEqual([entry(42)]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the rule", () => {
  it("is the guid when items have guids that tell them apart, else the link, else title and day", () => {
    const ruleOf = (entries: readonly Entry[]): string | undefined => {
      const memory = aMemoryOfKeys();
      memory.poll(entries);
      return memory.rule;
    };
    expect(ruleOf(range(3).map((number) => anEntry(number)))).toBe("guid");
    expect(ruleOf(range(3).map((number) => anEntry(number, { guid: "same" })))).toBe("link");
    expect(ruleOf(range(3).map((number) => anEntry(number, { guid: undefined })))).toBe("link");
    expect(ruleOf(range(3).map((number) => anEntry(number, { guid: undefined, link: undefined })))).toBe(
      "title-day",
    );
    expect(ruleOf([])).toBe("guid");
  });

  it("stays what the first reading made it", () => {
    const memory = aMemoryOfKeys();
    memory.poll(range(3).map((number) => anEntry(number, { guid: undefined })));
    memory.poll(range(3).map((number) => anEntry(number)));
    expect(memory.rule).toBe("link");
  });
});

describe("a name that two entries of a document share names neither", () => {
  it("one guid on two links: both are items", () => {
    const memory = aMemoryOfKeys();
    memory.poll([anEntry(1)]);
    const other = anEntry(2, { guid: anEntry(1).guid });
    expect(memory.poll([anEntry(1), other])).toEqual([other]);
    expect(memory.poll([other, anEntry(1)])).toEqual([]);
  });

  it("one link under two guids: both are items", () => {
    const memory = aMemoryOfKeys();
    const live = (number: number): Entry => anEntry(number, { link: "https://example.org/live" });
    expect(memory.poll([live(1), live(2)])).toHaveLength(2);
    expect(memory.poll([live(1), live(2), live(3)])).toEqual([live(3)]);
  });

  it("one link for all items of a feed without guids: the titles tell them apart", () => {
    const memory = aMemoryOfKeys();
    const alike = (number: number): Entry =>
      anEntry(number, { guid: undefined, link: "https://example.org/news" });
    expect(memory.poll(range(3).map(alike))).toHaveLength(3);
    expect(memory.poll(range(4).map(alike))).toEqual([alike(4)]);
  });

  it("so that no two entries of a document share a key, whatever the document", () => {
    const some = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> =>
      fc.constantFrom(undefined, ...values);
    const entries = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        guid: some("a", "https://example.org/?p=1", "http://example.org/?p=1", "https://example.org/"),
        link: some(
          "https://example.org/1",
          "http://www.example.org/1/",
          "https://example.org/2",
          "https://example.org/",
        ),
        title: some("Un", "UN ", "Deux"),
        published: some(NOON, NOON - DAY),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        entries,
        fc.constantFrom(undefined, "guid" as const, "link" as const, "title-day" as const),
        (list, rule) => {
          const found = identify({
            feedId: "example",
            entries: list.map(({ number, ...given }) => anEntry(number, given)),
            trackingParams: [],
            now: NOON,
            ...(rule === undefined ? {} : { rule }),
          });
          const keys = found.entries.flatMap((one) => [
            ...one.keys,
            ...(one.alias === undefined ? [] : [one.alias]),
          ]);
          expect(new Set(keys).size).toBe(keys.length);
          expect(new Set(found.entries.map(({ id }) => id)).size).toBe(found.entries.length);
          expect(recognise(found.entries, () => new Map()).every((one) => one.keys.length <= 8)).toBe(true);
        },
      ),
    );
  });
});

describe("a page that is used again", () => {
  const review = (number: number, published: number): Entry =>
    anEntry(number, { link: "https://example.org/revue-de-presse", published });

  it("with a new guid, title and day is a new item", () => {
    const memory = aMemoryOfKeys();
    memory.poll([review(1, NOON)]);
    expect(memory.poll([review(2, NOON + DAY)])).toEqual([review(2, NOON + DAY)]);
  });

  it("with a new guid and the old title is the old item", () => {
    const memory = aMemoryOfKeys();
    memory.poll([review(1, NOON)]);
    expect(memory.poll([{ ...review(1, NOON + DAY), guid: "other" }])).toEqual([]);
  });

  it("that is the home page, for all items, names none of them", () => {
    const memory = aMemoryOfKeys({ feedLink: "https://example.org/news/" });
    const at = (number: number): Entry =>
      anEntry(number, { guid: undefined, link: "http://example.org/news" });
    memory.poll([at(1)]);
    expect(memory.poll([at(2)])).toEqual([at(2)]);
  });
});

describe("guids that are addresses", () => {
  it("of several hosts are told apart by host: in a planet feed /?p=1 is many items", () => {
    const memory = aMemoryOfKeys();
    const of = (host: string): Entry =>
      anEntry(1, { guid: `https://${host}/?p=1`, link: `https://${host}/a`, title: host });
    memory.poll([of("a.example.org"), of("b.example.org")]);
    expect(memory.poll([of("a.example.org"), of("c.example.org")])).toEqual([of("c.example.org")]);
  });
});

describe("an item of words alone", () => {
  const words = (title: string, published?: number): Entry =>
    anEntry(1, { guid: undefined, link: undefined, title, published });

  it("is named by its title and day", () => {
    const memory = aMemoryOfKeys();
    expect(
      memory.poll([words("Météo", NOON), words("Météo", NOON + DAY), words("Marées", NOON)]),
    ).toHaveLength(3);
    expect(memory.poll([words("  MÉTÉO ", NOON + 1000), words("Météo", NOON + 2 * DAY)])).toHaveLength(1);
  });

  it("without a date stays the same from day to day, as long as it is seen within a week", () => {
    const memory = aMemoryOfKeys();
    expect(memory.poll([words("Avis")], NOON)).toHaveLength(1);
    for (const days of [1, 2, 8, 14]) expect(memory.poll([words("Avis")], NOON + days * DAY)).toEqual([]);
    expect(memory.poll([words("Avis")], NOON + 21 * DAY)).toHaveLength(1);
  });

  it("may have no title: its text names it", () => {
    const memory = aMemoryOfKeys();
    const note = (summary: string): Entry =>
      anEntry(1, { guid: undefined, link: undefined, title: undefined, summary });
    expect(memory.poll([note("Un"), note("Deux")])).toHaveLength(2);
    expect(memory.poll([note("Deux"), note("Un"), note("Trois")])).toEqual([note("Trois")]);
  });
});

it("keys are 32 hexadecimal digits, the strongest first", () => {
  const [keys = []] = keysOf([anEntry(1)]);
  expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
  expect(keysOf([anEntry(1, { link: undefined })])[0]?.[0]).toBe(keys[0]);
});

it("keys do not depend on the feed's id, so that they survive a new one; item ids do", () => {
  const of = (feedId: string): ReturnType<typeof identify> =>
    identify({ feedId, entries: [anEntry(1)], trackingParams: [], now: NOON });
  expect(of("a").entries[0]?.keys).toEqual(of("b").entries[0]?.keys);
  expect(of("a").entries[0]?.id).not.toBe(of("b").entries[0]?.id);
});
