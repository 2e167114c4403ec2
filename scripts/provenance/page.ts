import type { Profile } from "../../src/model/profile.ts";
import { type Changes, type Origin, ORIGINS } from "./changes.ts";
import { type Fate, FATE_KINDS, type FateKind } from "./fates.ts";
import { nameOf, type Piece, piecesOf } from "./pieces.ts";
import type { Reasons, TermReason } from "./reasons.ts";
import { table } from "./table.ts";

const FATES: Readonly<Record<FateKind, string>> = {
  kept: "Kept",
  moved: "Moved",
  longer: "Only inside a longer phrase",
  shorter: "Only a part of it",
  dropped: "Dropped",
};
const ORIGIN: Readonly<Record<Origin, string>> = {
  draft: "from the draft",
  "another draft": "from another draft",
  article: "in an article, and not drawn",
  nowhere: "in no article",
};
const STANDS: Readonly<Record<Exclude<Piece["stands"], "excluded">, string>> = {
  listed: "Listed",
  beside: "Beside other words",
  "ruled-out": "Ruled out",
};

/** The page on one profile, as Markdown: what became of its draft's terms, what was added, and why. */
export function writePage(changes: Changes, reasons: Reasons, articles: readonly string[]): string {
  const { profile, draft } = changes;
  const sections = [
    [
      `# ${profile.id}, and the draft behind it`,
      "",
      "<!-- Made by `npm run provenance`; the reasons are from reasons.yaml. -->",
      `Shipped: [config/profiles/${profile.id}.yaml](../../config/profiles/${profile.id}.yaml).`,
      `Draft: [drafts/${draft.id}.yaml](drafts/${draft.id}.yaml), drawn from ${articles.map(linkTo).join(", ")}.`,
      "How to read this page: [README.md](README.md).",
    ],
    overview(changes),
    ["## What became of the draft’s terms"],
    ...fateSections(changes.fates, reasons.terms),
    ["## What was added"],
    ...profile.concepts.map((concept) => conceptSection(concept, changes, reasons)),
    exclusionSection(profile, reasons),
    ...(reasons.require === undefined ? [] : [["### What is required", "", reasons.require.trim()]]),
    ["### Tests", "", reasons.tests.trim()],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function linkTo(article: string): string {
  return `[${article.slice(0, 3)}](../../seeds/${article})`;
}

function overview({ profile, draft, testsHeld }: Changes): readonly string[] {
  const [before, after] = [piecesOf(draft), piecesOf(profile)];
  const counted = (label: string, stands: Piece["stands"]): readonly string[] => [
    label,
    ...[before, after].map((pieces) => `${pieces.filter((piece) => piece.stands === stands).length}`),
  ];
  return table(
    ["", "draft", "shipped"],
    [
      ["threshold", `${draft.threshold}`, `${profile.threshold}`],
      ["required", ...[draft, profile].map(({ require }) => require.map(code).join(", ") || "nothing")],
      ["concepts", `${draft.concepts.length}`, `${profile.concepts.length}`],
      counted("terms that count by themselves", "listed"),
      counted("words that count beside others", "beside"),
      counted("words that a query rules out", "ruled-out"),
      counted("terms of exclusions", "excluded"),
      ["tests", `${draft.tests.length}`, `${profile.tests.length}; of the draft’s, ${testsHeld} hold`],
    ],
  );
}

function fateSections(fates: readonly Fate[], groups: readonly TermReason[]): readonly (readonly string[])[] {
  const same = fates.filter(({ isSame }) => isSame);
  return [
    ...FATE_KINDS.flatMap((kind) => {
      const rows = groups.flatMap(({ terms, why }) => {
        const those = fates.filter(({ term, kind: its }) => its === kind && terms.includes(term.text));
        return those.length === 0 ? [] : [fateRow(those, kind, why)];
      });
      if (rows.length === 0) return [];
      const heads = ["term", "in the draft", ...(kind === "dropped" ? [] : ["in the profile"]), "why"];
      return [[`### ${FATES[kind]}`, "", ...table(heads, rows)]];
    }),
    ...(same.length === 0 ? [] : [["### Unchanged", "", textsOf(same.map(({ term }) => term))]]),
  ];
}

function fateRow(fates: readonly Fate[], kind: FateKind, why: string): readonly string[] {
  const terms = fates.map(({ term }) => term);
  const drawn = terms.map(({ of, as, stands }) => (stands === "excluded" ? as : `${code(of)}, ${as}`));
  const places = fates.flatMap((fate) => fate.places);
  return [textsOf(terms), distinct(drawn), ...(kind === "dropped" ? [] : [distinct(places)]), why.trim()];
}

function conceptSection(
  { id, role, weight }: Profile["concepts"][number],
  { origins }: Changes,
  { concepts }: Reasons,
): readonly string[] {
  const own = origins.filter(({ piece }) => piece.of === id && piece.stands !== "excluded");
  const lines = (["listed", "beside", "ruled-out"] as const).flatMap((stands) =>
    ORIGINS.flatMap((origin) => {
      const pieces = own
        .filter((each) => each.origin === origin && each.piece.stands === stands)
        .map(({ piece }) => piece);
      return pieces.length === 0
        ? []
        : [`- **${STANDS[stands]}, ${ORIGIN[origin]}** (${pieces.length}): ${textsOf(pieces)}`];
    }),
  );
  return [`### ${code(id)}: ${role}, weight ${weight}`, "", (concepts[id] ?? "").trim(), "", ...lines];
}

function exclusionSection(profile: Profile, { exclude }: Reasons): readonly string[] {
  const rows = profile.exclude.map((each) => [
    [...each.any, ...each.exact].join(", "),
    `${each.weight} %${each.in === undefined ? "" : `, ${each.in}`}`,
    (exclude[nameOf(each)] ?? "").trim(),
  ]);
  return ["### Exclusions", "", ...table(["term", "takes away", "why"], rows)];
}

/** As readers see them: those that are found only as written in quotes, those that end anywhere with their star. */
function textsOf(pieces: readonly Piece[]): string {
  return distinct(
    pieces.map(({ text, isExact }) => (isExact ? `“${text}”` : text).replaceAll("*", String.raw`\*`)),
    ", ",
  );
}

function distinct(texts: readonly string[], between = "; "): string {
  return [...new Set(texts)].join(between);
}

function code(id: string): string {
  return `\`${id}\``;
}
