import type { Command } from "commander";
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
      await app.work(session.signal);
      return EXIT.done;
    });
  });
  program.addCommand(command);
}
