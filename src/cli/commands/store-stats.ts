import type { Command } from "commander";
import { toIso } from "../../model/time.ts";
import type { StoreStats } from "../../store/check/store-stats.ts";
import { inBytes } from "../bytes.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { withDataDirectory } from "../data-directory.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { relative } from "../when.ts";
import { counted } from "../counted.ts";

interface StatsOptions extends GlobalOptions {
  readonly json?: true;
}

/** `vigie store stats`: how much is remembered, and what it weighs. */
export function storeStats(session: Session): Command {
  return subcommand("stats", "how much is remembered, and what it weighs on the disk", [
    "vigie store stats --json",
  ])
    .option("--json", "one JSON object")
    .action(async (options: StatsOptions) => {
      await withDataDirectory(
        session,
        options,
        async (directory) => await print(directory, options, session.io),
      );
    });
}

async function print(directory: string, options: StatsOptions, io: Io): Promise<ExitCode> {
  const { readStats } = await import("../../store/check/store-stats.ts");
  const stats = await readStats(directory);
  if (options.json === true) {
    const { foldedAt, ...rest } = stats;
    io.out(
      JSON.stringify({
        directory,
        ...rest,
        ...(foldedAt === undefined ? {} : { foldedAt: toIso(foldedAt) }),
      }),
    );
  } else for (const line of statsLines(directory, stats, Date.now())) io.out(line);
  return EXIT.done;
}

function statsLines(directory: string, stats: StoreStats, now: number): readonly string[] {
  const { archive, files, generations } = stats;
  const messages = Object.entries(stats.messages).map(([state, count]) => `${count} ${state}`);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const span =
    archive.oldest === undefined ? "" : `, ${archive.oldest} to ${archive.newest ?? archive.oldest}`;
  const folded = stats.foldedAt === undefined ? "never" : relative(stats.foldedAt, now);
  return [
    `directory     ${directory}, format ${stats.format}, ${counted(stats.transactions, "transaction")}`,
    `feeds         ${stats.feeds}`,
    `remembered    ${counted(stats.keys, "key")} of items`,
    `alerts        ${stats.alerts}, and the ids of ${stats.retired} older ones`,
    `messages      ${messages.join(", ") || "none"}`,
    `archive       ${counted(archive.days, "day")}${span}`,
    `journal       ${counted(generations.logs.length, "log")}, ${counted(generations.snapshots.length, "snapshot")}, last folded ${folded}`,
    `disk          ${inBytes(total)}`,
    ...files.map(({ name, bytes }) => `  ${inBytes(bytes).padStart(10)}  ${name}`),
  ];
}
