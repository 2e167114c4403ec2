import type { JSX } from "hono/jsx/jsx-runtime";
import type { Alert, Reason } from "../../model/alert.ts";
import type { MessageState } from "../../model/delivery.ts";
import { toIso } from "../../model/time.ts";
import type { LogEntry } from "../log-entries.ts";
import type { Page } from "../page.ts";
import type { Snapshot } from "../snapshot.ts";
import { webLink } from "../web-link.ts";
import { Facts } from "./facts.tsx";
import { Marked } from "./marked.tsx";
import { Moment } from "./moment.tsx";

/** A sign beside the word: states are told apart without colour and without reading. */
const SIGNS: Readonly<Record<MessageState, string>> = {
  held: "◷",
  pending: "○",
  claimed: "◐",
  uncertain: "?",
  sent: "✓",
  dead: "✕",
  dropped: "–",
};

interface Props {
  readonly entry: LogEntry;
  readonly deliveries: Snapshot["deliveries"];
  readonly page: Page;
}

/** One story in the log: when and how high in the margin; what, why and to whom beside it. */
export function Entry({ entry, deliveries, page }: Props): JSX.Element {
  const { alert } = entry;
  return (
    <li class="entry">
      <article>
        <div class="margin">
          <time datetime={toIso(alert.queuedAt)} title={page.moments.full(alert.queuedAt)}>
            {page.moments.clock(alert.queuedAt)}
          </time>
          <Score alert={alert} page={page} />
        </div>
        <div class="body">
          <Title alert={alert} />
          <Origin alert={alert} page={page} />
          <Excerpt alert={alert} />
          <Reasons alert={alert} page={page} />
          <Destinations entry={entry} deliveries={deliveries} page={page} />
        </div>
      </article>
    </li>
  );
}

function Score({ alert, page }: { alert: Alert; page: Page }): JSX.Element {
  return (
    <p class="score">
      <span class="visually-hidden">{page.words.score(alert.score, alert.threshold)}</span>
      <span aria-hidden="true">
        <b>{alert.score}</b>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
          <rect class="rail" y="4" width="100" height="2" />
          <rect class="level" y="3" width={alert.score} height="4" />
          <rect class="threshold" x={alert.threshold - 1} width="2" height="10" />
        </svg>
        <small>≥&#8239;{alert.threshold}</small>
      </span>
    </p>
  );
}

function Title({ alert }: { alert: Alert }): JSX.Element {
  const { story } = alert;
  const href = webLink(story.link);
  const title = <Marked text={story.title} marks={alert.excerpt.titleMarks} />;
  return (
    <h4 dir="auto" {...languageOf(alert)}>
      {href === undefined ? (
        title
      ) : (
        <a href={href} rel="noopener noreferrer">
          {title}
        </a>
      )}
    </h4>
  );
}

function Origin({ alert, page }: { alert: Alert; page: Page }): JSX.Element {
  const { words } = page;
  const { published, firstSeenAt, source } = alert.story;
  return (
    <Facts
      name="origin"
      facts={[
        <bdi class="source">{source}</bdi>,
        <>
          {published === undefined ? words.seen : words.published}{" "}
          <Moment at={published ?? firstSeenAt} page={page} />
        </>,
        <bdi>{alert.profile.name[page.language]}</bdi>,
      ]}
    />
  );
}

function Excerpt({ alert }: { alert: Alert }): JSX.Element | null {
  const { text, marks, cutBefore, cutAfter } = alert.excerpt;
  if (text === "") return null;
  return (
    <p class="excerpt" dir="auto" {...languageOf(alert)}>
      {cutBefore ? "…\u00a0" : ""}
      <Marked text={text} marks={marks} />
      {cutAfter ? "\u00a0…" : ""}
    </p>
  );
}

function Reasons({ alert, page }: { alert: Alert; page: Page }): JSX.Element {
  return (
    <ul class="reasons" aria-label={page.words.why}>
      {alert.reasons.map((reason) => (
        <ReasonLine reason={reason} page={page} />
      ))}
      {alert.boost !== undefined && <li>{page.words.source(alert.boost)}</li>}
      {alert.excludedPercent > 0 && (
        <li class="excluded">
          {page.words.excluded(alert.excludedPercent, alert.evidence)}
          {alert.excludedBy !== undefined && (
            <>
              {" "}
              {page.words.by} <bdi>{alert.excludedBy}</bdi>
            </>
          )}
        </li>
      )}
      {alert.heldBack !== undefined && (
        <li class="field">
          {page.words.heldBack} <bdi>{alert.heldBack.join(", ")}</bdi>
        </li>
      )}
    </ul>
  );
}

function ReasonLine({ reason, page }: { reason: Reason; page: Page }): JSX.Element {
  return (
    <li>
      <b title={reason.concept}>+{reason.points}</b> <bdi>{reason.text}</bdi>
      {reason.count > 1 && <span class="times">&nbsp;×{reason.count}</span>}{" "}
      <span class="field">({page.words.fields[reason.field]})</span>
    </li>
  );
}

function Destinations({ entry, deliveries, page }: Props): JSX.Element {
  return (
    <ul class="sent-to" aria-label={page.words.sentTo}>
      {entry.alerts.map((alert) => {
        const state = deliveries.get(alert.id);
        return (
          <li class={state}>
            {state !== undefined && <span aria-hidden="true">{SIGNS[state]} </span>}
            {alert.destination}
            {state !== undefined && " "}
            {state !== undefined && <span class="how">{page.words.deliveries[state]}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** The publisher's language, when it is one by its form: a screen reader picks its voice by it. */
function languageOf({ story }: Alert): { readonly lang?: string } {
  const { language } = story;
  return language !== undefined && /^[a-z]{2,3}$/.test(language) ? { lang: language } : {};
}
