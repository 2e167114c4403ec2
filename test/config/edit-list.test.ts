import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendFeeds, removeFeed } from "../../src/config/edit/edit-list.ts";
import type { FeedDraft } from "../../src/config/edit/feed-entry-text.ts";
import { readYaml } from "../../src/config/yaml/read-yaml.ts";
import { anyAddress } from "../support/any-text.ts";
import { runs } from "../support/thorough.ts";

const ADDED: FeedDraft = { url: "https://example.org/new", name: "New" };

function append(text: string, ...drafts: readonly FeedDraft[]): string {
  const edited = appendFeeds(text, drafts.length === 0 ? [ADDED] : drafts);
  return edited.kind === "edited" ? edited.text : `refused: ${edited.reason}`;
}

function remove(text: string, index: number): string {
  const edited = removeFeed(text, index);
  return edited.kind === "edited" ? edited.text : `refused: ${edited.reason}`;
}

/** A list as people keep it: headings, notes, alignment, both ways of writing an entry. */
const KEPT = `# the sources
feeds:

  # ---- French ------------------------
  - name:   Le Fil     # the big one
    url:    https://example.org/fil
  - url: "https://example.org/b"

  # asks for a password since May
  - { url: https://example.org/c,   tags: [ a,b ] }   # braces
    # and a note on it
  # English
  - url: https://example.org/d
  - url: https://example.org/e

# the end
`;

describe("adding a feed", () => {
  it("puts its lines below the last entry and changes nothing else", () => {
    expect(append(KEPT)).toBe(
      KEPT.replace("example.org/e\n", "example.org/e\n  - url: https://example.org/new\n    name: New\n"),
    );
  });

  it("puts it behind the notes that are indented below the last entry", () => {
    const text = "feeds:\n- url: https://example.org/a\n  # a note\n# the end\n";
    expect(append(text)).toBe(
      "feeds:\n- url: https://example.org/a\n  # a note\n- url: https://example.org/new\n  name: New\n# the end\n",
    );
  });

  it("writes it as the last entry is written: in braces, with an empty line, a wide dash", () => {
    const text = "feeds:\n  -   { url: https://example.org/a }\n\n  -   { url: https://example.org/b }\n";
    expect(append(text)).toBe(`${text}\n  -   { url: https://example.org/new, name: New }\n`);
  });

  it("keeps the line ends of Windows, a byte order mark, and a last line without end", () => {
    const text = "\uFEFFfeeds:\r\n  - url: https://example.org/a";
    expect(append(text)).toBe(`${text}\r\n  - url: https://example.org/new\r\n    name: New`);
  });

  it("starts an empty list", () => {
    expect(append("feeds: [] # none\n# end\n")).toBe(
      "feeds: # none\n  - url: https://example.org/new\n    name: New\n# end\n",
    );
    expect(append("feeds: []")).toBe("feeds:\n  - url: https://example.org/new\n    name: New");
  });

  it("goes on with a list in brackets", () => {
    expect(append("feeds: [{ url: https://example.org/a }]\n")).toBe(
      "feeds: [{ url: https://example.org/a }, { url: https://example.org/new, name: New }]\n",
    );
    expect(append('{"feeds": [ ]}')).toBe('{"feeds": [{ url: https://example.org/new, name: New } ]}');
  });

  it("puts text into quotes that YAML would read as something else", () => {
    const draft = {
      url: "https://example.org/a#b",
      name: 'Le « Fil » : "news", 50 %',
      id: "1e3",
      language: "no",
      tags: ["a, b", "c]", "true", "été"],
    };
    expect(append("feeds:\n  - url: https://example.org/a\n", draft)).toContain(
      [
        '  - url: "https://example.org/a#b"',
        '    name: "Le « Fil » : \\"news\\", 50 %"',
        '    id: "1e3"',
        "    language: no",
        '    tags: ["a, b", "c]", "true", été]',
      ].join("\n"),
    );
  });

  it.each([
    ["an anchor", "feeds:\n  - &a { url: https://example.org/a }\n"],
    ["a list that is no list", "feeds: none\n"],
    ["a fault", "feeds:\n\t- url: https://example.org/a\n"],
    ["a dash on a line of its own", "feeds:\n  -\n    url: https://example.org/a\n"],
    ["nothing", ""],
  ])("is refused, with a reason, in a file with %s", (_what, text) => {
    expect(append(text)).toMatch(/^refused: [a-z]/u);
  });
});

describe("removing a feed", () => {
  it("takes its lines, and the comments that speak of it alone", () => {
    expect(remove(KEPT, 2)).toBe(
      KEPT.replace(
        "\n  # asks for a password since May\n  - { url: https://example.org/c,   tags: [ a,b ] }   # braces\n    # and a note on it\n",
        "\n",
      ),
    );
  });

  it("leaves a heading where it is", () => {
    expect(remove(KEPT, 0)).toBe(
      KEPT.replace("  - name:   Le Fil     # the big one\n    url:    https://example.org/fil\n", ""),
    );
    const grouped =
      "feeds:\n  - url: https://example.org/a\n\n  # English\n  - url: https://example.org/b\n  - url: https://example.org/c\n";
    expect(remove(grouped, 1)).toBe(grouped.replace("  - url: https://example.org/b\n", ""));
  });

  it("takes the comment above an entry that follows the one before at once", () => {
    const text =
      "feeds:\n  - url: https://example.org/a\n  # moved in May\n  - url: https://example.org/b\n  - url: https://example.org/c\n";
    expect(remove(text, 1)).toBe("feeds:\n  - url: https://example.org/a\n  - url: https://example.org/c\n");
  });

  it("leaves an empty list, not an empty word", () => {
    expect(remove("feeds: # mine\n  - url: https://example.org/a\n# end\n", 0)).toBe(
      "feeds: [] # mine\n# end\n",
    );
    expect(remove("feeds: [ { url: https://example.org/a }, ]\n", 0)).toBe("feeds: [  ]\n");
  });

  it("takes the comma of a list in brackets along", () => {
    const text =
      "feeds: [{ url: https://example.org/a }, { url: https://example.org/b },\n  { url: https://example.org/c }]\n";
    expect(remove(text, 0)).toBe(
      "feeds: [{ url: https://example.org/b },\n  { url: https://example.org/c }]\n",
    );
    expect(remove(text, 2)).toBe("feeds: [{ url: https://example.org/a }, { url: https://example.org/b }]\n");
  });
});

