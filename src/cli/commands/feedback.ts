import type { Command } from "commander";
import type { App } from "../../app.ts";
import type { FeedbackRecord, Verdict, Vote } from "../../model/feedback.ts";
import { standingVotes } from "../../profile/learn/standing-votes.ts";
import { toVote } from "../../profile/learn/to-vote.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { silenceLines } from "../explanation.ts";
import { feedbackRows, unreadableLine } from "../feedback-rows.ts";
import type { Io } from "../io.ts";
import { plain, table } from "../plain.ts";
import { voteTarget } from "../vote-target.ts";

const LONGEST_READER = 200;

interface VoteOptions extends GlobalOptions {
  readonly profile?: string;
  readonly reader: string;
}

interface ListOptions extends GlobalOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** `vigie feedback up|down|list`: readers' word on items, which profiles learn from. */
export function addFeedback(program: Command, session: Session): void {
  const group = commandGroup("feedback", "votes on items, which `vigie profile learn` learns from", [
    "vigie feedback up https://example.org/article",
    "vigie feedback down 3fa9c1d2 --profile harbour --reader alex",
    "vigie feedback list",
  ]);
  for (const verdict of ["up", "down"] as const) group.addCommand(voteCommand(verdict, session));
  group.addCommand(
    subcommand("list", "the votes there are, newest first", ["vigie feedback list --profile harbour"])
      .option("--profile <id>", "only this profile")
      .option("--json", "one JSON object per line, oldest first")
      .action(async (options: ListOptions) => {
        await withApp(session, options, "read", async (app) => await list(app, options, session.io));
      }),
  );
  program.addCommand(group);
}

function voteCommand(verdict: Verdict, session: Session): Command {
  const says = verdict === "up" ? "wanted, whether they alerted or not" : "not wanted";
  return subcommand(verdict, `says that items were ${says}`, [
    `vigie feedback ${verdict} https://example.org/article`,
  ])
    .argument("<what...>", "links or ids of items, or ids of messages as `vigie outbox list` shows them")
    .option("--profile <id>", "for this profile (default: those that alert on it, or nearly do)")
    .option("--reader <name>", "who says so; each reader has one vote per item and profile", "operator")
    .action(async (what: readonly string[], options: VoteOptions) => {
      await withApp(session, options, "read", async (app) => {
        const endings: ExitCode[] = [];
        for (const each of what)
          endings.push(await voteOn(app, { what: each, verdict }, options, session.io));
        return endings.find((ending) => ending !== EXIT.done) ?? EXIT.done;
      });
    });
}

async function voteOn(
  app: App,
  { what, verdict }: { readonly what: string; readonly verdict: Verdict },
  options: VoteOptions,
  io: Io,
): Promise<ExitCode> {
  const reader = options.reader.trim();
  if (!isName(reader)) {
    io.err(`--reader: expected a name of at most ${LONGEST_READER} characters.`);
    return EXIT.usage;
  }
  const target = await voteTarget(app, what, options.profile);
  switch (target.kind) {
    case "unknown-item":
      for (const line of silenceLines(app, what)) io.err(line);
      io.err("Only items of the archive can be voted on.");
      return EXIT.problems;
    case "several-items":
      io.err(`${plain(what)} tells of several items; vote on one of them:`);
      for (const link of new Set(target.links)) io.err(`  ${plain(link)}`);
      return EXIT.usage;
    case "unknown-profile":
      io.err(`No profile has the id ${plain(target.id)}; there are: ${target.known.join(", ")}.`);
      return EXIT.usage;
    case "no-profile":
      io.err(`${plain(what)}: no profile alerts on it or nearly does; name one that should: --profile ID.`);
      return EXIT.usage;
    case "found": {
      const { records } = await app.feedback.read();
      const ballot = { verdict, reader, at: app.clock.now(), item: target.item };
      for (const explanation of target.explanations)
        await cast(app, toVote(ballot, explanation), records, io);
      return EXIT.done;
    }
  }
}

function isName(reader: string): boolean {
  return reader !== "" && reader.length <= LONGEST_READER;
}

/** A vote that stands already is not kept twice. */
async function cast(app: App, vote: Vote, records: readonly FeedbackRecord[], io: Io): Promise<void> {
  const before = standingVotes(records, vote.profileId).find(
    (standing) => standing.vote.reader === vote.reader && standing.vote.itemId === vote.itemId,
  )?.vote;
  const said = `${vote.profileId}: ${vote.verdict} for “${plain(vote.title)}” (${scoreOf(vote)}), by ${plain(vote.reader)}`;
  if (before?.verdict === vote.verdict && before.profileHash === vote.profileHash) {
    io.out(`${said}; it stood already`);
    return;
  }
  await app.feedback.append(vote);
  io.out(before === undefined ? said : `${said}; it was ${before.verdict}`);
}

function scoreOf({ score, threshold, alert }: Vote): string {
  return `${score} of ${threshold}, ${alert ? "an alert" : "silent"}`;
}

async function list(app: App, { profile, json }: ListOptions, io: Io): Promise<ExitCode> {
  const { records, unreadable } = await app.feedback.read();
  const wanted = records.filter(({ profileId }) => profile === undefined || profileId === profile);
  if (json === true) for (const record of wanted) io.out(JSON.stringify(record));
  else if (wanted.length === 0)
    io.out(`No votes${profile === undefined ? "" : ` on ${plain(profile)}`} yet.`);
  else {
    const rows = feedbackRows(wanted, app.clock.now());
    for (const line of table(
      ["WHEN", "PROFILE", "READER", "VOTE", "COUNTS", "SCORE", "ITEM"],
      rows,
      io.columns,
    ))
      io.out(line);
  }
  if (unreadable > 0) io.err(unreadableLine(unreadable));
  return EXIT.done;
}
