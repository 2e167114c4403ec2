import { Command, CommanderError } from "commander";
import { SECOND } from "../model/time.ts";
import { VERSION } from "../version.ts";
import type { Session } from "./command.ts";
import { addCheck } from "./commands/check.ts";
import { addDeliver } from "./commands/deliver.ts";
import { addDemo } from "./commands/demo.ts";
import { addDigest } from "./commands/digest.ts";
import { addExplain } from "./commands/explain.ts";
import { addFeeds } from "./commands/feeds.ts";
import { addFeedback } from "./commands/feedback.ts";
import { addMatch } from "./commands/match.ts";
import { addOutbox } from "./commands/outbox.ts";
import { addParse } from "./commands/parse.ts";
import { addPoll } from "./commands/poll.ts";
import { addProfile } from "./commands/profile.ts";
import { addStart } from "./commands/start.ts";
import { addStore } from "./commands/store.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type Io, processIo } from "./io.ts";

const COMMANDS: readonly ((program: Command, session: Session) => void)[] = [
  addStart,
  addPoll,
  addCheck,
  addParse,
  addMatch,
  addExplain,
  addFeeds,
  addProfile,
  addFeedback,
  addDeliver,
  addDigest,
  addOutbox,
  addStore,
  addDemo,
];

/** After a signal the process ends by itself in this time, whatever hangs: the promise is ten seconds. */
const LAST_RESORT = 9.5 * SECOND;

/**
 * Runs one command line (without `node` and the script's name) to its end and answers with the exit code. SIGTERM and
 * SIGINT ask the command to end; another one, a second later or more, ends the process at once.
 */
export async function run(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const stop = new AbortController();
  let askedAt = 0;
  const onSignal = (): void => {
    if (stop.signal.aborted) {
      // npm passes on what a supervisor sent to the whole group: that is one signal, received twice.
      if (performance.now() - askedAt > SECOND) process.exit(EXIT.problems);
      return;
    }
    askedAt = performance.now();
    setTimeout(() => process.exit(EXIT.problems), LAST_RESORT).unref();
    stop.abort();
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  const session: Session = {
    io,
    version: VERSION,
    signal: stop.signal,
    end: (ending) => void (code = ending),
  };
  try {
    await program(session).parseAsync(argv, { from: "user" });
  } catch (error) {
    // Commander has said what is wrong with the words; help and --version end here as well, with 0.
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
  }
  return code;
}

function program(session: Session): Command {
  const top = new Command("vigie")
    .description("Watches the news and tells people only what matters, once, and why.")
    .version(session.version)
    .showSuggestionAfterError()
    .configureOutput({
      writeErr: (text) => session.io.err(text.trimEnd()),
      writeOut: (text) => session.io.out(text.trimEnd()),
    });
  for (const add of COMMANDS) add(top, session);
  quiet(top);
  return top;
}

/** Every level throws instead of ending the process, and inherits where output goes. */
function quiet(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    quiet(sub);
  }
}
