import type { JSX } from "hono/jsx/jsx-runtime";
import { toIso } from "../../model/time.ts";
import { isSending } from "../destination-health.ts";
import type { Page } from "../page.ts";
import type { Snapshot } from "../snapshot.ts";
import { Destinations } from "./destinations.tsx";
import { Feeds } from "./feeds.tsx";
import { Layout } from "./layout.tsx";
import { Log } from "./log.tsx";
import { Moment } from "./moment.tsx";
import { Watch } from "./watch.tsx";

/** The log book: the last alerts, and beside them the health of everything they depend on. */
export function FrontPage({ seen, page }: { seen: Snapshot; page: Page }): JSX.Element {
  const { words, moments, now } = page;
  return (
    <Layout page={page} title={`${words.title} – vigie`}>
      <div class="heading">
        <h1>{words.title}</h1>
        <p class="as-of">
          <span>
            {words.asOf} <time datetime={toIso(now)}>{moments.full(now)}</time>
          </span>{" "}
          <a href={`/?lang=${page.language}`}>{words.refresh}</a>
        </p>
      </div>
      <Overview seen={seen} page={page} />
      <div class="columns">
        <Log seen={seen} page={page} />
        <div class="board">
          <Feeds feeds={seen.feeds} page={page} />
          <Destinations destinations={seen.destinations} page={page} />
          <Watch health={seen.health} page={page} />
        </div>
      </div>
    </Layout>
  );
}

/** The whole state in four cells, each a way to its section. */
function Overview({ seen, page }: { seen: Snapshot; page: Page }): JSX.Element {
  const { words } = page;
  const { feeds, destinations, health } = seen;
  const silent = destinations.length - destinations.filter(isSending).length;
  const [latest] = seen.entries;
  return (
    <nav class="overview" aria-label={words.pages}>
      <ul>
        <Cell to="watch" label={words.watch} ailing={health.checks.some(({ ok }) => !ok)}>
          {health.ready ? words.lookout.ready : words.lookout.notReady}
        </Cell>
        <Cell to="alerts" label={words.lastAlert}>
          {latest === undefined ? "–" : <Moment at={latest.alert.queuedAt} page={page} />}
        </Cell>
        <Cell
          to="feeds"
          label={words.feedCount(feeds.failing.length + feeds.unread.length + feeds.fine.length)}
          ailing={feeds.failing.length > 0}
        >
          {words.failingCount(feeds.failing.length)}
        </Cell>
        <Cell to="destinations" label={words.destinationCount(destinations.length)} ailing={silent > 0}>
          {words.silentCount(silent)}
        </Cell>
      </ul>
    </nav>
  );
}

function Cell(props: {
  to: string;
  label: string;
  ailing?: boolean;
  children: JSX.Element | string;
}): JSX.Element {
  return (
    <li class={props.ailing === true ? "ailing" : undefined}>
      <a href={`#${props.to}`}>
        <span class="label">{props.label}</span> <span class="value">{props.children}</span>
      </a>
    </li>
  );
}
