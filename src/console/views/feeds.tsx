import type { JSX } from "hono/jsx/jsx-runtime";
import type { FeedProblem } from "../../model/feed.ts";
import { feedProblem } from "../../model/feed-problem.ts";
import { repairCount } from "../../model/repairs.ts";
import { DAY } from "../../model/time.ts";
import type { FailingFeed, FeedBoard } from "../feed-board.ts";
import type { Page } from "../page.ts";
import type { FeedView } from "../view-model.ts";
import { Facts } from "./facts.tsx";
import { Moment, Since } from "./moment.tsx";

/** A list of so many feeds is shown open; a longer one waits for a click. */
const OPEN_UP_TO = 25;
/** Of a failure that is over the page speaks for so long. */
const FAILURE_SHOWN_FOR = 7 * DAY;

/** The sources: those that fail one by one, the others in tables. */
export function Feeds({ feeds, page }: { feeds: FeedBoard; page: Page }): JSX.Element {
  const { words } = page;
  const { failing, unread, fine } = feeds;
  const total = failing.length + unread.length + fine.length;
  return (
    <section id="feeds" aria-labelledby="feeds-title">
      <h2 id="feeds-title">
        {words.feeds} <small>{total}</small>
      </h2>
      {total === 0 && <p>{words.noFeeds}</p>}
      {failing.length > 0 && (
        <ul class="notices">
          {failing.map((feed) => (
            <li class={feed.health}>
              <Notice feed={feed} page={page} />
            </li>
          ))}
        </ul>
      )}
      <FeedTable feeds={unread} summary={words.unread(unread.length)} page={page} />
      <FeedTable feeds={fine} summary={words.fine(fine.length)} page={page} />
    </section>
  );
}

function Notice({ feed, page }: { feed: FailingFeed; page: Page }): JSX.Element {
  const { words } = page;
  return (
    <>
      <p class="name">
        <bdi>{feed.feed.name}</bdi>
      </p>
      <Condition feed={feed} page={page} />
      <Facts
        name="facts"
        facts={[
          <>
            {words.columns.read} <LastSuccess feed={feed} page={page} />
          </>,
          <>
            {words.columns.next} <NextPoll feed={feed} page={page} />
          </>,
        ]}
      />
    </>
  );
}

function Condition({ feed, page }: { feed: FailingFeed; page: Page }): JSX.Element {
  const { words } = page;
  switch (feed.health) {
    case "failing":
      return <Failure feed={feed} problem={feed.problem} page={page} />;
    case "gone":
      return (
        <p class="condition">
          <b>{words.feedState.gone}</b> {words.since} <Since at={feed.goneAt} page={page} />
        </p>
      );
  }
}

function Failure({ feed, problem, page }: { feed: FeedView; problem: FeedProblem; page: Page }): JSX.Element {
  const { words } = page;
  const failures = feed.state?.failures ?? 0;
  return (
    <>
      <p class="condition">
        <b>{words.feedState.failing}</b> {words.since} <Since at={problem.since} page={page} />
        {failures > 1 && `, ${words.failedReadings(failures)}`}
        {words.colon}
        {feedProblem(problem.kind, page.language)}.
      </p>
      <p class="detail" dir="auto">
        {problem.detail}
      </p>
    </>
  );
}

interface TableProps {
  readonly feeds: readonly FeedView[];
  readonly summary: string;
  readonly page: Page;
}

function FeedTable({ feeds, summary, page }: TableProps): JSX.Element | null {
  const { columns } = page.words;
  if (feeds.length === 0) return null;
  return (
    <details open={feeds.length <= OPEN_UP_TO}>
      <summary>{summary}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.feed}</th>
            <th scope="col">{columns.read}</th>
            <th scope="col">{columns.next}</th>
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <FeedRow feed={feed} page={page} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function FeedRow({ feed, page }: { feed: FeedView; page: Page }): JSX.Element {
  const newest = feed.state?.lastNewItemAt;
  return (
    <tr>
      <th scope="row">
        <bdi>{feed.feed.name}</bdi>
        {newest !== undefined && (
          <small>
            {" "}
            {page.words.columns.newest} <Moment at={newest} page={page} />
          </small>
        )}
        <Quiet feed={feed} page={page} />
        <Repaired feed={feed} page={page} />
        <PastFailure feed={feed} page={page} />
      </th>
      <td>
        <LastSuccess feed={feed} page={page} />
      </td>
      <td>
        <NextPoll feed={feed} page={page} />
      </td>
    </tr>
  );
}

/** That operators were told of a feed which can be read and says nothing. */
function Quiet({ feed, page }: { feed: FeedView; page: Page }): JSX.Element | null {
  const { silence, emptiness } = feed.state ?? {};
  const { empty, silent } = page.words.feedState;
  if (emptiness?.toldAt !== undefined)
    return (
      <small>
        {" "}
        {empty} <Moment at={emptiness.since} page={page} />
      </small>
    );
  if (silence === undefined) return null;
  return <small> {silent}</small>;
}

function Repaired({ feed, page }: { feed: FeedView; page: Page }): JSX.Element | null {
  const count = repairCount(feed.state?.repairs);
  return count === 0 ? null : <small> {page.words.repaired(count)}</small>;
}

/** What was wrong lately with a feed that is well again. */
function PastFailure({ feed, page }: { feed: FeedView; page: Page }): JSX.Element | null {
  const failure = feed.state?.lastProblem;
  if (failure === undefined || page.now - failure.at >= FAILURE_SHOWN_FOR) return null;
  const { columns, colon } = page.words;
  return (
    <small>
      {" "}
      {columns.failed} <Moment at={failure.at} page={page} />
      {colon}
      {feedProblem(failure.kind, page.language)}
    </small>
  );
}

function LastSuccess({ feed, page }: { feed: FeedView; page: Page }): JSX.Element {
  const at = feed.state?.lastSuccessAt;
  return at === undefined ? <>{page.words.feedState.never}</> : <Moment at={at} page={page} />;
}

function NextPoll({ feed, page }: { feed: FeedView; page: Page }): JSX.Element {
  const { due, noMore } = page.words.feedState;
  if (feed.state?.goneAt !== undefined) return <>{noMore}</>;
  const at = feed.state?.nextPollAt ?? page.now;
  return at <= page.now ? <>{due}</> : <Moment at={at} page={page} />;
}
