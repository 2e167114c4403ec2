import type { Language } from "../../model/profile.ts";
import { wrapped } from "./mail-text.ts";
import type { NoticeFacts } from "./notice-facts.ts";
import { noticeWords } from "./notice-words.ts";

/** A notice as text; what is to be copied stands on lines of its own, unbroken. */
export function noticeText(facts: NoticeFacts, language: Language): string {
  const words = noticeWords(language);
  const labelled = (label: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : [wrapped(`${label}${words.colon} ${text}`, "")];
  const source = [facts.feedId, facts.feedUrl].filter((part) => part !== undefined);
  return [
    [wrapped(`[${words.status[facts.tone]}] ${facts.headline}`, ""), ...source].join("\n"),
    wrapped(facts.happened, ""),
    ...labelled(words.detail, facts.detail),
    ...labelled(words.doing, facts.doing),
    ...labelled(words.advice, facts.advice),
    ...(facts.code.length === 0 ? [] : [facts.code.map((line) => `    ${line}`).join("\n")]),
  ].join("\n\n");
}
