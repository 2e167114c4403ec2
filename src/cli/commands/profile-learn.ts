import type { Command } from "commander";
import type { App } from "../../app.ts";
import type { ProfileFile } from "../../config/profiles/profile-file.ts";
import { toIso } from "../../model/time.ts";
import { type GlobalOptions, printProblems, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { unreadableLine } from "../feedback-rows.ts";
import { RELOAD } from "../feeds-edit.ts";
import type { Io } from "../io.ts";
import { lessonLines } from "../lesson-lines.ts";
import { plain } from "../plain.ts";
import type { Proposal } from "../proposal.ts";

interface LearnOptions extends GlobalOptions {
  readonly apply?: true;
  readonly reset?: true;
  readonly json?: true;
}

/** `vigie profile learn`: what votes teach a profile, as a diff that the operator takes or leaves. */
export function profileLearn(session: Session): Command {
  return subcommand("learn", "what readers' votes teach a profile, as a diff to take or leave", [
    "vigie profile learn harbour",
    "vigie profile learn harbour --apply",
    "vigie profile learn harbour --reset",
  ])
    .argument("<id>", "the profile's id")
    .option("--apply", "write the proposed weights to the profile's file")
    .option("--reset", "from now on, count no vote from before; proposes the weights as you wrote them")
    .option("--json", "one JSON object")
    .action(async (id: string, options: LearnOptions) => {
      await withApp(session, options, "read", async (app) => await learnFrom(app, id, options, session.io));
    });
}

async function learnFrom(app: App, id: string, options: LearnOptions, io: Io): Promise<ExitCode> {
  const { readProfileFile } = await import("../../config/profiles/profile-file.ts");
  const before = await readProfileFile({ directory: options.config, env: io.env }, id);
  switch (before.kind) {
    case "absent":
      io.err(
        `No profile has the id ${plain(id)}; there are: ${app.config.profiles.map((each) => each.id).join(", ")}.`,
      );
      return EXIT.usage;
    case "invalid":
      printProblems(io, before.problems, "The profile is not valid:");
      return EXIT.usage;
    case "read":
      if (options.reset === true) await reset(app, id, io, options);
      return await teach(app, before, options, io);
  }
}

async function reset(app: App, id: string, io: Io, { json }: LearnOptions): Promise<void> {
  await app.feedback.append({ kind: "reset", profileId: id, at: app.clock.now() });
  if (json !== true) io.out(`${id}: no vote from before counts any more; they stay in the log.`);
}

async function teach(app: App, before: ProfileFile, options: LearnOptions, io: Io): Promise<ExitCode> {
  const { propose } = await import("../proposal.ts");
  const { records, unreadable } = await app.feedback.read();
  const proposal = await propose(before, records, app.store.archivedItems(), (items) =>
    io.progress(`reading the archive: ${items} items`),
  );
  io.progress("");
  if (unreadable > 0) io.err(unreadableLine(unreadable));
  const { id } = before.profile;
  if (options.json !== true) printAll(id, proposal, io);
  const taken = options.apply === true ? await take(app, before, proposal) : "not-asked";
  if (options.json === true) io.out(JSON.stringify(printed(id, proposal, taken)));
  return say(taken, { before, proposal, json: options.json === true }, io);
}

function printAll(id: string, proposal: Proposal, io: Io): void {
  const { lesson, weights } = proposal;
  if (lesson.votes.length === 0 && weights.length === 0) {
    io.out(`${id}: no votes to learn from yet; \`vigie feedback up|down\` casts one.`);
    return;
  }
  for (const line of lessonLines(id, proposal, io.columns)) io.out(line);
  io.out("");
}

type Taken = "not-asked" | "nothing" | "objected" | "applied" | { readonly refused: string };

/**
 * The log first: a crash before the file is written leaves an application that the profile does not show, which counts
 * for nothing. The other way round the same votes would be applied again, on top of themselves.
 */
async function take(app: App, before: ProfileFile, proposal: Proposal): Promise<Taken> {
  const { weights, edited, objections } = proposal;
  if (objections.length > 0) return "objected";
  if (weights.length === 0) return "nothing";
  const { toApplication } = await import("../../profile/learn/to-application.ts");
  await app.feedback.append(toApplication(edited.profile, weights, app.clock.now()));
  const { replaceFile } = await import("../../config/files/replace-file.ts");
  const replaced = await replaceFile(before.file, before.text, edited.text);
  return replaced.kind === "replaced" ? "applied" : { refused: replaced.reason };
}

interface Said {
  readonly before: ProfileFile;
  readonly proposal: Proposal;
  readonly json: boolean;
}

function say(taken: Taken, { before, proposal, json }: Said, io: Io): ExitCode {
  const { profile, file } = before;
  const { weights, objections } = proposal;
  const tell = (line: string): void => (json ? undefined : io.out(line));
  if (objections.length > 0) {
    for (const objection of objections) io.err(`${profile.id}: ${objection}`);
    io.err(`So this cannot be applied: change ${file} by hand, or the test.`);
  }
  switch (taken) {
    case "not-asked":
      if (weights.length > 0 && objections.length === 0)
        tell(
          `Nothing was changed. \`vigie profile learn ${profile.id} --apply\` writes these weights to ${file}.`,
        );
      return EXIT.done;
    case "nothing":
      tell("There was nothing to apply.");
      return EXIT.done;
    case "objected":
      return EXIT.problems;
    case "applied":
      tell(`Written to ${file}. ${RELOAD}`);
      return EXIT.done;
    default:
      io.err(`${file} is as it was: ${taken.refused}.`);
      return EXIT.problems;
  }
}

function printed(id: string, proposal: Proposal, taken: Taken): unknown {
  const { lesson, weights, diff, archive, objections } = proposal;
  const { votes, ...rest } = lesson;
  return {
    profile: id,
    votes: votes.length,
    ...(votes[0] === undefined ? {} : { since: toIso(votes[0].at) }),
    ...rest,
    weights,
    diff: diff.join("\n"),
    archive,
    objections,
    applied: taken === "applied",
  };
}
