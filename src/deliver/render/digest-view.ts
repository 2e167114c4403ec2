import type { Alert } from "../../model/alert.ts";
import type { DigestPeriod, Reader } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import { type DigestStory, digestStories, planCount, planDigest } from "./digest-plan.ts";
import { mailDates } from "./mail-dates.ts";
import { cleanLine } from "./mail-text.ts";
import { factsFor, plainTitle, profileName, type StoryFacts } from "./story-facts.ts";
import { mailWords } from "./words.ts";

/** What a digest is made of. */
export interface DigestContent {
  /** At least one. */
  readonly alerts: readonly Alert[];
  readonly reader: Reader;
  /** Absent when several alerts share a mail outside any schedule. */
  readonly digest?: DigestPeriod;
  readonly from: { readonly name: string; readonly address: string };
  /** A `mailto:` or `https:` address; without it, one that writes to `from`. */
  readonly unsubscribe?: string;
}

/** What a digest shows, in the reader's words, ready to be written as HTML and as text. */
export interface DigestView {
  readonly language: Language;
  readonly sender: string;
  readonly heading: string;
  readonly span?: string;
  readonly subject: string;
  /** What a mailbox shows after the subject. */
  readonly preheader: string;
  readonly sections: readonly SectionView[];
  readonly foot: MailFoot;
}

export interface SectionView {
  readonly name: string;
  readonly total: number;
  readonly full: readonly StoryFacts[];
  readonly brief: readonly StoryFacts[];
  readonly counted: readonly StoryFacts[];
}

/** What a mail means, who it goes to and how to end that; the same in both parts. */
export interface MailFoot {
  readonly means: string;
  readonly address: string;
  readonly destination: string;
  readonly unsubscribe?: string;
}

const LONGEST = { sender: 80, subjectTitle: 90, preheaderTitle: 90 } as const;
const PREHEADER_TITLES = 3;

/** The views of one digest: `at(0)` shows all, each further one less, `at(count - 1)` the least. */
export function digestViews(content: DigestContent): {
  readonly count: number;
  at(step: number): DigestView;
} {
  const { reader } = content;
  const stories = digestStories(content.alerts);
  const factsOf = new Map<DigestStory, StoryFacts>();
  const write = factsFor(reader);
  for (const story of stories) factsOf.set(story, write(story));
  const facts = (list: readonly DigestStory[]): readonly StoryFacts[] =>
    list.flatMap((story) => factsOf.get(story) ?? []);
  const head = headOf(content, facts(stories));
  return {
    count: planCount(stories),
    at: (step) => ({
      ...head,
      sections: planDigest(stories, step).map(({ profile, full, brief, counted }) => ({
        name: profileName(profile, reader),
        total: full.length + brief.length + counted.length,
        full: facts(full),
        brief: facts(brief),
        counted: facts(counted),
      })),
    }),
  };
}

function headOf(content: DigestContent, stories: readonly StoryFacts[]): Omit<DigestView, "sections"> {
  const { reader, digest, from, alerts } = content;
  const words = mailWords(reader.language);
  const heading = words.stories(stories.length);
  const titles = stories.slice(0, PREHEADER_TITLES).map((facts) => plainTitle(facts, LONGEST.preheaderTitle));
  const [top] = stories.map((facts) => plainTitle(facts, LONGEST.subjectTitle));
  return {
    language: reader.language,
    sender: cleanLine(from.name, LONGEST.sender),
    heading,
    ...(digest === undefined ? {} : { span: mailDates(reader).span(digest.from, digest.to) }),
    subject: top === undefined ? heading : `${heading}${words.colon} ${top}`,
    preheader: titles.join(" · "),
    foot: {
      means: words.scoreMeans,
      address: reader.address,
      destination: alerts[0]?.destination ?? "",
      unsubscribe: content.unsubscribe ?? `mailto:${from.address}`,
    },
  };
}
