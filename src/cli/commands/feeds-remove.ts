import type { Command } from "commander";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { RELOAD, reportEdit } from "../feeds-edit.ts";

/** `vigie feeds remove`: takes sources out of the list; what the store remembers of them stays. */
export function feedsRemove(session: Session): Command {
  const { io } = session;
  return subcommand("remove", "takes feeds out of feeds.yaml, with the comments that are theirs alone", [
    "vigie feeds remove example-org",
    "vigie feeds remove le-fil harbour-news",
  ])
    .argument("<id...>", "as `vigie feeds list` shows them")
    .action(async (ids: readonly string[], options: GlobalOptions) => {
      const { removeFeedEntries } = await import("../../config/edit/edit-feeds.ts");
      const edit = await removeFeedEntries({ directory: options.config, env: io.env }, ids);
      session.end(reportEdit(io, edit, "Removed"));
      if (edit.kind === "edited") io.out(RELOAD);
    });
}
