import type { Command } from "commander";
import { commandGroup, type Session } from "../command.ts";
import { storeBackup } from "./store-backup.ts";
import { storeMigrate } from "./store-migrate.ts";
import { storeRestore } from "./store-restore.ts";
import { storeStats } from "./store-stats.ts";
import { storeVerify } from "./store-verify.ts";

const SUBCOMMANDS = [storeStats, storeVerify, storeBackup, storeRestore, storeMigrate];

/** `vigie store stats|verify|backup|restore|migrate`: what is on the disk, and what becomes of it. */
export function addStore(program: Command, session: Session): void {
  const group = commandGroup("store", "what vigie remembers: how much, whether it is whole, backups", [
    "vigie store stats",
    "vigie store verify",
    "vigie store backup backups/2026-03-29",
    "vigie store restore backups/2026-03-29",
  ]);
  for (const subcommand of SUBCOMMANDS) group.addCommand(subcommand(session));
  program.addCommand(group);
}
