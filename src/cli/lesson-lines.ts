import type { ChangedItem } from "../profile/learn/archive-lesson.ts";
import type { DoubtfulTerm } from "../profile/learn/doubtful-terms.ts";
import type { ConceptLesson, Lesson, Silencer } from "../profile/learn/learn.ts";
import { precisionOf, type Tally } from "../profile/learn/tally.ts";
import type { Share, TellingWord } from "../profile/learn/telling-words.ts";
import { clip, plain, table } from "./plain.ts";
import type { Proposal } from "./proposal.ts";
import { counted } from "./counted.ts";

const SHOWN_ITEMS = 8;

/** What a profile learned, for people: its precision, the diff and its effect, and what else the votes suggest. */
export function lessonLines(id: string, proposal: Proposal, columns: number): readonly string[] {
  const { lesson, diff } = proposal;
  return [
    headline(id, lesson),
    "",
    ...table(["CONCEPT", "WEIGHT", "PRECISION", "VOTES"], lesson.concepts.map(conceptRow), columns),
    "",
    ...(diff.length === 0
      ? ["The votes ask for no other weights."]
      : [...diff.map(printable), ...effectLines(proposal, columns)]),
    ...suggestionLines(proposal),
  ];
}

function headline(id: string, { votes, alerts, silent }: Lesson): string {
  if (votes.length === 0) return `${id}: no vote counts now; what was applied is taken back`;
  const readers = new Set(votes.map(({ reader }) => reader)).size;
  const parts = [
    precisionOf(alerts) === undefined ? "none on an alert" : `precision ${share(alerts)} of voted alerts`,
    ...silences(silent),
  ];
  return `${id}: ${counted(votes.length, "vote")} of ${counted(readers, "reader")}; ${parts.join("; ")}`;
}

function silences({ up, down }: Tally): readonly string[] {
  const all = up + down;
  if (all === 0) return [];
  return [`${up} of ${counted(all, "voted silence")} ${all === 1 ? "was" : "were"} wanted`];
}

function conceptRow({ concept, weight, proposed, alerts, votes }: ConceptLesson): readonly string[] {
  return [
    concept,
    proposed === weight ? String(weight) : `${weight} → ${proposed}`,
    share(alerts),
    votes.up + votes.down === 0 ? "–" : ways(votes),
  ];
}

/** `75 % (6 of 8)`. */
function share(votes: Tally): string {
  const precision = precisionOf(votes);
  return precision === undefined
    ? "–"
    : `${Math.round(100 * precision)} % (${votes.up} of ${votes.up + votes.down})`;
}

function ways({ up, down }: Tally): string {
  return `${up} up, ${down} down`;
}

/** A line of a file as it is, spaces included, but for what could move the cursor. */
function printable(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}

function effectLines({ archive }: Proposal, columns: number): readonly string[] {
  const { items, alertsBefore, alertsAfter, gained, lost } = archive;
  if (items === 0) return ["", "The archive holds no item yet to try this on."];
  return [
    "",
    `Of ${counted(items, "archived item")} ${alertsAfter} would alert instead of ${alertsBefore}: ` +
      `${gained.length} gained, ${lost.length} lost.`,
    ...changedLines("+", gained, columns),
    ...changedLines("-", lost, columns),
  ];
}

function changedLines(mark: string, changed: readonly ChangedItem[], columns: number): readonly string[] {
  const rest = changed.length - SHOWN_ITEMS;
  return [
    ...changed
      .slice(0, SHOWN_ITEMS)
      .map(({ title, before, after }) =>
        clip(`  ${mark} ${before} → ${after}  ${plain(title)}`, Math.max(40, columns)),
      ),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

/** What is never changed by itself. */
function suggestionLines({ lesson, archive }: Proposal): readonly string[] {
  const lines = [
    ...archive.exclusions.map(exclusionLine),
    ...archive.synonyms.map(synonymLine),
    ...lesson.doubtful.map(doubtfulLine),
    ...lesson.silencers.map(silencerLine),
  ];
  return lines.length === 0
    ? []
    : ["", "Worth a look, for you to write or to leave:", ...lines.map((line) => `  ${line}`)];
}

function exclusionLine({ word, here, elsewhere: [others, wanted] }: TellingWord): string {
  return `exclude “${plain(word)}”? in ${of(here)} unwanted alerts, ${of(wanted)} wanted items, ${of(others)} other alerts`;
}

function synonymLine({ word, here, elsewhere: [rest] }: TellingWord): string {
  return `add “${plain(word)}” to a concept? in ${of(here)} wanted silences, ${of(rest)} other items`;
}

function of({ with: count, of: all }: Share = { with: 0, of: 0 }): string {
  return `${count} of ${all}`;
}

function doubtfulLine({ concept, term, votes, softerRole }: DoubtfulTerm): string {
  const remedy = softerRole === undefined ? "drop it?" : `make it ${softerRole}?`;
  return `term “${plain(term)}” of ${concept}: ${remedy} ${ways(votes)}`;
}

function silencerLine({ what, wanted }: Silencer): string {
  return `“${plain(what)}” silenced ${counted(wanted, "wanted item")}`;
}
