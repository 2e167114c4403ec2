import type { Command } from "commander";
import { type Session, subcommand } from "../command.ts";

/** `vigie demo`: the whole way of a headline on this machine, with the product's own code. */
export function addDemo(program: Command, session: Session): void {
  const command = subcommand("demo", "shows the whole way of a headline, on this machine alone", [
    "vigie demo",
  ]);
  command.action(async () => {
    const { demonstrate } = await import("../demonstration.ts");
    session.end(await demonstrate(session));
  });
  program.addCommand(command);
}