/** Lists in brackets, on one line or several. */
const flowFiles = fc
  .record({
    open: fc.constantFrom("[", "[ ", "[\n  "),
    entries: fc.array(fc.constantFrom("{ url: U }", '{url: "U",  tags: [a]}', "{ url: U,\n    name: A }"), {
      maxLength: 4,
    }),
    comma: fc.constantFrom(", ", ",", ",\n  ", " , "),
    close: fc.constantFrom("]\n", " ]", "\n]\n# end\n", "   # the last\n]\n"),
    hasLastComma: fc.boolean(),
  })
  .map(({ open, entries, comma, close, hasLastComma }) => {
    const list = entries.map((entry, index) => entry.replace("U", `https://example.org/${index}`));
    return `feeds: ${open}${list.join(comma)}${hasLastComma && list.length > 0 ? "," : ""}${close}`;
  });

/** Files in many hands' styles. */
const blockFiles = fc
  .record({
    mark: fc.constantFrom("", "\uFEFF"),
    eol: fc.constantFrom("\n", "\r\n"),
    indent: fc.constantFrom("", "  ", "    "),
    head: fc.constantFrom("", "# head\n\n", "---\n"),
    entries: fc.array(
      fc.record({
        above: fc.constantFrom("", "\n", "I# note\n", "\nI# ---- heading ----\n", "\nI# two\nI# lines\n"),
        body: fc.constantFrom(
          "- url: U",
          "- url:   U   # why",
          "- name: |\nI    folded\nI  url: U",
          "- { url: U,  tags: [ a ] } # c",
          '-   url: "U"\nI    name: "a: b"',
          "- url: U\nI  # below\nI  tags:\nI    - a\nI    - b",
        ),
        below: fc.constantFrom("", "", "I   # deeper\n"),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    tail: fc.constantFrom("", "# the end\n", "\n# the end\n", "\n\n"),
    isOpen: fc.boolean(),
  })
  .map(({ mark, eol, indent, head, entries, tail, isOpen }) => {
    const list = entries.map(
      ({ above, body, below }, index) =>
        `${above}I${body.replace("U", `https://example.org/${index}`)}\n${below}`,
    );
    const text = `${head}feeds:\n${list.join("")}${tail}`.replaceAll("I", indent);
    return mark + (isOpen ? text.replace(/\n$/u, "") : text).replaceAll("\n", eol);
  });

const files = fc.oneof({ weight: 3, arbitrary: blockFiles }, flowFiles);

const drafts = fc.array(
  fc.record(
    {
      url: anyAddress(),
      name: fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text)),
      id: fc.constantFrom("a", "0123", "null"),
      tags: fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 3 }),
    },
    { requiredKeys: ["url"], noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 4 },
);

describe("whatever the file looks like", () => {
  it("adding and then removing leaves the same bytes", () => {
    fc.assert(
      fc.property(files, drafts, (text, added) => {
        const grown = append(text, ...added);
        expect(grown).not.toMatch(/^refused/u);
        const count = entriesOf(text).length;
        let back = grown;
        for (let index = count + added.length - 1; index >= count; index -= 1) back = remove(back, index);
        expect(back).toBe(text);
      }),
      { numRuns: runs(150) },
    );
  });

  it("adding to a list changes no byte of what was there", () => {
    fc.assert(
      fc.property(files, drafts, (text, added) => {
        fc.pre(entriesOf(text).length > 0);
        const grown = append(text, ...added);
        const before = commonStart(text, grown);
        expect(grown.endsWith(text.slice(before))).toBe(true);
        expect(entriesOf(grown)).toEqual([...entriesOf(text), ...added]);
      }),
    );
  });

  it("removing one leaves every line of the others as it was", () => {
    fc.assert(
      fc.property(blockFiles, fc.nat(4), (text, wish) => {
        const entries = entriesOf(text);
        const index = wish % entries.length;
        const rest = remove(text, index);
        expect(entriesOf(rest)).toEqual(entries.toSpliced(index, 1));
        const before = commonStart(text, rest);
        const after = rest.slice(before).replace(/^(?: \[\])/u, "");
        expect(entries.length === 1 || text.endsWith(after)).toBe(true);
      }),
    );
  });
});

function entriesOf(text: string): readonly unknown[] {
  const read = readYaml("feeds.yaml", text);
  const tree: { readonly feeds?: readonly unknown[] } = read.kind === "read" ? Object(read.source.tree) : {};
  return tree.feeds ?? [];
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
