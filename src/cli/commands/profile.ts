import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { addProfileLearn } from "./profile-learn.ts";

/** `vigie profile`: what there is to do with a profile, a file for each. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup("profile", "profiles: what readers' votes teach them", [
    "vigie profile learn harbour",
  ]);
  addProfileLearn(group, session);
  program.addCommand(group);
}
