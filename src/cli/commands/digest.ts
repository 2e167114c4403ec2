import type { Command } from "commander";
import type { App } from "../../app.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

interface PreviewOptions extends GlobalOptions {
  readonly reader?: string;
  readonly html?: true;
}

/** `vigie digest preview`: the mail that a reader would get now; nothing is sent, nothing is marked. */
export function addDigest(program: Command, session: Session): void {
  const group = commandGroup("digest", "the daily mail", ["vigie digest preview morning"]);
  group.addCommand(
    subcommand("preview", "prints the digest that a reader would get now; sends nothing", [
      "vigie digest preview",
      "vigie digest preview morning --reader reader@example.org --html > digest.html",
    ])
      .argument("[destination]", "a destination with `mode: digest` (default: the first)")
      .option("--reader <address>", "one of its readers (default: the first)")
      .option("--html", "the HTML part instead of the text part")
      .action(async (destination: string | undefined, options: PreviewOptions) => {
        await withApp(session, options, "read", async (app) => preview(app, destination, options, session));
      }),
  );
  program.addCommand(group);
}

function preview(app: App, name: string | undefined, options: PreviewOptions, session: Session): ExitCode {
  const { io } = session;
  const digests = app.config.destinations.flatMap((destination) =>
    destination.kind === "email" && destination.mode === "digest" ? [destination] : [],
  );
  const destination = name === undefined ? digests[0] : digests.find(({ id }) => id === name);
  if (destination?.off !== undefined) {
    io.err(`${destination.id} is off: ${destination.off}`);
    return EXIT.problems;
  }
  const reader = destination?.readers.find(({ address }) => address === (options.reader ?? address));
  if (destination === undefined || reader === undefined) {
    const known = digests.map(
      ({ id, readers }) => `${id} (${readers.map(({ address }) => address).join(", ")})`,
    );
    io.err(`No such digest or reader; vigie.yaml has: ${known.join("; ") || "no digest"}.`);
    return EXIT.usage;
  }
  const mail = app.previewDigest(destination.id, reader);
  if (mail === undefined) {
    io.err(`Nothing is held for ${reader.address}: no digest would be sent.`);
    return EXIT.done;
  }
  io.out(options.html === true ? mail.html : `${mail.subject}\n\n${mail.text}`);
  return EXIT.done;
}
