import type { Command } from "commander";
import type { App, FoundFeed } from "../../app.ts";
import type { FeedDraft } from "../../config/edit/feed-entry-text.ts";
import { plainAddress } from "../../config/feeds/plain-address.ts";
import type { Feed } from "../../model/feed.ts";
import { type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { feedName, RELOAD, reportEdit } from "../feeds-edit.ts";
import { describeFeed, foundLines } from "../found-feeds.ts";
import { clip, plain } from "../plain.ts";

interface AddOptions extends GlobalOptions {
  readonly name?: string;
  readonly id?: string;
  readonly every?: string;
  readonly language?: string;
}

const LONGEST_NAME = 80;

/** `vigie feeds add`: one more source, read before it is taken. */
export function feedsAdd(session: Session): Command {
  return subcommand("add", "reads a feed and writes it into feeds.yaml; of a page, the one feed it has", [
    "vigie feeds add https://example.org/feed.xml",
    'vigie feeds add https://example.org/ --name "Example news" --every 30m --language en',
  ])
    .argument("<url>", "the address of a feed, or of a page that has one")
    .option("--name <text>", "what readers see (default: what the feed calls itself)")
    .option("--id <id>", "keeps its history when name or address change (default: made from the name)")
    .option("--every <duration>", "how often it is read, such as 30m or 2h, whatever it says itself")
    .option("--language <code>", "what it is written in, such as fr or en")
    .action(async (url: string, options: AddOptions) => {
      await withApp(session, options, "no-store", async (app) => await add(app, url, options, session));
    });
}

async function add(app: App, url: string, options: AddOptions, session: Session): Promise<ExitCode> {
  const { io } = session;
  if (url.includes("${")) {
    io.err(
      "An address with a variable is written into feeds.yaml by hand: it would be read here as it stands.",
    );
    return EXIT.usage;
  }
  const found = await app.discover(url, session.signal, (tried) => io.progress(plain(tried)));
  if (found.kind === "failed") {
    io.err(`${plain(found.detail)}. Nothing was changed.`);
    return EXIT.problems;
  }
  const chosen = theOne(found.feeds);
  if (chosen === undefined) {
    for (const line of foundLines(found, app.clock.now())) io.out(line);
    io.err(
      found.feeds.length === 0
        ? "No feed was found there. Nothing was changed."
        : "Which of them? Add one by its own address. Nothing was changed.",
    );
    return EXIT.problems;
  }
  return await write(app, chosen, options, session);
}

/** The only feed; comments do not count beside articles. */
function theOne(feeds: readonly FoundFeed[]): FoundFeed | undefined {
  const articles = feeds.filter(({ isComments }) => !isComments);
  const choice = articles.length === 0 ? feeds : articles;
  return choice.length === 1 ? choice[0] : undefined;
}

async function write(app: App, found: FoundFeed, options: AddOptions, { io }: Session): Promise<ExitCode> {
  const twin = twinOf(found.url, app.config.feeds);
  if (twin !== undefined) {
    io.err(`It is there already: ${feedName(twin)}. Nothing was changed.`);
    return EXIT.problems;
  }
  const { addFeedEntries } = await import("../../config/edit/edit-feeds.ts");
  const place = { directory: options.config, env: io.env };
  const edit = await addFeedEntries(place, [draftOf(found, options)]);
  const code = reportEdit(io, edit, "Added");
  if (edit.kind === "edited") {
    io.out(`  ${describeFeed(found, app.clock.now())}`);
    io.out(RELOAD);
  }
  return code;
}

function twinOf(url: string, feeds: readonly Feed[]): Feed | undefined {
  const address = plainAddress(url);
  return feeds.find((feed) => plainAddress(feed.url) === address);
}

function draftOf({ url, title }: FoundFeed, options: AddOptions): FeedDraft {
  const { id, every, language } = options;
  const name = options.name ?? ownName(title);
  return {
    url,
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
    ...(every === undefined ? {} : { every }),
    ...(language === undefined ? {} : { language }),
  };
}

/** A publisher's words must not name a variable: it would be filled in with a secret, and shown to readers. */
function ownName(title: string | undefined): string | undefined {
  const name = clip(plain(title ?? "").replaceAll("${", "$ {"), LONGEST_NAME);
  return name === "" ? undefined : name;
}
