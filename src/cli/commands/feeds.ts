import type { Command } from "commander";
import type { App } from "../../app.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { feedHealth, feedTable } from "../feed-health.ts";
import type { Io } from "../io.ts";
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
  const now = app.clock.now();
  const feeds = app.config.feeds.map((feed) => ({ feed, state: app.store.feedState(feed.id) }));
  if (options.json === true)
    for (const { feed, state } of feeds) io.out(JSON.stringify(feedHealth(feed, state, now)));
  else for (const line of feedTable(feeds, now, io.columns)) io.out(line);
  return EXIT.done;
}
