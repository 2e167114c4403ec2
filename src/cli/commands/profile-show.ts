import type { Command } from "commander";
import { describeProfile } from "../../profile/describe-profile.ts";
import { chosenProfiles } from "../chosen-profiles.ts";
import { type GlobalOptions, type Session, subcommand, withConfig } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { profileLines } from "../profile-lines.ts";

interface ShowOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie profile show`: a profile as it is matched, in words. */
export function profileShow(session: Session): Command {
  const { io } = session;
  return subcommand(
    "show",
    "a profile as it is matched: concepts, what each is worth, what stands against it",
    ["vigie profile show harbour"],
  )
    .argument("<id>", "the profile")
    .option("--json", "one JSON object")
    .action(async (id: string, options: ShowOptions) => {
      await withConfig(session, options, async (loaded) => {
        const [chosen] = chosenProfiles(loaded, id, io);
        if (chosen === undefined) return session.end(EXIT.usage);
        const description = describeProfile(chosen.profile);
        if (options.json === true) io.out(JSON.stringify(description));
        else for (const line of profileLines(description, io.columns)) io.out(line);
      });
    });
}
