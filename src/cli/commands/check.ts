import type { Command } from "commander";
import type { ConfigProblem } from "../../config/problems.ts";
import type { Profile } from "../../model/profile.ts";
import type { ProfileTestFailure } from "../../profile/test-profile.ts";
import { verdict } from "../../profile/verdict.ts";
import { type GlobalOptions, printProblems, type Session, subcommand } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explanationLines } from "../explanation.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";

interface CheckOptions extends GlobalOptions {
  readonly json?: true;
}

interface FailedTest {
  readonly profile: string;
  readonly failure: ProfileTestFailure;
}

/** `vigie check`: every problem of the configuration at once, and the profiles' own tests. */
export function addCheck(program: Command, session: Session): void {
  const { io } = session;
  const command = subcommand("check", "validates the configuration and runs the profiles' tests", [
    "vigie check",
    "vigie check --config /etc/vigie --json",
  ]);
  command.option("--json", "one JSON object").action(async (options: CheckOptions) => {
    const { loadConfig } = await import("../../config/load.ts");
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
    const code = failures.length === 0 ? EXIT.done : EXIT.problems;
    report(io, options, { problems: loaded.warnings, failures }, code);
    if (options.json !== true) {
      const on = destinations.filter(({ off }) => off === undefined).length;
      io.out(
        `${feeds.length} feeds, ${profiles.length} profiles (${count(profiles)} tests, ${failures.length} failed), ` +
          `${destinations.length} destinations (${on} on)`,
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
    const tests = found.failures.map(({ profile, failure: { test, points, explanation } }) => ({
      profile,
      test,
      points,
      hits: explanation.match.hits,
    }));
    io.out(JSON.stringify({ ok: code === EXIT.done, problems: found.problems, failedTests: tests }));
    return;
  }
  printProblems(
    io,
    found.problems,
    code === EXIT.usage ? `${options.config} is not valid:` : "Worth knowing:",
  );
  for (const { profile, failure } of found.failures)
    for (const line of failureLines(profile, failure)) io.err(line);
}

function failureLines(profile: string, failure: ProfileTestFailure): readonly string[] {
  const { test, explanation } = failure;
  return [
    `profiles/${profile}.yaml: a test fails: “${plain(test.title)}” (expect: ${test.expect}) ${verdict(failure)}`,
    ...explanationLines(explanation).map((line) => `    ${line}`),
  ];
}
