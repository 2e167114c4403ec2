import { describe, expect, it } from "vitest";
import type { IdentifiedEntry } from "../../src/model/document.ts";
import type { Entry } from "../../src/model/feed.ts";
import { DAY, HOUR } from "../../src/model/time.ts";
import { keyOf } from "../../src/parse/identity/identity-keys.ts";
import { aMemoryOfKeys } from "../support/a-memory-of-keys.ts";
import { anEntry } from "../support/an-entry.ts";

/** What versions stored that named editions by the first key, and knew no days. */
const asBefore = ({ keys, words }: IdentifiedEntry): readonly string[] => [
  ...keys,
  keyOf("edition", keys[0], words),
];
const NOON = Date.UTC(2026, 2, 29, 12);
const WINDOW = [1, 2, 3, 4, 5].map((number) => anEntry(number));
const known = (count: number): readonly string[] => Array.from({ length: count }, () => "known");

describe("an edit", () => {
  it("is another title under known keys, once", () => {
    const memory = aMemoryOfKeys();
    memory.poll(WINDOW);
    const edited = WINDOW.map((entry, index) =>
      index === 0 ? { ...entry, title: "Tout autre chose" } : entry,
    );
    expect(memory.kinds(edited)).toEqual(["edited", ...known(4)]);
    expect(memory.kinds(edited)).toEqual(known(5));
    expect(memory.kinds(WINDOW)).toEqual(known(5));
  });

  it("is none where only the guids change, at every poll", () => {
    const memory = aMemoryOfKeys();
    const drawn = (draw: number): readonly Entry[] =>
      WINDOW.map((entry, index) => ({ ...entry, guid: `urn:draw:${draw}:${index}` }));
    memory.poll(drawn(1));
    for (const draw of [2, 3, 4]) expect(memory.kinds(drawn(draw))).toEqual(known(5));
  });

  it("is none after an upgrade from a version that named editions by the first key", () => {
    const memory = aMemoryOfKeys({ kept: asBefore });
    memory.poll(WINDOW);
    memory.upgrade();
    for (let poll = 0; poll < 2; poll += 1) expect(memory.kinds(WINDOW)).toEqual(known(5));
  });
});

describe("a guid that is used again", () => {
  const MORNING = Date.UTC(2026, 2, 29, 6);
  /** Items numbered from `last` down, an hour apart, each under the guid of its place in the document. */
  const inSlots = (last: number): readonly Entry[] =>
    [0, 1, 2].map((slot) =>
      anEntry(last - slot, { guid: `slot-${slot}`, published: MORNING + (last - slot) * HOUR }),
    );
  const first = anEntry(1, { guid: "latest" });
  const kindsAfter = (change: Parameters<typeof anEntry>[1]): readonly string[] => {
    const memory = aMemoryOfKeys();
    memory.poll([first]);
    return memory.kinds([anEntry(1, { guid: "latest", ...change })]);
  };
  const title = "Tout autre chose";
  const link = "https://www.example.org/2026/autre";
  const published = (first.published ?? 0) + DAY;

  it("by place in the document: each newcomer is new, and those that moved down are not edited", () => {
    const memory = aMemoryOfKeys();
    memory.poll(inSlots(3));
    for (const last of [4, 5, 6, 7]) {
      expect(memory.kinds(inSlots(last))).toEqual(["new", "known", "known"]);
      expect(memory.kinds(inSlots(last))).toEqual(known(3));
    }
    expect(memory.kinds(inSlots(9))).toEqual(["new", "new", "known"]);
  });

  it("with another page, title and day names a new item", () => {
    expect(kindsAfter({ title, link, published })).toEqual(["new"]);
  });

  it.each([
    ["title", { link, published }, "known"],
    ["page", { title, published }, "edited"],
    ["day", { title, link }, "edited"],
    ["day, for it has no date any more,", { title, link, published: undefined }, "edited"],
  ])("with the same %s names the item that it named", (_what, change, kind) => {
    expect(kindsAfter(change)).toEqual([kind]);
  });

  it("while its item stands beside it under another one names a new item", () => {
    const memory = aMemoryOfKeys();
    memory.poll([first]);
    expect(
      memory.kinds([
        { ...first, title, link },
        { ...first, guid: "archived" },
      ]),
    ).toEqual(["new", "known"]);
  });

  it("comes back to what it named before: that is known", () => {
    const memory = aMemoryOfKeys();
    const second = anEntry(2, { guid: "latest" });
    expect([first, second, first, second].map((entry) => memory.kinds([entry]))).toEqual([
      ["new"],
      ["new"],
      ["known"],
      ["known"],
    ]);
  });

  it("names what it named for the version before an upgrade, whatever has changed meanwhile", () => {
    const memory = aMemoryOfKeys({ kept: asBefore });
    memory.poll([first, ...WINDOW]);
    memory.upgrade();
    const changed = [1, 2, 3, 4, 5].map((number) =>
      anEntry(number, {
        title: `${title} ${number}`,
        link: `${link}-${number}`,
        published: NOON + number * DAY,
      }),
    );
    expect(memory.poll([first, ...changed])).toEqual([]);
    expect(memory.kinds([{ ...first, title, link, published }, ...changed])).toEqual(["new", ...known(5)]);
  });
});

