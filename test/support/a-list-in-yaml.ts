import fc from "fast-check";

/** What is a text, or a list of texts, whatever YAML makes of it. */
const SOUND = [
  "Le Monde ¦ l’Œil – de près ¦ 20 Minutes ¦ 2024-01-31 ¦ No ¦ a#b ¦ a :b ¦ a  b ¦ 12.5.1 ¦ «a» ¦ 🗼 a ¦ ${X:-y}",
  '"a \\"b\\" \\\\ \\/" ¦ "a # b: c" ¦ "" ¦ \'a # b\' ¦ \'it\'\'s\' ¦ "\\u00e9" ¦ "${X}"',
  "[a, b] ¦ [ a , b-c ] ¦ [] ¦ [20 a, b/c] ¦ { a: b } ¦ [a b, 'c: d']",
].flatMap(parted);

/** What is something else than it looks, or nothing at all. */
const ODD = [
  "12.50 ¦ 0x1F ¦ 0o7 ¦ 1e3 ¦ .5 ¦ 5 ¦ true ¦ null ¦ ~ ¦  ¦ - ¦ - a ¦ a #b ¦ a #1 ¦ a: b ¦ a: ¦ = ¦ << ¦ #a ¦ a\\",
  'a\tb ¦ a  ¦ a\u00A0 ¦ a\u2028b ¦ a\u0085b ¦ a\rb ¦ \uFEFFa ¦ \0 ¦ "a\\ ¦ "a ¦ \'a ¦ "a" b ¦ "\\0"',
  "[a,, b] ¦ [a, ] ¦ [1, true] ¦ [a, c: d] ¦ [a ¦ [a]] ¦ {a} ¦ {a ¦ a] ¦ [a #1 ¦ []a ¦ [a #b ¦ [*a]",
  "*a ¦ &a b ¦ !t a ¦ !!set {a} ¦ @a ¦ `a ¦ %a ¦ | ¦ >- ¦ |+2 ¦ ? a",
].flatMap(parted);

function parted(words: string): readonly string[] {
  return words.split(" ¦ ");
}

const sound = fc.constantFrom(...SOUND);

/** Whatever may stand behind a key. */
export const valuesInYaml: fc.Arbitrary<string> = fc.oneof(
  sound,
  fc.constantFrom(...ODD),
  fc.string({ unit: fc.constantFrom(..."ab1.e0x/ -:#,[]{}\"'\\|&*!\t".split("")), maxLength: 8 }),
);

const KEYS = ["url", "name", "tags", "full-text"];
const ODD_KEYS = ["<<", "__proto__", "1", "null", "true", "Url", '"url"', "? url", "", "constructor"];
const NOTHING = ["", "    # note", "    #1 note", "  ", "     "];
/** Behind the first line of an entry; the indent is that of a list whose dashes stand two spaces in. */
const ODD_LINES = [
  "# note ¦   #note ¦  # note ¦ \t ¦     \t ¦    a ¦   a ¦ a ¦       a: b ¦      a ¦     - a ¦   - - a: b ¦     { a: b }",
  '    " ¦     b] ¦   ] ¦     } ¦ --- ¦ ... ¦     a ¦   - a ¦   - ¦   - | ¦    - b ¦     ? a ¦     : b ¦     { a: b, ¦     c: d }',
].flatMap(parted);

const oddField = fc
  .tuple(
    fc.constantFrom(...KEYS, ...KEYS, ...ODD_KEYS),
    fc.constantFrom(": ", ": ", ":  ", ":", " : ", ":\t"),
    valuesInYaml,
    fc.constantFrom("", "", "", " ", "\t", " # note", " #1", " #b"),
  )
  .map((parts) => `    ${parts.join("")}`);

const soundFields = fc
  .tuple(fc.shuffledSubarray(KEYS, { minLength: 1 }), fc.array(sound, { minLength: 4, maxLength: 4 }))
  .map(([keys, values]) => keys.map((key, index) => `    ${key}: ${values[index]}`));

const dash = fc.constantFrom("  - ", "  - ", "  - ", "  - ", "  -", "  -   ", "  -\t");

const entry = fc
  .record({
    dash: fc.oneof({ weight: 9, arbitrary: fc.constant("  - ") }, dash),
    fields: soundFields,
    extra: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom(...NOTHING), { maxLength: 2 }) },
      { weight: 2, arbitrary: fc.array(oddField, { minLength: 1, maxLength: 2 }) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...ODD_LINES), { minLength: 1, maxLength: 2 }) },
    ),
    at: fc.nat(4),
  })
  .map(({ dash: begin, fields, extra, at }) => {
    const [first = "", ...others] = fields.toSpliced(at, 0, ...extra);
    return [begin + first.slice(4), ...others].join("\n");
  });

const HEADS = [
  "# note\n",
  "---\n",
  "--- # note\n\n",
  "\n  # a\n",
  "%YAML 1.1\n---\n",
  "a: b\n",
  "- a\n",
  "# a\u2028- b\n",
];
const ROOTS = [
  "feeds: # note",
  "feeds: #1",
  "feeds: []",
  "feeds: |",
  "feeds: &a",
  " feeds:",
  "null:",
  "true:",
  "feeds: # b\r",
];
const FOOTS = [
  "\n\n",
  "# note\n",
  "  # note",
  "more: a\n",
  "...\n",
  "---\na: b\n",
  "  ",
  "]\n",
  "    a: b\n",
];

function mostly<Value>(usual: Value, others: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}

/** Texts of a list as people write it, with here and there something else. */
export const listsInYaml: fc.Arbitrary<string> = fc
  .record({
    head: mostly("", HEADS),
    root: mostly("feeds:", ROOTS),
    below: mostly("", ["\n", "# note\n", "    # note\n"]),
    indent: mostly("  ", ["", " ", "     "]),
    entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
    foot: mostly("", FOOTS),
    lineBreak: mostly("\n", ["\r\n"]),
    end: mostly("\n", [""]),
  })
  .map(({ head, root, below, indent, entries, foot, lineBreak, end }) => {
    const lines = entries.join("\n").replaceAll(/^ {2}/gmu, indent);
    return `${head}${root}\n${below}${lines}${end}${foot}`.replaceAll("\n", lineBreak);
  });
