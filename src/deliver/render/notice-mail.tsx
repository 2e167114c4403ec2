import type { FC } from "hono/jsx";
import type { Reader } from "../../model/delivery.ts";
import type { Notice } from "../../model/notice.ts";
import type { Language } from "../../model/profile.ts";
import type { RenderedMail } from "./digest.ts";
import type { MailFoot } from "./digest-view.ts";
import { mailDates } from "./mail-dates.ts";
import { Card, MailPage, written } from "./mail-page.tsx";
import { cleanLine } from "./mail-text.ts";
import { look, TONES } from "./mail-theme.ts";
import { type NoticeFacts, noticeFacts } from "./notice-facts.ts";
import { noticeText } from "./notice-text.ts";
import { noticeWords, type NoticeTone } from "./notice-words.ts";
import { footText } from "./story-text.ts";

export interface NoticeMailContent {
  /** At least one. */
  readonly notices: readonly Notice[];
  readonly reader: Reader;
  readonly destination: string;
  /** A `mailto:` or `https:` address. */
  readonly unsubscribe: string;
}

const LONGEST_SUBJECT = 120;

/** A mail that tells an operator what became of a feed or of the network, in the reader's language and time zone. */
export function renderNoticeMail(content: NoticeMailContent): RenderedMail {
  const { notices, reader, destination, unsubscribe } = content;
  const { language, address } = reader;
  const dates = mailDates(reader);
  const words = noticeWords(language);
  const told = notices.map((notice) =>
    noticeFacts(notice, { language, moment: (at) => dates.moment(at, notice.at) }),
  );
  const subject = subjectOf(told);
  const foot = { means: words.means, address, destination, unsubscribe };
  const page = <NoticePage view={{ language, subject, told, foot }} />;
  const parts = told.map((facts) => noticeText(facts, language));
  return {
    subject,
    html: written(page),
    text: [words.heading, ...parts, footText(foot, language)].join("\n\n"),
  };
}

function subjectOf(told: readonly NoticeFacts[]): string {
  const rest = told.length > 1 ? ` (+${told.length - 1})` : "";
  return cleanLine(told[0]?.headline ?? "", LONGEST_SUBJECT - rest.length) + rest;
}

interface NoticeView {
  readonly language: Language;
  readonly subject: string;
  readonly told: readonly NoticeFacts[];
  readonly foot: MailFoot;
}

const NoticePage: FC<{ view: NoticeView }> = ({ view: { language, subject, told, foot } }) => (
  <MailPage
    language={language}
    title={subject}
    preheader={told.map(({ happened }) => happened).join(" ")}
    foot={foot}
  >
    <h1 class="pad" style="margin:0;padding:4px 24px 12px;font-size:15px;line-height:20px;font-weight:700;">
      {noticeWords(language).heading}
    </h1>
    {told.map((facts) => (
      <Card>
        <div class="pad" style="padding:16px 24px 12px;">
          <Told facts={facts} language={language} />
        </div>
      </Card>
    ))}
  </MailPage>
);

const PILLS: Readonly<Record<NoticeTone, keyof typeof TONES>> = {
  trouble: "hit",
  good: "score",
  news: "chip",
};

const Told: FC<{ facts: NoticeFacts; language: Language }> = ({ facts, language }) => {
  const words = noticeWords(language);
  const pill = TONES[PILLS[facts.tone]];
  return (
    <>
      <span
        class={pill.name}
        style={look(
          pill,
          "display:inline-block;border-radius:10px;padding:1px 8px;font-size:12px;line-height:18px;font-weight:600;",
        )}
      >
        {words.status[facts.tone]}
      </span>
      <h2 style="margin:6px 0 0;font-size:17px;line-height:23px;font-weight:600;" dir="auto">
        {facts.headline}
      </h2>
      <Source facts={facts} />
      <p class="text" style={look(TONES.text, "margin:10px 0 0;font-size:14px;line-height:21px;")}>
        {facts.happened}
      </p>
      {facts.detail === undefined ? undefined : (
        <p class="dim" style={look(TONES.dim, "margin:4px 0 0;font-size:13px;line-height:19px;")}>
          {words.detail}
          {words.colon} <span dir="auto">{facts.detail}</span>
        </p>
      )}
      <Step label={words.doing} text={facts.doing} />
      {facts.advice === undefined ? undefined : <Step label={words.advice} text={facts.advice} />}
      <Code lines={facts.code} />
    </>
  );
};

/** Which feed it is, for the file and for the eye. */
const Source: FC<{ facts: NoticeFacts }> = ({ facts: { feedId, feedUrl } }) =>
  feedId === undefined ? undefined : (
    <div class="dim" style={look(TONES.dim, "margin:2px 0 0;font-size:12px;line-height:18px;")}>
      {feedId}
      {feedUrl === undefined ? undefined : (
        <>
          {" · "}
          <a class="link" style={look(TONES.link)} href={feedUrl}>
            {feedUrl}
          </a>
        </>
      )}
    </div>
  );

const Step: FC<{ label: string; text: string }> = ({ label, text }) => (
  <p class="text" style={look(TONES.text, "margin:10px 0 0;font-size:14px;line-height:21px;")}>
    <b class="card" style={look(TONES.card, "display:block;font-size:12px;line-height:18px;")}>
      {label}
    </b>
    {text}
  </p>
);

const MONOSPACED = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;";

const Code: FC<{ lines: readonly string[] }> = ({ lines }) =>
  lines.length === 0 ? undefined : (
    <div
      class="chip"
      style={look(
        TONES.chip,
        `${MONOSPACED}margin:8px 0 0;border-radius:6px;padding:8px 12px;font-size:13px;line-height:20px;`,
      )}
    >
      {lines.map((line) => (
        // A line that is broken on a small screen must not look like two.
        <div style="padding-left:16px;text-indent:-16px;">{line}</div>
      ))}
    </div>
  );
