import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import type { ImportPlan } from "../../config/opml/opml-plan.ts";
import { shownAddress } from "../../model/shown-address.ts";
import { STAGES } from "../../stages.ts";
import { type GlobalOptions, type Session, subcommand } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { RELOAD, reportEdit } from "../feeds-edit.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";

interface ImportOptions extends GlobalOptions {
  readonly dryRun?: true;
}

const LARGEST_MIB = 64;

/** `vigie feeds import`: the feeds of another reader. */
export function feedsImport(session: Session): Command {
  return subcommand("import", "adds the feeds of an OPML file; its folders become tags", [
    "vigie feeds import subscriptions.opml --dry-run",
    "vigie feeds import subscriptions.opml",
  ])
    .argument("<file>", "an OPML file, as other feed readers export it")
    .option("--dry-run", "shows what would be added, and writes nothing")
    .action(async (file: string, options: ImportOptions) => {
      session.end(await importFile(file, options, session.io));
    });
}

async function importFile(file: string, options: ImportOptions, io: Io): Promise<ExitCode> {
  const text = await textOf(file);
  if (text.kind === "unreadable") {
    io.err(`${file} ${text.reason}.`);
    return EXIT.usage;
  }
  const { planImport } = await import("../../config/opml/opml-plan.ts");
  const place = { directory: options.config, env: io.env };
  const plan = await planImport(place, text.text);
  switch (plan.kind) {
    case "invalid":
      return reportEdit(io, plan, "");
    case "refused":
      io.err(`${file} was not imported: ${plan.reason}.`);
      return EXIT.problems;
    case "plan":
      return await carryOut(plan, { file, options, io });
  }
}

interface Order {
  readonly file: string;
  readonly options: ImportOptions;
  readonly io: Io;
}

async function carryOut(plan: ImportPlan, { file, options, io }: Order): Promise<ExitCode> {
  const isDryRun = options.dryRun === true;
  for (const line of leftOutLines(plan, file)) io.err(plain(line));
  const { addFeedEntries } = await import("../../config/edit/edit-feeds.ts");
  const place = { directory: options.config, env: io.env };
  const edit = await addFeedEntries(place, plan.drafts, isDryRun);
  const code = reportEdit(io, edit, isDryRun ? "Would add" : "Added");
  if (edit.kind !== "edited") return code;
  io.out(
    `${edit.feeds.length} feeds ${isDryRun ? "would be added" : "added"}, ` +
      `${plan.duplicates.length} there already, ${plan.problems.length} not sound.`,
  );
  if (isDryRun) io.out("Nothing was written.");
  else if (edit.feeds.length > 0) io.out(RELOAD);
  return plan.problems.length > 0 ? EXIT.problems : EXIT.done;
}

function leftOutLines({ problems, duplicates }: ImportPlan, file: string): readonly string[] {
  return [
    ...problems.map(({ line, message }) => `${file}:${line} ${message}; left out`),
    ...duplicates.map(({ line, url, twin }) => {
      const where = typeof twin === "number" ? `on line ${twin}` : `in feeds.yaml, as ${twin.id}`;
      return `${file}:${line} ${shownAddress(url)} is there already ${where}; left out`;
    }),
  ];
}

type TextRead =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unreadable"; readonly reason: string };

async function textOf(file: string): Promise<TextRead> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_MIB * 1024 ** 2)
      return { kind: "unreadable", reason: `is larger than ${LARGEST_MIB} MiB` };
    const { decode } = await STAGES.decode();
    const text = decode(await readFile(file));
    return text === undefined ? { kind: "unreadable", reason: "is not text" } : { kind: "text", text };
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && typeof cause.code === "string")) throw cause;
    return { kind: "unreadable", reason: `cannot be read (${cause.code})` };
  }
}
