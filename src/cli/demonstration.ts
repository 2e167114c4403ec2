import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type App, openWithStore, type RoundReport } from "../app.ts";
import { loadProfiles } from "../config/load.ts";
import { demoConfig } from "../demo/demo-config.ts";
import { type DiscordStandIn, startDiscordStandIn } from "../demo/discord-stand-in.ts";
import { atom, jsonFeed, rss } from "../demo/feed-documents.ts";
import { type FeedServer, startFeedServer } from "../demo/feed-server.ts";
import { type News, readNews } from "../demo/news.ts";
import { postLines } from "../demo/post-lines.ts";
import { type SmtpInbox, startSmtpInbox } from "../demo/smtp-inbox.ts";
import { HOUR, type Instant } from "../model/time.ts";
import type { Session } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
/** The demonstration's evening: items come in at 18:00 in Paris, the digest goes out the next morning. */
const EVENING: Instant = Date.UTC(2026, 2, 2, 17, 0);

/** Publishes the seeds as feeds, reads and delivers them to stand-ins on this machine, and shows what arrived. */
export async function demonstrate({ io, signal }: Session): Promise<ExitCode> {
  const profiles = await loadProfiles(path.join(PACKAGE, "config", "profiles"));
  if (profiles.kind === "invalid") {
    io.err("The shipped profiles are not valid; `vigie check` says why.");
    return EXIT.usage;
  }
  const [feeds, discord, inbox] = await Promise.all([
    startFeedServer(),
    startDiscordStandIn(),
    startSmtpInbox(),
  ]);
  const directory = await mkdtemp(path.join(tmpdir(), "vigie-demo-"));
  let now = EVENING;
  const config = demoConfig({ feeds, discord, inbox, profiles: profiles.profiles, directory });
  const opened = await openWithStore(
    config,
    { mode: "write", dataDirectory: directory },
    { clock: { now: () => now } },
  );
  if (opened.kind !== "ready") {
    io.err("The demonstration's store cannot be opened.");
    return EXIT.diskError;
  }
  const places: Places = { io, app: opened.app, feeds, discord, inbox, signal };
  try {
    await evening(places, await readNews(path.join(PACKAGE, "seeds")), () => (now += HOUR));
    now = EVENING + 14 * HOUR;
    await morning(places);
    return EXIT.done;
  } finally {
    await opened.app.close();
    await Promise.all([feeds.close(), discord.close(), inbox.close()]);
    await rm(directory, { recursive: true, force: true });
  }
}

interface Places {
  readonly io: Io;
  readonly app: App;
  readonly feeds: FeedServer;
  readonly discord: DiscordStandIn;
  readonly inbox: SmtpInbox;
  readonly signal: AbortSignal;
}

async function evening(places: Places, { articles, dull }: News, anHourLater: () => void): Promise<void> {
  const { io, app, feeds, discord, signal } = places;
  const publish = (count: number, told: readonly (typeof articles)[number][]): void => {
    const pieces = [...told, ...dull.slice(0, count)];
    feeds.publish(
      "/fil.xml",
      rss(
        "Le Fil",
        pieces.filter(({ language }, i) => language === "fr" && i % 2 === 0),
      ),
    );
    feeds.publish(
      "/dispatch.json",
      jsonFeed(
        "La Dépêche",
        pieces.filter(({ language }, i) => language === "fr" && i % 2 === 1),
      ),
    );
    feeds.publish(
      "/wire.atom",
      atom(
        "The Wire",
        pieces.filter(({ language }) => language === "en"),
      ),
    );
  };
  publish(3, []);
  const first = await app.round({ kind: "all" }, signal);
  heading(io, "The first reading of a feed is silent", summary(first));
  anHourLater();
  publish(dull.length, articles);
  const second = await app.round({ kind: "all" }, signal);
  heading(
    io,
    "An hour later the papers print five articles on the subject, and three look-alikes",
    summary(second),
  );
  heading(io, `What arrived in the Discord channel (${discord.posts.length} posts)`);
  for (const post of discord.posts) {
    io.out("");
    for (const line of postLines(post.body, Math.min(io.columns, 100))) io.out(line);
  }
  anHourLater();
  const third = await app.round({ kind: "all" }, signal);
  heading(io, "An hour later nothing has changed, so nothing is read and nothing is told", summary(third));
}

async function morning({ io, app, inbox, signal }: Places): Promise<void> {
  await app.round({ kind: "due" }, signal);
  const [mail] = inbox.mails;
  if (mail === undefined) return;
  heading(io, `The next morning at 08:00, one digest to ${mail.envelope.to.join(", ")}`);
  io.out("");
  io.out(`  Subject: ${mail.parsed.subject}`);
  io.out("");
  for (const line of mail.parsed.text.trimEnd().split("\n")) io.out(`  ${line}`.trimEnd());
}

function heading(io: Io, text: string, detail?: string): void {
  io.out("");
  io.out(`▌ ${text}`);
  if (detail !== undefined) io.out(`  ${detail}`);
}

function summary(report: RoundReport): string {
  const items = report.feeds.reduce((sum, { newItems }) => sum + newItems, 0);
  const kinds = report.feeds.map(({ feed, outcome }) => `${feed}: ${outcome}`).join(", ");
  return `${items} new items, ${report.alerts} alerts, ${report.delivered} messages delivered (${kinds})`;
}
