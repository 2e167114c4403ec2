import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { profileLearn } from "./profile-learn.ts";

/** `vigie profile`: what there is to do with a profile, a file for each. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup("profile", "profiles: what readers' votes teach them", [
    "vigie profile learn harbour",
  ]);
  for (const command of [profileLearn]) group.addCommand(command(session));
  program.addCommand(group);
}
