import type { ProfileTest } from "../../model/profile.ts";
import type { Draft, DraftConcept, DraftExclusion, DraftTerm } from "./draft.ts";
import { DRAFT_THRESHOLD } from "./draft.ts";
import { yamlComment, yamlQuoted, yamlText } from "./yaml-text.ts";

/** A draft as the file of a profile, each term under the evidence for it. */
export function writeDraft(draft: Draft): string {
  const { id, name, names, grouping, notes, concepts, exclude, tests } = draft;
  const lines = [
    "# yaml-language-server: $schema=../vigie.schema.json",
    "#",
    "# Drawn by `vigie profile draw`; it alerts nobody until a person has gone through it. Each `review:` line asks what to",
    "# decide: decide it and take the line out. Then name destinations, and set status: active. `vigie check` lists what is left.",
    "#",
    ...names.map((document, place) => yamlComment(`[${place + 1}] ${document}`)),
    yamlComment(grouping),
    ...notes.map((note) => yamlComment(`Note: ${note}`)),
    `id: ${id}`,
    `name: { fr: ${yamlQuoted(name.fr)}, en: ${yamlQuoted(name.en)} }`,
    "status: draft",
    `threshold: ${DRAFT_THRESHOLD}`,
    "destinations: []",
    "",
    "concepts:",
    ...concepts.flatMap(conceptLines),
    ...exclusionLines(exclude),
    "",
    ...(tests.length === 0 ? ["tests: []"] : ["tests:", ...tests.flatMap(testLines)]),
  ];
  return `${lines.join("\n")}\n`;
}

function conceptLines({ id, role, weight, review, terms }: DraftConcept, index: number): readonly string[] {
  const folded = terms.filter(({ isExact }) => !isExact);
  const exact = terms.filter(({ isExact }) => isExact);
  return [
    ...(index === 0 ? [] : [""]),
    `  ${id}:`,
    `    role: ${role}`,
    `    weight: ${weight}`,
    `    review: ${yamlQuoted(review)}`,
    ...(folded.length === 0 ? [] : ["    any:", ...folded.flatMap(termLines)]),
    ...(exact.length === 0 ? [] : ["    exact:", ...exact.flatMap(termLines)]),
  ];
}

function termLines({ text, language, evidence }: DraftTerm): readonly string[] {
  const spoken = language === undefined ? "" : `${language}: `;
  return [`      ${yamlComment(`${spoken}${evidence}`)}`, `      - ${yamlText(text)}`];
}

function exclusionLines(exclude: readonly DraftExclusion[]): readonly string[] {
  if (exclude.length === 0) {
    return ["", "# What else do these words mean? - { any: […], in: title, weight: 60 }", "exclude: []"];
  }
  return [
    "",
    "exclude:",
    ...exclude.map(
      ({ terms, weight, review }) =>
        `  - { any: [${terms.map(yamlText).join(", ")}], weight: ${weight}, review: ${yamlQuoted(review)} }`,
    ),
  ];
}

function testLines({ title, summary, language, expect }: ProfileTest): readonly string[] {
  return [
    `  - title: ${yamlQuoted(title)}`,
    ...(summary === undefined ? [] : [`    summary: ${yamlQuoted(summary)}`]),
    ...(language === undefined ? [] : [`    lang: ${language}`]),
    `    expect: ${expect}`,
  ];
}
