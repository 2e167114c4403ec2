import type { FC } from "hono/jsx";
import type { Message, Reader, Summary } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import type { RenderedMail } from "./digest.ts";
import { digestStories } from "./digest-plan.ts";
import type { MailFoot } from "./digest-view.ts";
import { mailDates } from "./mail-dates.ts";
import { Card, MailPage, written } from "./mail-page.tsx";
import { cleanLine, wrapped } from "./mail-text.ts";
import { hairline, look, TONES } from "./mail-theme.ts";
import { factsFor, plainTitle, type StoryFacts } from "./story-facts.ts";
import { footText, storyLines } from "./story-text.ts";
import { type SummaryHead, summaryHead } from "./summary-words.ts";
import { mailWords } from "./words.ts";

export interface SummaryMailContent {
  readonly message: Message;
  readonly summary: Summary;
  readonly reader: Reader;
  /** A `mailto:` or `https:` address. */
  readonly unsubscribe: string;
}

/** Gmail cuts a mail near 102 KB, and the way to unsubscribe with it. */
const BUDGET_BYTES = 90_000;
const LONGEST = { subject: 120, source: 60, title: 100, about: 120 } as const;
const MOST_REASONS = 2;

/** A mail that lists the stories of one part of a summary, best first, each with its link. */
export function renderSummaryMail({
  message,
  summary,
  reader,
  unsubscribe,
}: SummaryMailContent): RenderedMail {
  const { language, address } = reader;
  const stories = digestStories(message.alerts).map(factsFor(reader));
  const dates = mailDates(reader);
  const head = summaryHead(summary, {
    language,
    stories: stories.length,
    name: (source) => cleanLine(source, LONGEST.source),
    moment: (at) => dates.moment(at, message.queuedAt),
  });
  const foot = {
    means: mailWords(language).scoreMeans,
    address,
    destination: message.destination,
    unsubscribe,
  };
  const view = { language, head, stories, foot };
  const html = written(<SummaryPage view={view} about />);
  const fits = new TextEncoder().encode(html).length <= BUDGET_BYTES;
  return {
    subject: cleanLine(head.heading, LONGEST.subject),
    // The links matter more than what stands below them.
    html: fits ? html : written(<SummaryPage view={view} about={false} />),
    text: [
      head.heading,
      wrapped(head.why, ""),
      stories.map(storyAsText).join("\n"),
      footText(foot, language),
    ].join("\n\n"),
  };
}

interface SummaryView {
  readonly language: Language;
  readonly head: SummaryHead;
  readonly stories: readonly StoryFacts[];
  readonly foot: MailFoot;
}

const SummaryPage: FC<{ view: SummaryView; about: boolean }> = ({
  view: { language, head, stories, foot },
  about,
}) => (
  <MailPage
    language={language}
    title={head.heading}
    preheader={stories
      .slice(0, 3)
      .map((facts) => plainTitle(facts, LONGEST.title))
      .join(" · ")}
    foot={foot}
  >
    <div class="pad" style="padding:4px 24px 16px;">
      <h1 style="margin:0;font-size:22px;line-height:28px;font-weight:700;" dir="auto">
        {head.heading}
      </h1>
      <p class="pdim" style={look(TONES.pageDim, "margin:6px 0 0;font-size:13px;line-height:19px;")}>
        {head.why}
      </p>
    </div>
    <Card>
      {stories.map((facts, index) => (
        <Row facts={facts} isFirst={index === 0} about={about} />
      ))}
    </Card>
  </MailPage>
);

const Row: FC<{ facts: StoryFacts; isFirst: boolean; about: boolean }> = ({ facts, isFirst, about }) => {
  const title = plainTitle(facts, LONGEST.title);
  return (
    <div class="pad line" style={`${isFirst ? "" : hairline("border-top")}padding:9px 24px 8px;`}>
      <div style="font-size:15px;line-height:20px;" lang={facts.language} dir="auto">
        {facts.link === undefined ? (
          title
        ) : (
          <a class="link" style={look(TONES.link, "text-decoration:none;")} href={facts.link}>
            {title}
          </a>
        )}
      </div>
      {about ? (
        <div class="dim" style={look(TONES.dim, "font-size:12px;line-height:18px;")} dir="auto">
          <b>{facts.score}</b> · {aboutOf(facts)}
        </div>
      ) : undefined}
    </div>
  );
};

/** Where a story is from, and the best of what was found. */
function aboutOf({ origin, reasons }: StoryFacts): string {
  return cleanLine([origin, ...reasons.slice(0, MOST_REASONS)].join(" · "), LONGEST.about);
}

function storyAsText(facts: StoryFacts): string {
  const [title = "", ...link] = storyLines(facts).split(/\n(?= *https?:)/);
  return [title, wrapped(aboutOf(facts), " ".repeat(`[${facts.score}] `.length)), ...link].join("\n");
}
