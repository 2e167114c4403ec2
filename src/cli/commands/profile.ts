import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { profileDraw } from "./profile-draw.ts";

/** `vigie profile`: profiles from articles, and what there is to do with them. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup("profile", "profiles: drawn from articles", [
    "vigie profile draw articles/*.txt",
  ]);
  for (const command of [profileDraw]) group.addCommand(command(session));
  program.addCommand(group);
}
