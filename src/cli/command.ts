import { Command } from "commander";
import type { App, AppMode, OpenApp } from "../app.ts";
import type { LoadOutcome } from "../config/load.ts";
import { type ConfigProblem, formatProblem } from "../config/problems.ts";
import type { Config } from "../model/config.ts";
import { isStoreFault } from "../model/fault.ts";
import type { LogSink } from "../log.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config: string;
  readonly data?: string;
}

/** What a command is given besides its own arguments. */
export interface Session {
  readonly io: Io;
  readonly version: string;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
  /** The code the process ends with. */
  end(code: ExitCode): void;
}

/** A subcommand with the options that all share, its examples, and an action that answers with an exit code. */
export function subcommand(name: string, summary: string, examples: readonly string[]): Command {
  return commandGroup(name, summary, examples)
    .option("--config <dir>", "where vigie.yaml, feeds.yaml and profiles/ are", "config")
    .option("--data <dir>", "where the store is (default: what vigie.yaml says)");
}

/**
 * A word that only leads to subcommands. It has no options of its own: a parent takes the options it knows, even
 * behind the name of its child, and the child would then work on the default folders.
 */
export function commandGroup(name: string, summary: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(summary)
    .addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}\n`);
}

/** How an app is opened. */
export interface Opening {
  readonly mode: AppMode;
  readonly logTo?: LogSink;
  /** What to do instead of giving up while another process writes to the store: `process 4211 on alpha, since …`. */
  readonly whenLocked?: (holder: string) => Promise<void>;
}

/** Opens configuration and store, lets `use` work, closes; says in a sentence what stands in the way. */
export async function withApp(
  session: Session,
  options: GlobalOptions,
  how: AppMode | Opening,
  use: (app: App) => Promise<ExitCode>,
): Promise<void> {
  const { io } = session;
  const { mode, logTo, whenLocked }: Opening = typeof how === "string" ? { mode: how } : how;
  // Not with this file: an app takes a second to load, which help and the commands that need none are spared.
  const { openApp } = await import("../app.ts");
  const opened = await openApp({
    configDirectory: options.config,
    ...(options.data === undefined ? {} : { dataDirectory: options.data }),
    env: io.env,
    mode,
    ...(logTo === undefined ? {} : { logTo }),
  });
  if (opened.kind === "locked" && whenLocked !== undefined) return await whenLocked(opened.detail);
  await useOpened(session, options, opened, use);
}

/** Reads the configuration and hands it over with the places in its files; says what is wrong with it. */
export async function withConfig(
  session: Session,
  options: GlobalOptions,
  use: (loaded: LoadedConfig) => Promise<void>,
): Promise<void> {
  const { loadConfig } = await import("../config/load.ts");
  const loaded = await loadConfig({ directory: options.config, env: session.io.env });
  if (loaded.kind === "loaded") return await use(loaded);
  printProblems(session.io, loaded.problems, `${options.config} is not valid:`);
  session.end(EXIT.usage);
}

export type LoadedConfig = Extract<LoadOutcome, { readonly kind: "loaded" }>;

/** The same as `withApp` for a configuration in hand, only looking at the store. */
export async function withStoreOf(
  session: Session,
  options: GlobalOptions,
  config: Config,
  use: (app: App) => Promise<ExitCode>,
): Promise<void> {
  const { openWithStore } = await import("../app.ts");
  const opened = await openWithStore(config, { mode: "read", dataDirectory: options.data }, {});
  await useOpened(session, options, opened, use);
}

async function useOpened(
  session: Session,
  options: GlobalOptions,
  opened: OpenApp,
  use: (app: App) => Promise<ExitCode>,
): Promise<void> {
  const { io } = session;
  switch (opened.kind) {
    case "ready":
      return await useAndClose(session, opened.app, use);
    case "invalid":
      printProblems(io, opened.problems, `${options.config} is not valid:`);
      return session.end(EXIT.usage);
    case "locked":
      io.err(`Another vigie holds the store: ${opened.detail}`);
      return session.end(EXIT.locked);
    case "damaged":
      io.err(`The store is damaged, and nothing was changed: ${opened.detail}`);
      return session.end(EXIT.damagedStore);
    case "unusable":
      io.err(`The store cannot be opened: ${opened.detail}`);
      return session.end(EXIT.diskError);
  }
}

async function useAndClose(session: Session, app: App, use: (app: App) => Promise<ExitCode>): Promise<void> {
  try {
    session.end(await use(app));
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    session.io.err(`Nothing more can be recorded: ${error.message}`);
    session.end(EXIT.diskError);
  } finally {
    await app.close();
  }
}

/** Every problem on its line, under a heading. */
export function printProblems(io: Io, problems: readonly ConfigProblem[], heading: string): void {
  if (problems.length === 0) return;
  io.err(heading);
  for (const problem of problems) io.err(`  ${problem.severity}  ${formatProblem(problem)}`);
}
