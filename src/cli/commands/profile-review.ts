import path from "node:path";
import type { GlobalOptions, Session } from "../command.ts";
import type { Dialogue } from "../dialogue.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";
import { chooseDrafts } from "../review-drafts.ts";
import { endReview } from "../review-ending.ts";
import { type Walk, walkDrafts } from "../review-walk.ts";

/** `vigie profile draw --review`: the open decisions of drafts, asked one after the other; all drafts unless some are named. */
export async function reviewProfiles(
  { io, signal }: Session,
  names: readonly string[],
  options: GlobalOptions,
): Promise<ExitCode> {
  const folder = path.join(options.config, "profiles");
  const chosen = await chooseDrafts(folder, names);
  if (chosen.kind === "unknown") {
    for (const reason of chosen.reasons) io.err(plain(reason));
    return EXIT.usage;
  }
  if (chosen.files.length === 0) {
    io.out(`${folder} holds no draft: there is nothing to decide. \`vigie profile draw FILES…\` makes some.`);
    return EXIT.done;
  }
  const dialogue = io.dialogue();
  signal.addEventListener("abort", () => dialogue.close(), { once: true });
  const walk: Walk = { io, dialogue, skipped: new Set(), finished: new Set(), past: [], answered: 0 };
  const ending = await walkDrafts(walk, chosen.files, async (draft) => await endReview(walk, draft, options));
  dialogue.close();
  switch (ending.kind) {
    case "through":
      return ending.faulty ? EXIT.problems : EXIT.done;
    case "quit":
      io.out(GOES_ON);
      return EXIT.done;
    case "out-of-answers":
      return withoutAnswers(io, dialogue, ending.answered);
  }
}

const GOES_ON = "What was decided stands in the files; the review goes on from there.";

/** A person ends a review by Ctrl-C or Ctrl-D too; a script that has no more answers has not done what it was for. */
function withoutAnswers(io: Io, { isTerminal }: Dialogue, answered: number): ExitCode {
  if (isTerminal) {
    io.out(GOES_ON);
    return EXIT.done;
  }
  if (answered === 0) {
    io.err("A review needs answers: run it at a terminal, or give them on standard input, one a line.");
    return EXIT.usage;
  }
  io.err("The answers ended before the questions; what was decided stands in the files.");
  return EXIT.problems;
}
