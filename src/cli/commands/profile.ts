import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { profileBacktest } from "./profile-backtest.ts";
import { profileLearn } from "./profile-learn.ts";
import { profileLint } from "./profile-lint.ts";
import { profileList } from "./profile-list.ts";
import { profileShow } from "./profile-show.ts";
import { profileTest } from "./profile-test.ts";

const SUBCOMMANDS = [profileList, profileShow, profileTest, profileLint, profileBacktest, profileLearn];

/** `vigie profile`: what readers want, looked at, tried out on what came in, and bettered by their votes. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup(
    "profile",
    "the profiles: what they ask for, what an edit would have changed, what votes teach them",
    ["vigie profile list", "vigie profile show harbour", "vigie profile backtest harbour --against HEAD"],
  );
  for (const command of SUBCOMMANDS) group.addCommand(command(session));
  program.addCommand(group);
}
