import type { Command } from "commander";
import { toIso } from "../../model/time.ts";
import type { RestoreOutcome } from "../../store/backup/restore-store.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { sayLocked, withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { verdictLines } from "./store-verify.ts";
import { counted } from "../counted.ts";

interface RestoreOptions extends GlobalOptions {
  readonly previous?: true;
  readonly dropOpen?: true;
}

/** `vigie store restore`: a backup, or the last readable state, in the place of what is there. */
export function storeRestore(session: Session): Command {
  return subcommand("restore", "puts a backup in the place of the store, whose files are kept aside", [
    "vigie store restore backups/2026-03-29",
    "vigie store restore backups/2026-03-29 --drop-open",
    "vigie store restore --previous",
  ])
    .argument("[backup]", "a directory that `vigie store backup` made, or a copy of a data directory")
    .option("--previous", "no backup: the last state before the damage, from the store's own files")
    .option("--drop-open", "give up the messages that are open in it: they may have been sent since")
    .action(async (from: string | undefined, options: RestoreOptions) => {
      if ((from === undefined) === (options.previous === undefined)) {
        session.io.err(
          "Name a backup, or say --previous for the last state that the store itself can be read to.",
        );
        return session.end(EXIT.usage);
      }
      await withDataDirectory(
        session,
        options,
        async (directory) =>
          await restore(directory, { from, dropOpen: options.dropOpen === true }, session.io),
      );
    });
}

interface Wish {
  readonly from: string | undefined;
  readonly dropOpen: boolean;
}

async function restore(directory: string, wish: Wish, io: Io): Promise<ExitCode> {
  const { from, dropOpen } = wish;
  const { restoreStore } = await import("../../store/backup/restore-store.ts");
  const outcome = await restoreStore({
    directory,
    ...(from === undefined ? {} : { from }),
    dropOpen,
    clock: { now: () => Date.now() },
    onFile: (file) => io.progress(`copying ${file}`),
  });
  return say(directory, outcome, { wish, io });
}

function say(
  directory: string,
  outcome: RestoreOutcome,
  { wish: { from = directory, dropOpen }, io }: { readonly wish: Wish; readonly io: Io },
): ExitCode {
  switch (outcome.kind) {
    case "restored":
      for (const line of restoredLines(directory, outcome, dropOpen)) io.out(line);
      return EXIT.done;
    case "locked":
      return sayLocked(io, outcome.holder);
    case "nothing-to-restore":
      io.err(`${from} holds no store that can be restored. Nothing was changed.`);
      return EXIT.damagedStore;
    case "damaged":
      io.err("Nothing was changed: what should be restored is damaged itself.");
      for (const line of verdictLines(from, outcome.check)) io.err(line);
      return EXIT.damagedStore;
  }
}

type Restored = Extract<RestoreOutcome, { readonly kind: "restored" }>;

function restoredLines(directory: string, restored: Restored, dropOpen: boolean): readonly string[] {
  const { transactions, asOf, aside } = restored;
  const since = asOf === undefined ? "" : `, ${toIso(asOf)}`;
  return [
    `${directory} is as of transaction ${transactions}${since}.`,
    ...(dropOpen ? droppedLines(restored) : openLines(restored)),
    ...(aside === undefined ? [] : [`What was there before is in ${aside}; remove it when all is well.`]),
  ];
}

function openLines({ waiting, held }: Restored): readonly string[] {
  if (waiting + held === 0) return [];
  return [
    "Open in it, and perhaps sent since:",
    ...(waiting === 0
      ? []
      : [
          `  ${counted(waiting, "message")} to be sent: a bot looks for its post first, a webhook or a mail may bring one a second time`,
        ]),
    ...(held === 0
      ? []
      : [`  ${counted(held, "message")} held for digests: the next digest brings them, perhaps again`]),
    "If nothing may come twice: restore it again with --drop-open before vigie starts.",
  ];
}

function droppedLines({ waiting, held }: Restored): readonly string[] {
  if (waiting + held === 0) return [];
  return [
    `${counted(waiting + held, "message")} open in it, perhaps sent since: given up. \`vigie outbox list\` shows what was given up,`,
    "and `vigie outbox retry ID` sends what is missed.",
  ];
}
