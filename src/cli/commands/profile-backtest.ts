import { type Command, InvalidArgumentError } from "commander";
import type { App } from "../../app.ts";
import type { WrittenProfile } from "../../config/profiles/profiles.ts";
import type { DatedItem } from "../../ports/store.ts";
import type { BacktestReport } from "../../profile/backtest/backtest-report.ts";
import { STAGES } from "../../stages.ts";
import type { Against } from "../against.ts";
import { backtestLines } from "../backtest-lines.ts";
import { chosenProfiles } from "../chosen-profiles.ts";
import {
  type GlobalOptions,
  printProblems,
  type Session,
  subcommand,
  withConfig,
  withStoreOf,
} from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";

interface BacktestOptions extends GlobalOptions {
  readonly against?: string;
  readonly days: number;
  readonly json?: true;
}

type Compared = Extract<Against, { readonly kind: "profile" }>;

/** As long as the archive keeps items. */
const MOST_DAYS = 90;
/** Progress is shown each time so many items were replayed: some tenths of a second. */
const STEP = 2000;

/** `vigie profile backtest`: what an edit of a profile would have changed. Nothing is sent, nothing is written. */
export function profileBacktest(session: Session): Command {
  return subcommand(
    "backtest",
    "replays the archive with a profile as it stands in its file, and sends nothing",
    [
      "vigie profile backtest harbour",
      "vigie profile backtest harbour --against HEAD",
      "vigie profile backtest harbour --against old/harbour.yaml --days 7 --json",
    ],
  )
    .argument("<id>", "the profile: the edited version is the one in profiles/")
    .option(
      "--against <file|revision>",
      "the saved version: a file, or a revision of git (default: what the archive has on record)",
    )
    .option("--days <n>", `so many days up to the newest item, 1 to ${MOST_DAYS}`, readDays, 30)
    .option("--json", "one JSON object with everything")
    .action(async (id: string, options: BacktestOptions) => {
      await withConfig(session, options, async (loaded) => {
        const [edited] = chosenProfiles(loaded, id, session.io);
        if (edited === undefined) return session.end(EXIT.usage);
        const saved = await savedVersion(edited, options, session.io);
        if (saved === "unclear") return session.end(EXIT.usage);
        await withStoreOf(session, options, loaded.config, async (app) =>
          replay(app, { edited, saved }, options, session),
        );
      });
    });
}

function readDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Expected a whole number of days from 1 to ${MOST_DAYS}.`);
}

async function savedVersion(
  { source }: WrittenProfile,
  { against }: BacktestOptions,
  io: Io,
): Promise<Compared | undefined | "unclear"> {
  if (against === undefined) return undefined;
  const { readAgainst } = await import("../against.ts");
  const read = await readAgainst(against, source.file);
  switch (read.kind) {
    case "profile":
      return read;
    case "invalid":
      printProblems(io, read.problems, `--against ${against} is not a valid profile:`);
      return "unclear";
    case "unclear":
      io.err(`--against: ${read.detail}.`);
      return "unclear";
  }
}

interface Versions {
  readonly edited: WrittenProfile;
  readonly saved: Compared | undefined;
}

async function replay(
  app: App,
  { edited, saved }: Versions,
  options: BacktestOptions,
  { io, signal }: Session,
): Promise<ExitCode> {
  const { languageOf } = await STAGES.match();
  const { backtest } = await import("../../profile/backtest/backtest.ts");
  const report = await backtest(watched(app.store.archivedItems(options.days), io, signal), {
    edited: edited.profile,
    ...(saved === undefined ? {} : { saved: saved.profile }),
    days: options.days,
    trackingParams: app.config.trackingParams,
    languageOf: (item) => Promise.resolve(languageOf(item)),
  });
  io.progress("");
  if (signal.aborted) {
    io.err("Stopped before the end of the archive.");
    return EXIT.problems;
  }
  if (report === undefined) {
    io.err("Nothing is archived yet: the archive fills with what feeds bring.");
    return EXIT.problems;
  }
  print(report, { edited, saved }, options, io);
  return EXIT.done;
}

/** The items, with progress for whoever watches; they end when the process is asked to. */
async function* watched(
  items: AsyncIterable<DatedItem>,
  io: Io,
  signal: AbortSignal,
): AsyncGenerator<DatedItem> {
  let count = 0;
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
    count += 1;
    if (count % STEP === 0) io.progress(`replaying the archive: ${count} items, ${item.day}`);
  }
}

function print(report: BacktestReport, { edited, saved }: Versions, options: BacktestOptions, io: Io): void {
  const { id } = edited.profile;
  const { against } = options;
  const [hash = ""] = report.edited.hashes;
  if (options.json === true) {
    const origin =
      saved === undefined
        ? { kind: "record" }
        : {
            kind: saved.from,
            name: against,
            ...(saved.commit === undefined ? {} : { commit: saved.commit }),
          };
    io.out(JSON.stringify({ profile: { id, hash, file: edited.source.file }, against: origin, ...report }));
    return;
  }
  const compared = { id, hash, ...(against === undefined ? {} : { against }) };
  for (const line of backtestLines(report, compared, io.columns)) io.out(line);
}
