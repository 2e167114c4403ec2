import type { Command } from "commander";
import { chosenProfiles } from "../chosen-profiles.ts";
import { type GlobalOptions, printProblems, type Session, subcommand, withConfig } from "../command.ts";
import { EXIT } from "../exit-codes.ts";

interface LintOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie profile lint`: what profiles say in vain, or do unasked. */
export function profileLint(session: Session): Command {
  const { io } = session;
  return subcommand("lint", "doubts about one profile, or about all: what it says in vain, or does unasked", [
    "vigie profile lint",
    "vigie profile lint harbour --json",
  ])
    .argument("[id]", "only this profile")
    .option("--json", "one JSON object")
    .action(async (id: string | undefined, options: LintOptions) => {
      await withConfig(session, options, async (loaded) => {
        const written = chosenProfiles(loaded, id, io);
        if (written.length === 0) return session.end(EXIT.usage);
        const profiles = written.map(({ profile }) => profile);
        const files = new Set(written.map(({ source }) => source.file));
        const { inOrder } = await import("../../config/load.ts");
        const { lintProfiles } = await import("../lint-profiles.ts");
        const found = await lintProfiles(
          { ...loaded, written, config: { ...loaded.config, profiles } },
          options,
          io,
        );
        const problems = inOrder([...loaded.warnings.filter(({ file }) => files.has(file)), ...found]);
        const errors = problems.filter(({ severity }) => severity === "error").length;
        if (options.json === true) io.out(JSON.stringify({ ok: errors === 0, problems }));
        else {
          printProblems(io, problems, "About the profiles:");
          io.out(`${profiles.length} profiles: ${errors} errors, ${problems.length - errors} warnings`);
        }
        session.end(errors === 0 ? EXIT.done : EXIT.problems);
      });
    });
}
