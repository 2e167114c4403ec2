import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { profileBacktest } from "./profile-backtest.ts";
import { profileDraw } from "./profile-draw.ts";
import { profileLearn } from "./profile-learn.ts";
import { profileLint } from "./profile-lint.ts";
import { profileList } from "./profile-list.ts";
import { profileShow } from "./profile-show.ts";
import { profileTest } from "./profile-test.ts";

const SUBCOMMANDS = [
  profileList,
  profileShow,
  profileTest,
  profileLint,
  profileDraw,
  profileBacktest,
  profileLearn,
];

/** `vigie profile`: profiles drawn from articles, looked at, tried on what came in, and bettered by votes. */
export function addProfile(program: Command, session: Session): void {
  const group = commandGroup(
    "profile",
    "the profiles: drawn from articles, looked at, tried on the past, bettered by votes",
    [
      "vigie profile list",
      "vigie profile draw articles/*.txt",
      "vigie profile backtest harbour --against HEAD",
    ],
  );
  for (const command of SUBCOMMANDS) group.addCommand(command(session));
  program.addCommand(group);
}
