// What remembering costs: vigie's store beside plain lowdb and better-sqlite3, in the same run. Every measurement has a
// process of its own. Read the ratios: the machine is not alone.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KEYS_OF_ITEM } from "./store-contestants.mjs";
import { median } from "./turns.mjs";

const TITLES = { vigie: "vigie", lowdb: "plain lowdb", sqlite: "better-sqlite3" };
const FEW = 100;
const COMMIT_MS = 2000;
const WARM_UPS = 20;
const TURNS = 60;

/** Prints commits per second, start and memory, and the cost of a round with few and with `items` remembered. */
export async function store({ items = 1_000_000 }) {
  console.log(`store: ${items} remembered items of ${KEYS_OF_ITEM} keys each\n`);
  const root = mkdtempSync(path.join(tmpdir(), "vigie-bench-"));
  const results = {};
  for (const kind of Object.keys(TITLES)) {
    const place = mkdtempSync(path.join(root, `${kind}-`));
    results[kind] = await measured(place, kind, items);
    rmSync(place, { recursive: true });
  }
  print(results, items);
  rmSync(root, { recursive: true });
}

async function measured(place, kind, items) {
  const few = await filled(place, kind, FEW);
  if (few.absent) return few;
  const commits = await child(kind, few.directory, "commits", COMMIT_MS);
  const many = await filled(place, kind, items);
  const start = await child(kind, many.directory, "start", 0);
  // lowdb writes everything for each poll of a round.
  const rounds = kind === "lowdb" ? undefined : await roundsInTurns(kind, few, many);
  return { commits, start, bytes: many.bytes, rounds };
}

async function filled(place, kind, items) {
  const directory = mkdtempSync(path.join(place, "data-"));
  return { directory, ...(await child(kind, directory, "fill", items)) };
}

async function child(kind, directory, job, given) {
  const started = fork("bench/store-client.mjs", [kind, directory, job, String(given)]);
  const ended = once(started, "exit").then(() => [{ failed: true }]);
  const [result] = await Promise.race([once(started, "message"), ended]);
  await ended;
  return result;
}

/** CPU of a round with few and with many remembered, in turns that begin with either: both processes live at once. */
async function roundsInTurns(kind, few, many) {
  const sides = await Promise.all([few, many].map(async ({ directory }) => await roundsIn(kind, directory)));
  const costs = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const side of turn % 2 === 0 ? [0, 1] : [1, 0]) costs[side].push(await sides[side].round());
  }
  await Promise.all(sides.map(async (side) => await side.end()));
  const ratios = costs[1].map((cpuMs, turn) => cpuMs / costs[0][turn]).toSorted((a, b) => a - b);
  return { few: median(costs[0]), many: median(costs[1]), ratios };
}

async function roundsIn(kind, directory) {
  const started = fork("bench/store-client.mjs", [kind, directory, "rounds", String(WARM_UPS)]);
  await once(started, "message");
  return {
    async round() {
      started.send("round");
      const [{ cpuMs }] = await once(started, "message");
      return cpuMs;
    },
    async end() {
      started.send("end");
      await once(started, "exit");
    },
  };
}

function print(results, items) {
  const shown = Object.entries(results).map(([kind, result]) => [TITLES[kind].padEnd(15), result]);
  const section = (title, line) => {
    console.log(title);
    for (const [name, result] of shown)
      console.log(
        `  ${name} ${result.absent ? "not installed: npm install --no-save better-sqlite3@12" : line(result)}`,
      );
  };
  section(
    "polls with one new item recorded per second, one after the other and 64 at once (lowdb does not sync)",
    (r) => (r.commits.failed ? "failed" : `${Math.round(r.commits.one)}   ${Math.round(r.commits.many)}`),
  );
  section(`start with ${items} items, memory after it and at its peak`, ({ start, bytes }) =>
    start.failed
      ? "failed"
      : `${(start.wallMs / 1000).toFixed(2)} s (${(start.cpuMs / 1000).toFixed(2)} s CPU)   ` +
        `${start.rssMiB.toFixed(0)} MiB   ${start.peakMiB.toFixed(0)} MiB   ${(bytes / 2 ** 20).toFixed(0)} MiB on the disk`,
  );
  section(
    `a round of 100 feeds without news, with ${FEW} and with ${items} remembered: medians of ${TURNS} turns`,
    ({ rounds }) => (rounds === undefined ? "not measured: each poll writes all" : roundLine(rounds)),
  );
}

function roundLine({ few, many, ratios }) {
  const quartile = (share) => ratios[Math.floor(ratios.length * share)].toFixed(2);
  return (
    `${few.toFixed(1)} ms CPU   ${many.toFixed(1)} ms CPU   ` +
    `×${median(ratios).toFixed(2)} turn by turn (half of them ×${quartile(0.25)} to ×${quartile(0.75)})`
  );
}
