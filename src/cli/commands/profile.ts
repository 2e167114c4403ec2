import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { profileBacktest } from "./profile-backtest.ts";
import { profileLint } from "./profile-lint.ts";
import { profileList } from "./profile-list.ts";
import { profileShow } from "./profile-show.ts";
import { profileTest } from "./profile-test.ts";

/** `vigie profile`: what readers want, looked at, tried out, and compared with what came in. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup(
    "profile",
    "the profiles: what they ask for, and what an edit would have changed",
    ["vigie profile list", "vigie profile show harbour", "vigie profile backtest harbour --against HEAD"],
  );
  for (const command of [profileList, profileShow, profileTest, profileLint, profileBacktest])
    group.addCommand(command(session));
  program.addCommand(group);
}
