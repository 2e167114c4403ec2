import type { FC } from "hono/jsx";
import type { Alert } from "../../model/alert.ts";
import type { Reader } from "../../model/delivery.ts";
import type { Language } from "../../model/profile.ts";
import type { MailFoot } from "./digest-view.ts";
import { Card, MailPage, written } from "./mail-page.tsx";
import { wrapped } from "./mail-text.ts";
import { look, TONES } from "./mail-theme.ts";
import type { RenderedMail } from "./digest.ts";
import { factsFor, plainTitle, profileName, type StoryFacts } from "./story-facts.ts";
import { StoryRow } from "./story-row.tsx";
import { footText, storyText } from "./story-text.ts";
import { mailWords } from "./words.ts";

export interface AlertMailContent {
  readonly alert: Alert;
  readonly reader: Reader;
  /** A `mailto:` or `https:` address. */
  readonly unsubscribe?: string;
}

const LONGEST_SUBJECT = 120;

/** A mail about one story, in the reader's language and time zone. Its subject is the story's title. */
export function renderAlertMail({ alert, reader, unsubscribe }: AlertMailContent): RenderedMail {
  const { language } = reader;
  const facts = factsFor(reader)({ alert, others: [] });
  const profile = profileName(alert.profile, reader);
  const words = mailWords(language);
  const threshold = words.aboveThreshold(profile, alert.threshold);
  const foot = {
    means: words.scoreMeans,
    address: reader.address,
    destination: alert.destination,
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
  };
  const page = <AlertPage view={{ language, facts, profile, threshold, foot }} />;
  return {
    subject: plainTitle(facts, LONGEST_SUBJECT),
    html: written(page),
    text: [profile, storyText(facts, language), wrapped(threshold, ""), footText(foot, language)].join(
      "\n\n",
    ),
  };
}

interface AlertView {
  readonly language: Language;
  readonly facts: StoryFacts;
  readonly profile: string;
  /** Which profile it is, and from which score it tells. */
  readonly threshold: string;
  readonly foot: MailFoot;
}

const AlertPage: FC<{ view: AlertView }> = ({ view: { language, facts, profile, threshold, foot } }) => (
  <MailPage
    language={language}
    title={plainTitle(facts, LONGEST_SUBJECT)}
    preheader={[profile, facts.origin, ...facts.reasons].join(" · ")}
    foot={foot}
  >
    <h1 class="pad" style="margin:0;padding:4px 24px 12px;font-size:15px;line-height:20px;font-weight:700;">
      {profile}
    </h1>
    <Card>
      <div class="pad" style="padding:16px 24px 12px;">
        <StoryRow facts={facts} language={language} heading="h2" />
        <p class="dim" style={look(TONES.dim, "margin:10px 0 0;font-size:12px;line-height:18px;")}>
          {threshold}
        </p>
      </div>
    </Card>
  </MailPage>
);
