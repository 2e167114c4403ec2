import { compile } from "../../match/compile.ts";
import { explainMatch } from "../../match/explain.ts";
import type { ProfileTest } from "../../model/profile.ts";
import type { Cluster } from "./clusters.ts";
import type { CleanDocument } from "../clean/document.ts";
import { type Draft, DRAFT_THRESHOLD, profileOf } from "./draft.ts";
import type { Sentence } from "./sentences.ts";

interface TestSources {
  readonly cluster: Cluster;
  readonly documents: readonly CleanDocument[];
  readonly sentences: readonly Sentence[];
}

const LONGEST = 300;
const SHORTEST = 40;
const MOST_SILENT = 3;

/**
 * Gives a draft tests made from the documents, which hold as it is drawn: its own must alert by their headline and their
 * most telling sentence, the headlines of others and sentences that say nothing must not. A document of its own that
 * stays silent is noted instead.
 */
export function draftTests(draft: Draft, { cluster, documents, sentences }: TestSources): Draft {
  const scoring = scorer(draft);
  const notes: string[] = [];
  const alerting: ProfileTest[] = [];
  const dull: ProfileTest[] = [];
  for (const place of cluster.documents) {
    const document = documents[place];
    const own = sentences.filter((sentence) => sentence.document === place).map(({ text }) => text);
    const title = headlineOf(document?.title ?? own[0]);
    if (document === undefined || title === undefined) continue;
    const language = document.language === undefined ? {} : { language: document.language };
    const best = strongest(
      own.filter((text) => text !== title && text.length <= LONGEST),
      (summary) => scoring({ title, summary }),
    );
    const test = { title, ...(best === undefined ? {} : { summary: best }), ...language };
    if (scoring(test) >= DRAFT_THRESHOLD) alerting.push({ ...test, expect: "alert" });
    else
      notes.push(
        `${document.name} scores ${scoring(test)} by its headline and its best sentence, and stays silent.`,
      );
    const nothing = own.find((text) => isFit(text) && scoring({ title: text }) === 0);
    if (nothing !== undefined) dull.push({ title: nothing, ...language, expect: "silent" });
  }
  const others = documents.flatMap(({ title: whole, language }, place): readonly ProfileTest[] => {
    const title = headlineOf(whole);
    return cluster.documents.includes(place) || title === undefined || scoring({ title }) >= DRAFT_THRESHOLD
      ? []
      : [{ title, ...(language === undefined ? {} : { language }), expect: "silent" }];
  });
  const tests = [...alerting, ...[...dull.slice(0, 1), ...others, ...dull.slice(1)].slice(0, MOST_SILENT)];
  return { ...draft, tests, notes: [...draft.notes, ...notes] };
}

/** As much of it as a headline has: what begins a text without line breaks may be all of it. */
function headlineOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= LONGEST) return text;
  const room = text.slice(0, LONGEST);
  return room.slice(0, Math.max(room.lastIndexOf(" "), LONGEST / 2));
}

type Scored = Pick<ProfileTest, "title" | "summary">;

function scorer(draft: Draft): (item: Scored) => number {
  const matcher = compile([profileOf(draft)]);
  return (item) => explainMatch(matcher, draft.id, item)?.match.score ?? 0;
}

function strongest(texts: readonly string[], score: (text: string) => number): string | undefined {
  let best: { readonly text: string; readonly score: number } | undefined;
  for (const text of texts) {
    const own = score(text);
    if (best === undefined || own > best.score) best = { text, score: own };
  }
  return best?.text;
}

function isFit(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST / 2;
}
