import { isStoreFault } from "../model/fault.ts";
import { type GlobalOptions, type Session, withConfig } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/**
 * Hands over the data directory and ends with the code that `use` gives. With `--data` it needs no configuration: one
 * that does not load must not stand in the way of a backup. Says in a sentence what of the disk stands in the way.
 */
export async function withDataDirectory(
  session: Session,
  options: GlobalOptions,
  use: (directory: string) => Promise<ExitCode>,
): Promise<void> {
  const { data } = options;
  try {
    if (data !== undefined) session.end(await use(data));
    else
      await withConfig(session, options, async ({ config }) =>
        session.end(await use(config.store.directory)),
      );
  } catch (error) {
    session.end(sayFault(session.io, error));
  }
}

/** Says that another process writes to the store. */
export function sayLocked(io: Io, holder: string): ExitCode {
  io.err(`Another vigie holds the store: ${holder}. Stop it first.`);
  return EXIT.locked;
}

function sayFault(io: Io, error: unknown): ExitCode {
  if (isStoreFault(error)) {
    io.err(error.message);
    return "damage" in error ? EXIT.damagedStore : EXIT.diskError;
  }
  if (!(error instanceof Error && "code" in error && "syscall" in error)) throw error;
  if (error.code === "ENOENT") {
    io.err(`There is no store at ${placeOf(error)}: the worker makes one, and --data names another place.`);
    return EXIT.usage;
  }
  io.err(`The disk refused: ${error.message}`);
  return EXIT.diskError;
}

function placeOf(error: Error): string {
  return "path" in error && typeof error.path === "string" ? error.path : error.message;
}
