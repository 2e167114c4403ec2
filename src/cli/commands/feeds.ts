import type { Command } from "commander";
import type { App } from "../../app.ts";
import type { Feed, FeedState } from "../../model/feed.ts";
import { shownAddress } from "../../model/shown-address.ts";
import { type Instant, toIso } from "../../model/time.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { table } from "../plain.ts";
import { relative } from "../when.ts";
import { feedsAdd } from "./feeds-add.ts";
import { feedsDiscover } from "./feeds-discover.ts";
import { feedsExport } from "./feeds-export.ts";
import { feedsImport } from "./feeds-import.ts";
import { feedsRemove } from "./feeds-remove.ts";

interface ListOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie feeds`: the sources, their health, and the list of them. */
export function addFeeds(program: Command, session: Session): void {
  const group = commandGroup("feeds", "the sources: their health, and the list of them", [
    "vigie feeds list",
    "vigie feeds add https://example.org/",
    "vigie feeds import subscriptions.opml --dry-run",
  ]);
  group.addCommand(
    subcommand("list", "every feed: when it was last read, when next, what is wrong", [
      "vigie feeds list --json",
    ])
      .option("--json", "one JSON object per line")
      .action(async (options: ListOptions) => {
        await withApp(session, options, "read", async (app) => list(app, options, session.io));
      }),
  );
  for (const command of [feedsAdd, feedsRemove, feedsDiscover, feedsImport, feedsExport])
    group.addCommand(command(session));
  program.addCommand(group);
}

function list(app: App, options: ListOptions, io: Io): ExitCode {
  const feeds = app.config.feeds.map((feed) => ({ feed, state: app.store.feedState(feed.id) }));
  if (options.json === true)
    for (const { feed, state } of feeds) io.out(JSON.stringify(printed(feed, state)));
  else {
    const now = app.clock.now();
    const rows = feeds.map(({ feed, state }) => [
      feed.id,
      health(state),
      when(state?.lastSuccessAt, now, "never"),
      state?.goneAt === undefined ? when(state?.nextPollAt, now, "now") : "–",
      when(state?.lastNewItemAt, now, "–"),
      state?.problem === undefined
        ? shownAddress(feed.url)
        : `${state.problem.kind}: ${state.problem.detail}`,
    ]);
    const headings = ["FEED", "HEALTH", "LAST READ", "NEXT", "NEW ITEM", "ADDRESS OR PROBLEM"];
    for (const line of table(headings, rows, io.columns)) io.out(line);
  }
  return EXIT.done;
}

function health(state: FeedState | undefined): string {
  if (state?.lastPollAt === undefined) return "not polled yet";
  if (state.goneAt !== undefined) return "gone";
  return state.problem === undefined ? "ok" : `failing ×${state.failures}`;
}

function when(instant: Instant | undefined, now: Instant, otherwise: string): string {
  return instant === undefined ? otherwise : relative(instant, now);
}

function printed(feed: Feed, state: FeedState | undefined): unknown {
  return {
    feed: feed.id,
    name: feed.name,
    url: shownAddress(feed.url),
    language: feed.language,
    health: health(state),
    lastSuccessAt: iso(state?.lastSuccessAt),
    nextPollAt: iso(state?.nextPollAt),
    lastNewItemAt: iso(state?.lastNewItemAt),
    failures: state?.failures ?? 0,
    problem: state?.problem === undefined ? undefined : { ...state.problem, since: iso(state.problem.since) },
  };
}

function iso(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : toIso(instant);
}
