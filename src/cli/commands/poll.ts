import type { Command } from "commander";
import type { App, RoundReport } from "../../app.ts";
import type { PollReport } from "../../model/poll-report.ts";
import type { Selection } from "../../worker.ts";
import { type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { clip, plain, table } from "../plain.ts";

interface PollOptions extends GlobalOptions {
  readonly feed?: readonly string[];
  readonly all?: true;
  readonly json?: true;
}

/** `vigie poll`: one round now. */
export function addPoll(program: Command, session: Session): void {
  const command = subcommand("poll", "one round now: polls what is due, sends what waits, ends", [
    "vigie poll",
    "vigie poll --feed example --feed harbour-news",
    "vigie poll --all --json",
  ]);
  command
    .option("--feed <id...>", "these feeds, due or not")
    .option("--all", "every feed, due or not")
    .option("--json", "the whole report as one JSON object")
    .action(async (options: PollOptions) => {
      await withApp(session, options, "write", async (app) => await pollOnce(app, options, session));
    });
  program.addCommand(command);
}

async function pollOnce(app: App, options: PollOptions, session: Session): Promise<ExitCode> {
  const { io } = session;
  const unknown = (options.feed ?? []).filter((id) => !app.config.feeds.some((feed) => feed.id === id));
  if (unknown.length > 0) {
    io.err(`No feed has the id ${unknown.join(", ")}; \`vigie feeds list\` shows the ids.`);
    return EXIT.usage;
  }
  const report = await app.round(selection(options), session.signal, (polled, done, total) =>
    io.progress(`${done}/${total} ${plain(polled.feed)} ${polled.outcome}`),
  );
  if (options.json === true) io.out(JSON.stringify(report));
  else printReport(io, report);
  return report.failed > 0 || report.feeds.some((feed) => feed.outcome === "error")
    ? EXIT.problems
    : EXIT.done;
}

function selection(options: PollOptions): Selection {
  if (options.feed !== undefined) return { kind: "named", ids: options.feed };
  return options.all === true ? { kind: "all" } : { kind: "due" };
}

function printReport(io: Io, report: RoundReport): void {
  if (report.feeds.length > 0) {
    const rows = report.feeds.map((feed) => [feed.feed, feed.outcome, String(feed.newItems), note(feed)]);
    for (const line of table(["FEED", "OUTCOME", "NEW", "NOTE"], rows, io.columns)) io.out(line);
  }
  io.out(
    `${report.feeds.length} feeds polled, ${report.alerts} alerts, ${report.delivered} messages delivered, ${report.failed} failed`,
  );
}

function note(feed: PollReport): string {
  if (feed.detail !== undefined) return feed.detail;
  return clip(feed.items.map((item) => item.title).join(" · "), 120);
}
