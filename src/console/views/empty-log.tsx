import type { JSX } from "hono/jsx/jsx-runtime";
import { isSending } from "../destination-health.ts";
import type { Page } from "../page.ts";
import type { Snapshot } from "../snapshot.ts";
import type { FeedView } from "../view-model.ts";
import { Moment } from "./moment.tsx";

/** What stands where alerts will be: what happens next, and where each part of it is set. */
export function EmptyLog({ seen, page }: { seen: Snapshot; page: Page }): JSX.Element {
  const { empty } = page.words;
  const { feeds, destinations } = seen;
  const configured = [...feeds.failing, ...feeds.unread, ...feeds.fine];
  const read = configured.filter(({ state }) => state?.lastSuccessAt !== undefined);
  return (
    <div class="empty">
      <p class="title">{empty.title}</p>
      <ol>
        <li>
          {empty.steps.read(read.length, configured.length)} <code>config/feeds.yaml</code>.
        </li>
        <li>{empty.steps.silent}</li>
        <li>
          {empty.steps.match} <code>config/profiles/</code>.
        </li>
        <li>
          {empty.steps.send(destinations.filter(isSending).length, destinations.length)}{" "}
          <code>config/vigie.yaml</code>.
        </li>
      </ol>
      <Next feeds={configured} page={page} />
      <p>{empty.tools}</p>
      <dl>
        <Command line="vigie check" says={empty.check} />
        <Command line="vigie poll" says={empty.poll} />
        <Command line="vigie explain URL" says={empty.explain} />
      </dl>
    </div>
  );
}

function Next({ feeds, page }: { feeds: readonly FeedView[]; page: Page }): JSX.Element | null {
  const [next] = feeds
    .flatMap(({ feed, state }) =>
      state?.goneAt === undefined ? [{ feed, at: state?.nextPollAt ?? page.now }] : [],
    )
    .toSorted((a, b) => a.at - b.at);
  if (next === undefined) return null;
  return (
    <p>
      {page.words.empty.next} <bdi class="source">{next.feed.name}</bdi>,{" "}
      <Moment at={Math.max(next.at, page.now)} page={page} />.
    </p>
  );
}

function Command({ line, says }: { line: string; says: string }): JSX.Element {
  return (
    <>
      <dt>
        <code>{line}</code>
      </dt>
      <dd>{says}</dd>
    </>
  );
}
