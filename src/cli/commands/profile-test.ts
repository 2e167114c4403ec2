import type { Command } from "commander";
import { chosenProfiles } from "../chosen-profiles.ts";
import { type GlobalOptions, type Session, subcommand, withConfig } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { failedTestLines, printedFailure } from "../failed-tests.ts";

interface TestOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie profile test`: the examples that profiles carry, each with its outcome when it is not the one expected. */
export function profileTest(session: Session): Command {
  const { io } = session;
  return subcommand("test", "runs the tests of one profile, or of all", [
    "vigie profile test",
    "vigie profile test harbour",
  ])
    .argument("[id]", "only this profile")
    .option("--json", "one JSON object per profile")
    .action(async (id: string | undefined, options: TestOptions) => {
      await withConfig(session, options, async (loaded) => {
        const chosen = chosenProfiles(loaded, id, io);
        if (chosen.length === 0) return session.end(EXIT.usage);
        const { testProfile } = await import("../../profile/test-profile.ts");
        let failed = 0;
        for (const { profile } of chosen) {
          const failures = testProfile(profile);
          failed += failures.length;
          const tests = profile.tests.length;
          if (options.json === true) {
            const failedTests = failures.map((failure) => printedFailure(profile.id, failure));
            io.out(JSON.stringify({ profile: profile.id, tests, failedTests }));
            continue;
          }
          for (const failure of failures)
            for (const line of failedTestLines(profile.id, failure)) io.err(line);
          io.out(`${profile.id}: ${outcome(tests, failures.length)}`);
        }
        session.end(failed === 0 ? EXIT.done : EXIT.problems);
      });
    });
}

function outcome(tests: number, failed: number): string {
  if (tests === 0) return "has no tests: give it a headline that must alert, and one that must not";
  return failed === 0 ? `all ${tests} tests hold` : `${failed} of ${tests} tests fail`;
}
