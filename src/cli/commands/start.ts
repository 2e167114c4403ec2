import type { Command } from "commander";
import { faultFields } from "../../model/fault.ts";
import { type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT } from "../exit-codes.ts";

/** `vigie start`: the worker, until it is asked to end. */
export function addStart(program: Command, session: Session): void {
  const command = subcommand("start", "the worker: polls, scores, delivers, shows the page, until SIGTERM", [
    "vigie start",
    "vigie start --config /etc/vigie --data /var/lib/vigie",
  ]);
  command.action(async (options: GlobalOptions) => {
    await withApp(session, options, { mode: "write", logTo: process.stdout }, async (app) => {
      // The last line of defence. Node would print what was thrown as it is; the log leaves out what is secret.
      const crash = (error: unknown): void => {
        app.log.error("vigie.crashed", faultFields(error));
        process.exit(EXIT.problems);
      };
      const reload = (): void => app.reload();
      process.once("uncaughtException", crash).on("SIGHUP", reload);
      await app.work(session.signal);
      process.off("uncaughtException", crash).off("SIGHUP", reload);
      return EXIT.done;
    });
  });
  program.addCommand(command);
}
