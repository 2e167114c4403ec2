import type { Command } from "commander";
import { inBytes } from "../bytes.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { verdictLines } from "./store-verify.ts";
import { counted } from "../counted.ts";

/** `vigie store backup`: a verified copy, also while a worker runs. */
export function storeBackup(session: Session): Command {
  return subcommand("backup", "copies the store to a new directory, also while vigie runs", [
    "vigie store backup backups/2026-03-29",
  ])
    .argument("<dir>", "the directory to make; it must not exist")
    .action(async (to: string, options: GlobalOptions) => {
      await withDataDirectory(session, options, async (directory) => await backup(directory, to, session));
    });
}

async function backup(directory: string, to: string, { io, version }: Session): Promise<ExitCode> {
  const { backupStore } = await import("../../store/backup/backup-store.ts");
  const outcome = await backupStore({
    directory,
    to,
    at: Date.now(),
    by: `vigie ${version}`,
    onFile: (file) => io.progress(`copying ${file}`),
  });
  switch (outcome.kind) {
    case "made": {
      const { files, bytes, transactions } = outcome;
      io.out(
        `${to}: ${counted(transactions, "transaction")} in ${counted(files, "file")}, ${inBytes(bytes)}; verified.`,
      );
      return EXIT.done;
    }
    case "exists":
      io.err(`${to} exists already, and a backup never replaces anything: give another name.`);
      return EXIT.usage;
    case "inside":
      io.err(`${to} lies in ${directory}, and would be lost with it: give a place outside.`);
      return EXIT.usage;
    case "nothing-to-save":
      io.err(`${directory} holds no store yet: there is nothing to save.`);
      return EXIT.usage;
    case "damaged":
      io.err("No backup was made: the store is damaged.");
      for (const line of verdictLines(directory, outcome.check)) io.err(line);
      return EXIT.damagedStore;
  }
}
