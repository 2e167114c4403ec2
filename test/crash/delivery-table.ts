import { type Aim, AIMS } from "./aims.ts";
import type { DeliveryTrial } from "./delivery-trial.ts";
import { DESTINATIONS, type DestinationName } from "./world.ts";

const TITLES: Readonly<Record<DestinationName, string>> = {
  webhook: "webhook",
  once: "webhook, at-most-once",
  bot: "bot",
  desk: "mail, one per story",
  morning: "mail, digest (3 readers)",
};

/** What became of every item, in Markdown; and where the signals fell. */
export function deliveryTable(trials: readonly DeliveryTrial[]): string {
  const sum = (of: (trial: DeliveryTrial) => number): number =>
    trials.reduce((total, trial) => total + of(trial), 0);
  const rows = DESTINATIONS.map((destination) => {
    const tallies = trials.flatMap((trial) =>
      trial.tallies.filter((tally) => tally.destination === destination),
    );
    const total = (of: (tally: (typeof tallies)[number]) => number): number =>
      tallies.reduce((all, tally) => all + of(tally), 0);
    return [
      TITLES[destination],
      total(({ expected }) => expected),
      total(({ once }) => once),
      total(({ listed }) => listed),
      total(({ lost }) => lost),
      total(({ doubled }) => doubled),
      total(({ doubledAfter }) => doubledAfter["killed before the record"]),
      total(({ doubledAfter }) => doubledAfter["answer lost"]),
    ];
  });
  const shots = [...AIMS, "elsewhere" as const].map(
    (aim: Aim | "elsewhere") => `${aim} ${sum(({ shots: all }) => all.get(aim) ?? 0)}`,
  );
  return [
    "",
    `${sum(({ kills }) => kills)} × SIGKILL, ${sum(({ terms }) => terms)} × SIGTERM; ${sum(({ items }) => items)} items; one outage of ${Math.max(...trials.map(({ outageHours }) => outageHours))} h in each of ${trials.length} worlds`,
    `Not ended by themselves ten seconds after SIGTERM: ${sum(({ lastResorts }) => lastResorts)}`,
    `The signals fell at: ${shots.join(" · ")}`,
    "",
    table(
      ["destination", "items", "once", "listed", "lost", "doubled", "after a kill", "after a lost answer"],
      rows,
    ),
  ].join("\n");
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join("\n");
}
