import type { Command } from "commander";
import type { App } from "../../app.ts";
import type { Alert } from "../../model/alert.ts";
import { toIso } from "../../model/time.ts";
import type { ArchivedItem } from "../../ports/store.ts";
import { type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explanationLines, silenceLines } from "../explanation.ts";
import type { Io } from "../io.ts";
import { readItemLine } from "../item-line.ts";
import { plain } from "../plain.ts";
import { relative } from "../when.ts";

interface ExplainOptions extends GlobalOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** `vigie explain`: every stage that an item passed or stopped at, and its score in parts. */
export function addExplain(program: Command, session: Session): void {
  const command = subcommand("explain", "why an item was alerted on, or why not, stage by stage", [
    "vigie explain https://example.org/article",
    "vigie explain 3fa9c1d2 --profile harbour",
    `echo '{"title":"A headline"}' | vigie explain -`,
  ]);
  command
    .argument("<what>", "a link, an item id, or - for an item as JSON on standard input")
    .option("--profile <id>", "only this profile")
    .option("--json", "one JSON object")
    .action(async (what: string, options: ExplainOptions) => {
      const mode = what === "-" ? "no-store" : "read";
      await withApp(session, options, mode, async (app) => await explain(app, what, options, session));
    });
  program.addCommand(command);
}

async function explain(app: App, what: string, options: ExplainOptions, session: Session): Promise<ExitCode> {
  const { io } = session;
  const known = app.config.profiles.map(({ id }) => id);
  const profiles = options.profile === undefined ? known : known.filter((id) => id === options.profile);
  if (profiles.length === 0) {
    io.err(`No profile has the id ${options.profile}; there are: ${known.join(", ")}.`);
    return EXIT.usage;
  }
  const found = what === "-" ? readItemLine(await io.readText()) : await app.store.findItem(what);
  if (found === undefined) return sayUnknown(app, what, io);
  const item = "item" in found ? found.item : found;
  const explanations = profiles.flatMap((id) => app.explain(id, item) ?? []);
  if (options.json === true) {
    const archived = "item" in found ? { alerts: alertsOn(app, found.item.id).map(printedAlert) } : {};
    io.out(JSON.stringify({ item, ...archived, explanations }));
  } else {
    const stages = "item" in found ? stageLines(app, found) : [];
    for (const line of [...stages, ...explanations.flatMap(explanationLines)]) io.out(line);
  }
  return EXIT.done;
}

function sayUnknown(app: App, what: string, io: Io): ExitCode {
  if (what === "-") {
    io.err('Expected a JSON object with a "title", "summary" or "text".');
    return EXIT.usage;
  }
  for (const line of silenceLines(app, what)) io.err(line);
  return EXIT.problems;
}

function alertsOn({ store }: App, itemId: string): readonly Alert[] {
  return store.recentAlerts(Number.MAX_SAFE_INTEGER).filter(({ story }) => story.itemId === itemId);
}

/** An alert with the version of the profile that made it. */
function printedAlert({ id, destination, profile, score, queuedAt }: Alert): unknown {
  return { id, destination, profile: profile.id, hash: profile.hash, score, queuedAt: toIso(queuedAt) };
}

/** What happened to an item before and after it was matched. */
function stageLines(app: App, { item, baseline, textDropped }: ArchivedItem): readonly string[] {
  const now = app.clock.now();
  const outbox = app.store.outbox();
  const alerts = alertsOn(app, item.id);
  const messages = alerts.flatMap((alert) =>
    outbox
      .filter(({ alertIds }) => alertIds.includes(alert.id))
      .map(({ id, destination, state, reader, summary, alertIds, lastError }) =>
        [
          `  ${destination}${reader === undefined ? "" : ` → ${reader.address}`}: ${state}`,
          summary === undefined ? "" : `in a summary of ${alertIds.length} alerts, ${id.slice(0, 8)}`,
          plain(lastError ?? ""),
        ]
          .filter(Boolean)
          .join(" — "),
      ),
  );
  // A profile has one alert for each of its destinations.
  const profiles = new Set(alerts.map(({ profile, score }) => `${profile.id} @${profile.hash} (${score})`));
  return [
    plain(item.title),
    ...(item.link === undefined ? [] : [`  ${plain(item.link)}`]),
    `fetched   from ${plain(item.source)}, first seen ${relative(item.firstSeenAt, now)}`,
    baseline === true
      ? "new       no: it stood in the feed at its first reading, which is silent (first-poll)"
      : "new       yes",
    ...(textDropped === true
      ? ["text      dropped to make room in the archive: title and summary are explained"]
      : []),
    `alerts    ${[...profiles].join(", ") || "none"}`,
    ...messages,
  ];
}
