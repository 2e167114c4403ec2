import type { Command } from "commander";
import type { App } from "../../app.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { sampleMessages } from "../sample-message.ts";

/** `vigie deliver test NAME`: one marked sample to a destination, past the outbox, to see that it arrives. */
export function addDeliver(program: Command, session: Session): void {
  const group = commandGroup("deliver", "tries out a destination", ["vigie deliver test researchers"]);
  group.addCommand(
    subcommand("test", "sends one sample to a destination and says what the receiver answered", [
      "vigie deliver test researchers",
    ])
      .argument("<destination>", "the id of a destination in vigie.yaml")
      .action(async (name: string, options: GlobalOptions) => {
        await withApp(session, options, "no-store", async (app) => await sendSample(app, name, session));
      }),
  );
  program.addCommand(group);
}

async function sendSample(app: App, name: string, session: Session): Promise<ExitCode> {
  const { io } = session;
  const destination = app.config.destinations.find(({ id }) => id === name);
  if (destination === undefined) {
    const known = app.config.destinations.map(({ id }) => id).join(", ");
    io.err(`No destination is called ${name}; vigie.yaml has: ${known}.`);
    return EXIT.usage;
  }
  if (destination.off !== undefined) {
    io.err(`${name} is off: ${destination.off}`);
    return EXIT.problems;
  }
  const channel = await app.openChannel(destination);
  let ending: ExitCode = EXIT.done;
  for (const message of sampleMessages(destination, app.clock.now())) {
    const delivery = await channel.send(message, session.signal);
    const who = message.reader === undefined ? name : `${name} → ${message.reader.address}`;
    if (delivery.kind === "sent") io.out(`${who}: sent (${delivery.messageId ?? "no id"})`);
    else {
      io.err(`${who}: ${delivery.kind}: ${delivery.reason}`);
      ending = EXIT.problems;
    }
  }
  await channel.close();
  return ending;
}
