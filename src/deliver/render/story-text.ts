import type { Language } from "../../model/profile.ts";
import type { MailFoot } from "./digest-view.ts";
import { type Run, wrapped } from "./mail-text.ts";
import { plainTitle, type StoryFacts } from "./story-facts.ts";
import { mailWords } from "./words.ts";

const LONGEST_BRIEF_TITLE = 120;

/** A story in full as text: hits between asterisks, the link on a line of its own, unbroken. */
export function storyText(facts: StoryFacts, language: Language): string {
  const words = mailWords(language);
  const mark = `[${facts.score}] `;
  const indent = " ".repeat(mark.length);
  const why = facts.reasons.join(" · ");
  return [
    wrapped(marked(facts.title), mark),
    wrapped(facts.origin, indent),
    ...(facts.excerpt.length === 0 ? [] : [wrapped(marked(facts.excerpt), indent)]),
    ...(why === "" ? [] : [wrapped(`${words.why}${words.colon} ${why}`, indent)]),
    ...(facts.alsoFor === undefined ? [] : [wrapped(facts.alsoFor, indent)]),
    ...(facts.link === undefined ? [] : [indent + facts.link]),
  ].join("\n");
}

/** A story in brief as text: score, title and link. */
export function storyLines(facts: StoryFacts): string {
  const mark = `[${facts.score}] `;
  const title = wrapped(plainTitle(facts, LONGEST_BRIEF_TITLE), mark);
  return facts.link === undefined ? title : `${title}\n${" ".repeat(mark.length)}${facts.link}`;
}

/** The foot of a mail as text. `-- ` is the mark at which mail programs recognise one (RFC 3676 §4.3). */
export function footText(foot: MailFoot, language: Language): string {
  const words = mailWords(language);
  return [
    "-- ",
    wrapped(foot.means, ""),
    wrapped(words.sentTo(foot.address, foot.destination), ""),
    ...(foot.unsubscribe === undefined ? [] : [`${words.unsubscribe}${words.colon} ${foot.unsubscribe}`]),
  ].join("\n");
}

function marked(runs: readonly Run[]): string {
  return runs.map((run) => (run.hit ? `*${run.text}*` : run.text)).join("");
}