describe("an item whose address was edited, and its guid with it", () => {
  const at = (address: string, given: Parameters<typeof anEntry>[1] = {}): Entry =>
    anEntry(1, { guid: address, link: address, title: "Un tram à Brest", published: NOON, ...given });
  const other = anEntry(2, { published: NOON });
  const kindsAfter = (before: readonly Entry[], after: readonly Entry[]): readonly string[] => {
    const memory = aMemoryOfKeys();
    memory.poll([...before, other]);
    return memory.kinds([...after, other]).slice(0, -1);
  };
  const [a, b, c] = [
    "https://example.org/a-tram",
    "https://example.org/a-tram-2",
    "https://example.org/tram",
  ];

  it("is still the item with this title and this instant, time and again", () => {
    const memory = aMemoryOfKeys();
    memory.poll([other]);
    expect([a, b, c, a].map((address) => memory.kinds([at(address), other])[0])).toEqual([
      "new",
      "known",
      "known",
      "known",
    ]);
  });

  it("is so without guids", () => {
    const memory = aMemoryOfKeys();
    const withoutGuids = [anEntry(2, { guid: undefined }), anEntry(3, { guid: undefined })];
    memory.poll([at(a, { guid: undefined }), ...withoutGuids]);
    expect(memory.poll([at(b, { guid: undefined }), ...withoutGuids])).toEqual([]);
    expect(memory.rule).toBe("link");
  });

  it.each([
    ["has another title", { title: "Un tram à Nantes" }],
    ["was published a second later", { published: NOON + 1000 }],
  ])("is another one when it %s", (_what, given) => {
    expect(kindsAfter([at(a)], [at(b, given)])).toEqual(["new"]);
  });

  it("is not known by a title of two words, nor by a day without a time", () => {
    expect(kindsAfter([at(a, { title: "Un tram" })], [at(b, { title: "Un tram" })])).toEqual(["new"]);
    for (const midnight of [
      "2026-03-29T00:00:00Z",
      "2026-03-29T00:00:00+02:00",
      "2026-01-29T00:00:00+01:00",
    ]) {
      const published = Date.parse(midnight);
      expect(kindsAfter([at(a, { published })], [at(b, { published })])).toEqual(["new"]);
    }
  });

  it("is not known by an instant that three entries share: they show when the document was made", () => {
    const third = anEntry(3, { published: NOON });
    expect(kindsAfter([at(a), third], [at(b), third])).toEqual(["new", "known"]);
  });

  it("is another one while the item stands in the document, under whatever title", () => {
    expect(kindsAfter([at(a)], [at(a), at(b)])).toEqual(["known", "new"]);
    expect(kindsAfter([at(a)], [at(a, { title: "Un tram à Nantes" }), at(b)])).toEqual(["edited", "new"]);
    expect(kindsAfter([at(a)], [at(b), at(c)])).toEqual(["new", "new"]);
  });
});
