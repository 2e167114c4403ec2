import type { Command } from "commander";
import type { Match } from "../../model/match.ts";
import type { Profile } from "../../model/profile.ts";
import { type MatchingStage, STAGES } from "../../stages.ts";
import { type GlobalOptions, printProblems, type Session, subcommand } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { readItemLine } from "../item-line.ts";

interface MatchOptions extends GlobalOptions {
  readonly profiles?: string;
}

/** `vigie match`: items in as NDJSON, what each profile makes of them out. */
export function addMatch(program: Command, session: Session): void {
  const { io } = session;
  const command = subcommand("match", "scores items given as NDJSON on standard input", [
    `echo '{"id":"1","title":"A headline"}' | vigie match`,
    "vigie match --profiles drafts/ < items.ndjson",
  ]);
  command
    .option("--profiles <dir>", "profiles to match against (default: those of the configuration)")
    .action(async (options: MatchOptions) => {
      const { loadProfiles } = await import("../../config/load.ts");
      const loaded = await loadProfiles(options.profiles ?? `${options.config}/profiles`);
      if (loaded.kind === "invalid") {
        printProblems(io, loaded.problems, "The profiles are not valid:");
        return session.end(EXIT.usage);
      }
      const stage = await STAGES.match();
      session.end(matchLines(await io.readText(), { stage, profiles: loaded.profiles }, io));
    });
  program.addCommand(command);
}

interface Matching {
  readonly stage: MatchingStage;
  readonly profiles: readonly Profile[];
}

function matchLines(text: string, { stage, profiles }: Matching, io: Io): ExitCode {
  const matcher = stage.compile(profiles);
  let ending: ExitCode = EXIT.done;
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const item = readItemLine(line);
    if (item === undefined) {
      io.err(`line ${i + 1}: expected a JSON object with a "title", "summary" or "text"`);
      ending = EXIT.problems;
      continue;
    }
    const lang = stage.languageOf(item);
    const worded = lang === undefined ? item : { ...item, language: lang };
    io.out(JSON.stringify({ id: item.id, lang, matches: stage.matchItem(matcher, worded).map(printed) }));
  }
  return ending;
}

function printed(match: Match): unknown {
  return {
    profile: match.profileId,
    score: match.score,
    threshold: match.threshold,
    alert: match.alert,
    hits: match.hits.map(({ concept, term, field, text, points }) => ({
      concept,
      term,
      field,
      text,
      points,
    })),
    excluded: match.excluded.map(({ term, field, text, percent }) => ({ term, field, text, percent })),
    ...(match.boost === undefined ? {} : { boost: match.boost }),
    ...(match.withheld === undefined ? {} : { withheld: match.withheld }),
  };
}
