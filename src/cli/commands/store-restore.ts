import type { Command } from "commander";
import type { RestoreOutcome } from "../../store/restore-store.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { sayLocked, withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { verdictLines } from "./store-verify.ts";

interface RestoreOptions extends GlobalOptions {
  readonly previous?: true;
}

/** `vigie store restore`: a backup, or the last readable state, in the place of what is there. */
export function storeRestore(session: Session): Command {
  return subcommand("restore", "puts a backup in the place of the store, whose files are kept aside", [
    "vigie store restore backups/2026-03-29",
    "vigie store restore --previous",
  ])
    .argument("[backup]", "a directory that `vigie store backup` made, or a copy of a data directory")
    .option("--previous", "no backup: the last state before the damage, from the store's own files")
    .action(async (from: string | undefined, options: RestoreOptions) => {
      if ((from === undefined) === (options.previous === undefined)) {
        session.io.err(
          "Name a backup, or say --previous for the last state that the store itself can be read to.",
        );
        return session.end(EXIT.usage);
      }
      await withDataDirectory(
        session,
        options,
        async (directory) => await restore(directory, from, session.io),
      );
    });
}

async function restore(directory: string, from: string | undefined, io: Io): Promise<ExitCode> {
  const { restoreStore } = await import("../../store/restore-store.ts");
  const outcome = await restoreStore({
    directory,
    ...(from === undefined ? {} : { from }),
    clock: { now: () => Date.now() },
    onFile: (file) => io.progress(`copying ${file}`),
  });
  switch (outcome.kind) {
    case "restored":
      for (const line of restoredLines(directory, outcome)) io.out(line);
      return EXIT.done;
    case "locked":
      return sayLocked(io, outcome.holder);
    case "nothing-to-restore":
      io.err(`${from ?? directory} holds no store that can be restored. Nothing was changed.`);
      return EXIT.damagedStore;
    case "damaged":
      io.err("Nothing was changed: what should be restored is damaged itself.");
      for (const line of verdictLines(from ?? directory, outcome.check)) io.err(line);
      return EXIT.damagedStore;
  }
}

function restoredLines(
  directory: string,
  { transactions, uncertain, aside }: Extract<RestoreOutcome, { readonly kind: "restored" }>,
): readonly string[] {
  return [
    `${directory} is as of transaction ${transactions}.`,
    ...(uncertain === 0
      ? []
      : [
          `Messages that may have been sent since: ${uncertain}. They count as uncertain (vigie outbox list).`,
        ]),
    ...(aside === undefined ? [] : [`What was there before is in ${aside}; remove it when all is well.`]),
  ];
}
