import type { Command } from "commander";
import type { ConfigProblem } from "../../config/problems.ts";
import type { Profile } from "../../model/profile.ts";
import type { ProfileTestFailure } from "../../profile/test-profile.ts";
import { type GlobalOptions, printProblems, type Session, subcommand } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { failedTestLines, printedFailure } from "../failed-tests.ts";
import type { Io } from "../io.ts";

interface CheckOptions extends GlobalOptions {
  readonly json?: true;
}

interface FailedTest {
  readonly profile: string;
  readonly failure: ProfileTestFailure;
}

/** `vigie check`: every problem of the configuration at once, doubts about the profiles, and the profiles' own tests. */
export function addCheck(program: Command, session: Session): void {
  const { io } = session;
  const command = subcommand("check", "validates the configuration and runs the profiles' tests", [
    "vigie check",
    "vigie check --config /etc/vigie --json",
  ]);
  command.option("--json", "one JSON object").action(async (options: CheckOptions) => {
    const { inOrder, loadConfig } = await import("../../config/load.ts");
    const loaded = await loadConfig({ directory: options.config, env: io.env });
    if (loaded.kind === "invalid") {
      report(io, options, { problems: loaded.problems, failures: [] }, EXIT.usage);
      return session.end(EXIT.usage);
    }
    const { profiles, feeds, destinations } = loaded.config;
    const { testProfile } = await import("../../profile/test-profile.ts");
    const failures = profiles.flatMap((profile) =>
      testProfile(profile).map((failure) => ({ profile: profile.id, failure })),
    );
    const { lintProfiles } = await import("../lint-profiles.ts");
    const findings = await lintProfiles(loaded, options, io);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    const code = failures.length + errors === 0 ? EXIT.done : EXIT.problems;
    report(io, options, { problems: inOrder([...loaded.warnings, ...findings]), failures }, code);
    if (options.json !== true) {
      const on = destinations.filter(({ off }) => off === undefined).length;
      io.out(
        `${feeds.length} feeds, ${profiles.length} profiles (${count(profiles)} tests, ${failures.length} failed), ` +
          `${destinations.length} destinations (${on} on); ` +
          `about the profiles ${errors} errors, ${findings.length - errors} warnings`,
      );
    }
    session.end(code);
  });
  program.addCommand(command);
}

function count(profiles: readonly Profile[]): number {
  return profiles.reduce((sum, profile) => sum + profile.tests.length, 0);
}

function report(
  io: Io,
  options: CheckOptions,
  found: { readonly problems: readonly ConfigProblem[]; readonly failures: readonly FailedTest[] },
  code: ExitCode,
): void {
  if (options.json === true) {
    const tests = found.failures.map(({ profile, failure }) => printedFailure(profile, failure));
    io.out(JSON.stringify({ ok: code === EXIT.done, problems: found.problems, failedTests: tests }));
    return;
  }
  printAll(io, found.problems, code === EXIT.usage ? options.config : undefined);
  for (const { profile, failure } of found.failures)
    for (const line of failedTestLines(profile, failure)) io.err(line);
}

/** All of them stand in the way when the configuration is not valid; else the errors alone. */
function printAll(io: Io, problems: readonly ConfigProblem[], invalid: string | undefined): void {
  if (invalid !== undefined) return printProblems(io, problems, `${invalid} is not valid:`);
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  printProblems(io, errors, "The profiles do not do what they say:");
  printProblems(io, warnings, "Worth knowing:");
}
