import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type DrawingFile, filesOf } from "../../src/cli/drawing-files.ts";
import { PROFILE } from "../../src/config/profiles/profile-schema.ts";
import type { Profile } from "../../src/model/profile.ts";
import type { Draft } from "../../src/profile/draw/draft.ts";
import { profileOf } from "../../src/profile/draw/draft.ts";
import { type Changes, changesOf, ORIGINS } from "./changes.ts";
import { drawSeeds } from "./drawing.ts";
import type { FateKind } from "./fates.ts";
import { writePage } from "./page.ts";
import { faultsOf, REASONS, type Reasons } from "./reasons.ts";
import { table } from "./table.ts";

/** Where the generated files go, below the root of the project. */
export const FOLDER = "docs/provenance";

/** All that is generated in `docs/provenance`, by its path there, and what is wrong with the reasons, a line each. */
export interface Provenance {
  readonly files: readonly DrawingFile[];
  readonly faults: readonly string[];
}

/** Draws the seeds, holds each shipped profile against its draft, and writes down what a person changed and why. */
export async function provenance(root: string): Promise<Provenance> {
  const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
  const drawing = await drawSeeds(root);
  const drafts = drawing.drafts.map(profileOf);
  const articles = drawing.documents.map(({ kept }) => kept.map(({ text }) => text).join("\n"));
  const reasons = REASONS.parse(parse(read(`${FOLDER}/reasons.yaml`)));
  const profiles = shipped(root);
  const compared = profiles.flatMap((profile) => {
    const why = reasons[profile.id];
    const draft = drafts.find(({ id }) => id === why?.draft);
    const drawn = drawing.drafts.find(({ id }) => id === draft?.id);
    if (why === undefined || draft === undefined || drawn === undefined) return [];
    return [{ changes: changesOf(profile, { draft, drafts, articles }), reasons: why, drawn }];
  });
  return {
    files: [
      ...filesOf(drawing).map(({ name, text }) => ({ name: `drafts/${name}`, text })),
      ...compared.map(({ changes, reasons: why, drawn }) => ({
        name: `${changes.profile.id}.md`,
        text: writePage(changes, why, articlesOf(drawn)),
      })),
      { name: "README.md", text: withTable(read(`${FOLDER}/README.md`), compared) },
    ],
    faults: [
      ...profiles
        .filter(({ id }) => !compared.some(({ changes }) => changes.profile.id === id))
        .map(({ id }) => `${id}: reasons.yaml names no draft for it that is drawn`),
      ...Object.keys(reasons)
        .filter((id) => !profiles.some((profile) => profile.id === id))
        .map((id) => `${id}: there is no such profile`),
      ...compared.flatMap(({ changes, reasons: why }) => faultsOf(changes, why)),
    ],
  };
}

function shipped(root: string): readonly Profile[] {
  const folder = path.join(root, "config/profiles");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => PROFILE.parse(parse(readFileSync(path.join(folder, name), "utf8"))));
}

interface Compared {
  readonly changes: Changes;
  readonly reasons: Reasons;
  readonly drawn: Draft;
}

const TABLE = /(<!-- table -->\n)[^]*(\n<!-- \/table -->)/u;

/** The page that people wrote, with its table in numbers. */
function withTable(page: string, compared: readonly Compared[]): string {
  const lines = table(HEADS, compared.map(rowOf)).join("\n");
  return page.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${lines}\n${end}`);
}

const HEADS = [
  "profile",
  "draft",
  "articles",
  "terms drafted",
  "kept",
  "changed",
  "dropped",
  "words shipped",
  "in its draft",
  "in another draft",
  "in an article",
  "in none",
];

function rowOf({ changes: { profile, draft, fates, origins }, drawn }: Compared): readonly string[] {
  const treated = (...kinds: readonly FateKind[]): string =>
    `${fates.filter(({ kind }) => kinds.includes(kind)).length}`;
  return [
    `[${profile.id}](${profile.id}.md)`,
    `[${draft.id}](drafts/${draft.id}.yaml)`,
    articlesOf(drawn)
      .map((name) => name.slice(0, 3))
      .join(", "),
    `${fates.length}`,
    treated("kept"),
    treated("moved", "longer", "shorter"),
    treated("dropped"),
    `${origins.length}`,
    ...ORIGINS.map((origin) => `${origins.filter((each) => each.origin === origin).length}`),
  ];
}

function articlesOf({ documents, names }: Draft): readonly string[] {
  return documents.map((place) => names[place] ?? "");
}
