import type { Command } from "commander";
import { type GlobalOptions, printProblems, type Session, subcommand } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { plain } from "../plain.ts";

/** `vigie feeds export`: the list for other feed readers. */
export function feedsExport(session: Session): Command {
  const { io } = session;
  return subcommand("export", "the feeds as OPML on standard output; feeds with secrets are left out", [
    "vigie feeds export > subscriptions.opml",
  ]).action(async (options: GlobalOptions) => {
    const { readFeedsFile } = await import("../../config/feeds/feeds-file.ts");
    const { writeOpml } = await import("../../config/opml/opml-write.ts");
    const read = await readFeedsFile({ directory: options.config, env: io.env });
    if (read.kind === "invalid") {
      printProblems(io, read.problems, `${options.config} is not valid:`);
      return session.end(EXIT.usage);
    }
    const shared = read.feeds.filter(({ written }) => !isPrivate(written));
    io.out(writeOpml(shared.map(({ feed }) => feed)));
    for (const { feed, written } of read.feeds)
      if (isPrivate(written))
        io.err(plain(`${feed.id} (${feed.name}) is left out: its address holds a secret or a variable.`));
    session.end(EXIT.done);
  });
}

/** What may be secret stays here: credentials, and what comes from a variable. */
function isPrivate(written: string): boolean {
  return written.includes("${") || new URL(written).username + new URL(written).password !== "";
}
