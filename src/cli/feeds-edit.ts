import type { FeedsEdit } from "../config/edit/edit-feeds.ts";
import { formatProblem } from "../config/problems.ts";
import type { Feed } from "../model/feed.ts";
import { shownUrl } from "../model/address-secrets.ts";
import { printProblems } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { plain } from "./plain.ts";

/** What follows every edit of `feeds.yaml`. */
export const RELOAD = "A running vigie takes this up by itself within 15 seconds.";

/** Says how an edit of `feeds.yaml` ended: a line for each feed, or why nothing was changed. */
export function reportEdit(io: Io, edit: FeedsEdit, verb: string): ExitCode {
  switch (edit.kind) {
    case "edited":
      for (const feed of edit.feeds) io.out(`${verb} ${feedName(feed)}`);
      for (const warning of edit.warnings) io.err(`  warning  ${formatProblem(warning)}`);
      return EXIT.done;
    case "invalid":
      printProblems(io, edit.problems, "feeds.yaml is not valid, and was not changed:");
      return EXIT.usage;
    case "unknown":
      io.err(
        `No feed has the id ${edit.ids.map(plain).join(", ")}; \`vigie feeds list\` shows the ids. Nothing was changed.`,
      );
      return EXIT.usage;
    case "unfit":
      for (const reason of edit.reasons) io.err(plain(reason));
      io.err("Nothing was changed.");
      return EXIT.usage;
    case "refused":
      io.err(plain(edit.reason));
      return EXIT.problems;
  }
}

/** `le-fil (Le Fil): https://example.org/fil` */
export function feedName(feed: Feed): string {
  return plain(`${feed.id} (${feed.name}): ${shownUrl(feed)}`);
}
