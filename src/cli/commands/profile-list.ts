import type { Command } from "commander";
import type { App } from "../../app.ts";
import { listLanguages } from "../../config/profiles/profile-places.ts";
import type { WrittenProfile } from "../../config/profiles/profiles.ts";
import type { Language } from "../../model/profile.ts";
import { DAY } from "../../model/time.ts";
import { describeProfile } from "../../profile/describe-profile.ts";
import {
  type GlobalOptions,
  type LoadedConfig,
  type Session,
  subcommand,
  withConfig,
  withStoreOf,
} from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { table } from "../plain.ts";

interface ListOptions extends GlobalOptions {
  readonly json?: true;
}

/** Alerts are counted over so many days. */
const DAYS = 30;

/** `vigie profile list`: every profile, with its version and what it told lately. */
export function profileList(session: Session): Command {
  return subcommand(
    "list",
    "every profile: its threshold, concepts, terms, tests, version, and alerts lately",
    ["vigie profile list --json"],
  )
    .option("--json", "one JSON object per line")
    .action(async (options: ListOptions) => {
      await withConfig(session, options, async (loaded) => {
        await withStoreOf(session, options, loaded.config, async (app) =>
          list(app, loaded, options, session.io),
        );
      });
    });
}

function list(app: App, { written, config }: LoadedConfig, options: ListOptions, io: Io): ExitCode {
  const told = storiesTold(app);
  const rows = written.map((each) => rowOf(each, told.get(each.profile.id)?.size ?? 0));
  if (options.json === true) for (const row of rows) io.out(JSON.stringify(row));
  else if (rows.length === 0) io.out("There is no profile: write one into profiles/.");
  else {
    const headings = [
      "ID",
      "THRESHOLD",
      "CONCEPTS",
      "TERMS",
      "TESTS",
      "LANGUAGES",
      "VERSION",
      `${DAYS} DAYS`,
      "NAME",
    ];
    const cells = rows.map((row) => cellsOf(row, config.language));
    for (const line of table(headings, cells, io.columns)) io.out(line);
  }
  return EXIT.done;
}

interface Row {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly file: string;
  readonly languages: readonly Language[];
  readonly threshold: number;
  readonly concepts: number;
  readonly terms: number;
  readonly tests: number;
  readonly hash: string;
  readonly destinations: readonly string[];
  /** Stories told in the last 30 days, by any version of the profile. */
  readonly alerts: number;
}

function rowOf({ profile, source }: WrittenProfile, alerts: number): Row {
  const { hash, terms } = describeProfile(profile);
  const { id, name, threshold, concepts, tests, destinations } = profile;
  return {
    id,
    name,
    file: source.file,
    languages: listLanguages(source),
    threshold,
    concepts: concepts.length,
    terms,
    tests: tests.length,
    hash,
    destinations,
    alerts,
  };
}

function cellsOf(row: Row, language: Language): readonly string[] {
  const numbers = [row.threshold, row.concepts, row.terms, row.tests].map(String);
  const lists = row.languages.join("+") || "–";
  return [row.id, ...numbers, lists, `@${row.hash}`, String(row.alerts), row.name[language]];
}

/** By profile; a story goes to each destination as an alert of its own, and is counted once. */
function storiesTold({ store, clock }: App): ReadonlyMap<string, ReadonlySet<string>> {
  const since = clock.now() - DAYS * DAY;
  const told = new Map<string, Set<string>>();
  for (const { profile, story, queuedAt } of store.recentAlerts(Number.MAX_SAFE_INTEGER)) {
    if (queuedAt < since) continue;
    const stories = told.get(profile.id);
    if (stories === undefined) told.set(profile.id, new Set([story.id]));
    else stories.add(story.id);
  }
  return told;
}
