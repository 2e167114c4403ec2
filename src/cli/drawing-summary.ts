import type { Drawing } from "../profile/draw/draw.ts";
import type { Draft, DraftConcept } from "../profile/draw/draft.ts";
import { plain } from "./plain.ts";
import { counted } from "./counted.ts";

const MOST_TERMS = 8;
const ROLE_WIDTH = 9;

/** A drawing in lines for people: what was read, then each draft with its reason and the terms of its concepts. */
export function drawingSummary({ documents, drafts }: Drawing): readonly string[] {
  const left = documents.reduce((sum, { dropped }) => sum + dropped.length, 0);
  const kept = documents.reduce((sum, each) => sum + each.kept.length, 0);
  return [
    `${counted(documents.length, "document")}: ${kept} lines read, ${left} left out as no part of an article`,
    ...drafts.flatMap(draftLines),
  ];
}

function draftLines({ id, grouping, concepts, exclude, tests, notes }: Draft): readonly string[] {
  return [
    "",
    id,
    `  ${plain(grouping)}`,
    ...concepts.map(conceptLine),
    `  ${counted(exclude.length, "exclusion")}, ${counted(tests.length, "test")}`,
    ...notes.map((note) => `  Note: ${plain(note)}`),
  ];
}

function conceptLine({ id, role, terms }: DraftConcept): string {
  const shown = terms.slice(0, MOST_TERMS).map(({ text }) => text);
  const more = terms.length > MOST_TERMS ? `, and ${terms.length - MOST_TERMS} more` : "";
  return `  ${role.padEnd(ROLE_WIDTH)}${plain(`${id}: ${shown.join(", ")}${more}`)}`;
}
