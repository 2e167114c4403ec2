import type { Command } from "commander";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { sayLocked, withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";

/** `vigie store migrate`: brings the files of an earlier version to the format of this one. */
export function storeMigrate(session: Session): Command {
  return subcommand("migrate", "brings the files of an earlier version to the format of this one", [
    "vigie store migrate",
  ]).action(async (options: GlobalOptions) => {
    await withDataDirectory(session, options, async (directory) => await migrate(directory, session.io));
  });
}

async function migrate(directory: string, io: Io): Promise<ExitCode> {
  const { migrateStore } = await import("../../store/migrate-store.ts");
  const outcome = await migrateStore(directory, { now: () => Date.now() });
  switch (outcome.kind) {
    case "current":
      io.out(`${directory} has format ${outcome.format}, the current one: there is nothing to do.`);
      return EXIT.done;
    case "migrated":
      io.out(
        `${directory}: format ${outcome.from} is now ${outcome.to}. Earlier versions of vigie do not read it.`,
      );
      return EXIT.done;
    case "locked":
      return sayLocked(io, outcome.holder);
  }
}
