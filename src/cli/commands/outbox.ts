import type { Command } from "commander";
import type { App } from "../../app.ts";
import type { DestinationState, MessageState, OutboxEntry, Summary } from "../../model/delivery.ts";
import type { Notice } from "../../model/notice.ts";
import type { OrderVerb } from "../../model/order.ts";
import { type Instant, toIso } from "../../model/time.ts";
import { commandGroup, type GlobalOptions, type Session, subcommand, withApp } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { giveOrder } from "../give-order.ts";
import type { Io } from "../io.ts";
import { noticeLine } from "../notice-line.ts";
import { table } from "../plain.ts";
import { relative } from "../when.ts";

const OPEN_STATES: readonly MessageState[] = ["held", "pending", "claimed", "uncertain", "dead"];

interface ListOptions extends GlobalOptions {
  readonly destination?: string;
  readonly ended?: true;
  readonly json?: true;
}

/** `vigie outbox list|retry|drop`: what waits, what was refused, and what an operator does about it. */
export function addOutbox(program: Command, session: Session): void {
  const group = commandGroup("outbox", "messages that wait, and those that were refused", [
    "vigie outbox list",
    "vigie outbox retry 3fa9c1",
  ]);
  group.addCommand(
    subcommand("list", "what waits, is uncertain or was refused", ["vigie outbox list --json"])
      .option("--destination <id>", "only this destination")
      .option("--ended", "also what was sent or dropped")
      .option("--json", "one JSON object per line")
      .action(async (options: ListOptions) => {
        await withApp(session, options, "read", async (app) => list(app, options, session.io));
      }),
  );
  for (const verb of ["retry", "drop"] as const) group.addCommand(verbCommand(verb, session));
  program.addCommand(group);
}

function list(app: App, options: ListOptions, io: Io): ExitCode {
  const entries = app.store.outbox({
    ...(options.destination === undefined ? {} : { destination: options.destination }),
    ...(options.ended === true ? {} : { states: OPEN_STATES }),
  });
  if (options.json === true) for (const entry of entries) io.out(JSON.stringify(printed(entry, app)));
  else if (entries.length === 0) io.out("Nothing waits and nothing was refused.");
  else {
    const rows = entries.map((entry) => [
      entry.id.slice(0, 8),
      entry.state,
      entry.destination,
      String(entry.attempts),
      waitsFor(entry, app),
      [titleOf(entry, app), entry.lastError ?? troubleOf(entry, app)].filter(Boolean).join(" — "),
    ]);
    for (const line of table(["ID", "STATE", "DESTINATION", "TRIES", "NEXT", "WHAT"], rows, io.columns))
      io.out(line);
  }
  return EXIT.done;
}

function waitsFor(entry: OutboxEntry, app: App): string {
  switch (entry.state) {
    case "held":
      return "digest";
    case "pending":
    case "uncertain":
      return relative(Math.max(entry.nextAttemptAt, stateOf(entry, app)?.notBefore ?? 0), app.clock.now());
    case "claimed":
      return "on the wire";
    case "sent":
    case "dead":
    case "dropped":
      return "–";
  }
}

/** A destination in trouble keeps its whole queue waiting, also what was never tried. */
function stateOf({ destination }: OutboxEntry, app: App): DestinationState | undefined {
  return app.store.destinationStates().find((state) => state.destination === destination);
}

function troubleOf(entry: OutboxEntry, app: App): string | undefined {
  return entry.state === "pending" ? stateOf(entry, app)?.problem?.reason : undefined;
}

function titleOf(entry: OutboxEntry, app: App): string {
  if (entry.notices !== undefined) return `notice: ${entry.notices.map(noticeLine).join("; ")}`;
  const [first = ""] = entry.alertIds;
  const title = app.store.alert(first)?.story.title ?? "(forgotten)";
  if (entry.summary !== undefined)
    return `${summaryLine(entry.summary)}: ${entry.alertIds.length} alerts, ${title}`;
  return entry.digest === undefined
    ? title
    : `digest of ${entry.digest.period}: ${entry.alertIds.length} alerts`;
}

function summaryLine({ cause, place }: Summary): string {
  const part = place === undefined ? "" : ` ${place.part}/${place.of}`;
  return cause.kind === "flood" ? `summary${part} of ${cause.source}` : `summary${part} of a backlog`;
}

function printed(entry: OutboxEntry, app: App): unknown {
  return {
    ...entry,
    title: titleOf(entry, app),
    summary: entry.summary && printedSummary(entry.summary),
    notices: entry.notices?.map(printedNotice),
    queuedAt: toIso(entry.queuedAt),
    nextAttemptAt: toIso(entry.nextAttemptAt),
    firstAttemptAt: iso(entry.firstAttemptAt),
    lastAttemptAt: iso(entry.lastAttemptAt),
    endedAt: iso(entry.endedAt),
  };
}

function printedSummary({ cause, ...rest }: Summary): unknown {
  return { ...rest, cause: cause.kind === "backlog" ? { ...cause, since: toIso(cause.since) } : cause };
}

function printedNotice(notice: Notice): unknown {
  return { ...notice, at: toIso(notice.at), ...("since" in notice ? { since: toIso(notice.since) } : {}) };
}

function iso(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : toIso(instant);
}

function verbCommand(verb: OrderVerb, session: Session): Command {
  const summary = verb === "retry" ? "queues refused messages again" : "ends messages that should not go out";
  return subcommand(verb, `${summary}, by id or the beginning of one; also while the worker runs`, [
    `vigie outbox ${verb} 3fa9c1 77b012`,
  ])
    .argument("<id...>", "ids, or their first letters, as `outbox list` shows them")
    .action(async (prefixes: readonly string[], options: GlobalOptions) => {
      await giveOrder(session, options, { verb, prefixes });
    });
}
