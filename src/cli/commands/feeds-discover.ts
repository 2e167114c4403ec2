import type { Command } from "commander";
import type { App, Discovery, FoundFeed } from "../../app.ts";
import { toIso } from "../../model/time.ts";
import { type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { foundLines } from "../found-feeds.ts";
import { plain } from "../plain.ts";

interface DiscoverOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie feeds discover`: which feeds a web address has. */
export function feedsDiscover(session: Session): Command {
  return subcommand("discover", "the feeds of a web page, each read before it is shown", [
    "vigie feeds discover https://example.org/",
    "vigie feeds discover https://example.org/ --json",
  ])
    .argument("<url>", "the address of a page or a feed")
    .option("--json", "one JSON object")
    .action(async (url: string, options: DiscoverOptions) => {
      await withApp(session, options, "no-store", async (app) => await discover(app, url, options, session));
    });
}

async function discover(
  app: App,
  url: string,
  options: DiscoverOptions,
  session: Session,
): Promise<ExitCode> {
  const { io } = session;
  const found = await app.discover(url, session.signal, (tried) => io.progress(plain(tried)));
  const code = found.kind === "found" && found.feeds.length > 0 ? EXIT.done : EXIT.problems;
  if (options.json === true) {
    io.out(JSON.stringify(printed(url, found)));
    return code;
  }
  if (found.kind === "failed") io.err(plain(found.detail));
  else {
    for (const line of foundLines(found, app.clock.now())) io.out(line);
    if (found.feeds.length === 0) io.err("No feed was found there.");
  }
  return code;
}

function printed(url: string, found: Discovery): unknown {
  if (found.kind === "failed") return { url, feeds: [], problem: found.detail };
  return { url, feeds: found.feeds.map(printedFeed), refused: found.refused };
}

function printedFeed({ newestAt, ...feed }: FoundFeed): unknown {
  return { ...feed, newest: newestAt === undefined ? undefined : toIso(newestAt) };
}
