import path from "node:path";
import { loadConfig } from "../config/load.ts";
import { openText } from "../config/files/open-file.ts";
import { formatProblem } from "../config/problems.ts";
import { asInForce } from "../model/profile.ts";
import type { Change } from "../model/review.ts";
import { testProfile } from "../profile/test-profile.ts";
import type { GlobalOptions, LoadedConfig } from "./command.ts";
import { failedTestLines } from "./failed-tests.ts";
import { lintProfiles } from "./lint-profiles.ts";
import type { OpenDraft } from "./review-drafts.ts";
import { writeChanges } from "./review-edit.ts";
import { type Step, undo, type Walk } from "./review-walk.ts";

/** When all is decided: runs the tests of a draft, checks it as if it were in force, and asks whether it shall be. */
export async function endReview(
  walk: Walk,
  draft: OpenDraft,
  options: GlobalOptions,
): Promise<Step | "faulty"> {
  const { io } = walk;
  const { profile, file } = draft;
  io.out("");
  if (profile.status !== "draft") {
    io.out(`${profile.id}: nothing is open, and it is in force already.`);
    return "on";
  }
  if (!testsHold(walk, draft)) return await stays(walk, file, "its tests fail");
  const folder = path.join(options.config, "profiles");
  if (path.resolve(path.dirname(file)) !== path.resolve(folder)) {
    io.out(
      `It stands outside of ${folder}: once it is there, \`vigie profile draw --review\` can put it in force.`,
    );
    return "on";
  }
  const loaded = await loadConfig({ directory: options.config, env: io.env });
  if (loaded.kind === "invalid") {
    for (const problem of loaded.problems) io.out(`  ${formatProblem(problem)}`);
    return await stays(walk, file, `${options.config} is not valid`);
  }
  const errors = await errorsOf(walk, draft, loaded, options);
  for (const error of errors) io.out(`  ${error}`);
  return errors.length > 0
    ? await stays(walk, file, "it does not do what it says")
    : await offer(walk, draft, loaded);
}

function testsHold({ io }: Walk, { profile }: OpenDraft): boolean {
  const failures = testProfile(profile);
  const tests = profile.tests.length;
  const outcome =
    failures.length === 0 ? `all ${tests} tests hold` : `${failures.length} of ${tests} tests fail`;
  io.out(`${profile.id}: nothing is open; ${tests === 0 ? "it has no tests" : outcome}.`);
  for (const failure of failures) for (const line of failedTestLines(profile.id, failure)) io.out(line);
  return failures.length === 0;
}

/** A decision that breaks a test is most often the last one, so it can be taken back here. */
async function stays(walk: Walk, file: string, reason: string): Promise<Step | "faulty"> {
  walk.io.out(`It stays a draft, since ${reason}: edit ${file}, then run the review again.`);
  if (walk.past.length === 0) return "faulty";
  const answer = await walk.dialogue.ask("u undoes the last decision, q quits, Enter goes on > ");
  if (answer === undefined) return "faulty";
  walk.answered += 1;
  return (await wayOut(walk, answer)) ?? "faulty";
}

/** What q and u do where no decision is open; nothing for other answers. */
async function wayOut(walk: Walk, answer: string): Promise<Step | undefined> {
  const letter = answer.trim();
  if (letter === "q") return "quit";
  if (letter !== "u") return undefined;
  await undo(walk);
  return "on";
}

/** What `vigie check` would call an error once it is in force. */
async function errorsOf(
  { io }: Walk,
  { file, text, profile }: OpenDraft,
  loaded: LoadedConfig,
  options: GlobalOptions,
): Promise<readonly string[]> {
  const opened = openText(file, text, { variable: () => undefined, add() {} });
  if (opened.kind === "unreadable") return [];
  const inForce = asInForce(profile);
  const alone = { ...loaded, config: { ...loaded.config, profiles: [inForce] } };
  const written = [{ profile: inForce, source: opened.section.source }];
  const findings = await lintProfiles({ ...alone, written }, options, io);
  return findings.filter(({ severity }) => severity === "error").map(formatProblem);
}

async function offer(walk: Walk, draft: OpenDraft, { config }: LoadedConfig): Promise<Step | "faulty"> {
  const { io, dialogue } = walk;
  const answer = await dialogue.ask("Make it active? y/N > ");
  if (answer === undefined) return "out-of-answers";
  walk.answered += 1;
  const out = await wayOut(walk, answer);
  if (out !== undefined) return out;
  if (!/^(?:y|yes)$/iu.test(answer.trim())) {
    io.out(`It stays a draft; taking \`status: draft\` out of ${draft.file} puts it in force.`);
    return "on";
  }
  const known = config.destinations.map(({ id }) => id);
  const destinations = draft.profile.destinations.length > 0 ? [] : await destinationsFor(walk, known);
  if (destinations === undefined) return "out-of-answers";
  return await activate(walk, draft, destinations);
}

async function destinationsFor(walk: Walk, known: readonly string[]): Promise<readonly string[] | undefined> {
  for (;;) {
    const answer = await walk.dialogue.ask(`Whom does it tell? ${known.join(", ")} > `);
    if (answer === undefined) return undefined;
    walk.answered += 1;
    const names = answer.split(/[\s,]+/u).filter((name) => name !== "");
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length === 0) return [...new Set(names)];
    walk.io.out(`  No destination is called ${unknown.join(", ")}; Enter alone names none yet.`);
  }
}

async function activate(
  walk: Walk,
  draft: OpenDraft,
  destinations: readonly string[],
): Promise<Step | "faulty"> {
  const { io } = walk;
  const entries = destinations.map((value) => ({ value, comments: [] }));
  const changes: readonly Change[] = [
    ...(entries.length === 0 ? [] : [{ kind: "append", path: ["destinations"], entries } as const]),
    { kind: "remove", path: ["status"] },
  ];
  const writing = await writeChanges(draft, changes);
  switch (writing.kind) {
    case "written": {
      walk.past.push(writing.written);
      const told = [...draft.profile.destinations, ...destinations];
      io.out(
        told.length === 0
          ? "It is active, and tells nobody until `destinations:` names somebody."
          : `It is active, and tells ${told.join(", ")}.`,
      );
      return "on";
    }
    case "changed":
      walk.finished.delete(draft.file);
      io.out(`${draft.file} was changed meanwhile, and is read again.`);
      return "on";
    case "refused":
      io.out(`It stays a draft: ${writing.reason}.`);
      return "faulty";
  }
}
