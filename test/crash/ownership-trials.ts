import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Trial } from "./trial.ts";
import { type TrialWorld, trialIn } from "./trial-world.ts";

export const OWNERSHIP_TRIALS: readonly Trial[] = [
  trialIn("two instances", twoInstances),
  trialIn("a stopped owner that wakes after a takeover", wokenOwner),
];

async function twoInstances(one: TrialWorld): Promise<string> {
  await one.firstReading();
  const first = one.begin();
  await first.said("vigie.started");
  const second = await one.begin().ended;
  one.expect(second.code === 75, `the second ended with ${second.code ?? ""}, not 75`);
  one.expect(
    second.err.includes(`process ${first.pid} `),
    `the second does not name the first: ${second.err}`,
  );
  await first.end("SIGKILL");
  const rivals = [one.begin(), one.begin(), one.begin()];
  await Promise.race(rivals.map(async (life) => await life.said("vigie.started")));
  // The others have lost as soon as one has begun: they end by themselves.
  const endings = rivals.map((life) => life.ended);
  const lost = (await Promise.all([...pairs(endings)].map((two) => Promise.race(two)))).map(
    ({ code }) => code,
  );
  one.expect(
    lost.every((code) => code === 75),
    `of three at once some ended with ${lost.join(", ")}`,
  );
  const running = rivals.filter((life) => !life.isOver);
  one.expect(running.length === 1, `of three at once ${running.length} run`);
  one.world.news.publish();
  const [winner] = running;
  if (winner !== undefined) await one.settle(winner);
  return "the second ends with 75 and names the first; of three that start at once after a kill one runs";
}

/** Every two of three: among any two, one at least must have lost. */
function pairs<T>([a, b, c]: readonly T[]): readonly (readonly T[])[] {
  return a === undefined || b === undefined || c === undefined
    ? []
    : [
        [a, b],
        [b, c],
        [a, c],
      ];
}

/** As in a container that is frozen: another one, in which neither socket nor process of the first is seen, takes over. */
async function wokenOwner(one: TrialWorld): Promise<string | { readonly skipped: string }> {
  if (spawnSync("unshare", ["--net", "true"]).status !== 0)
    return { skipped: "no network namespace may be made here (unshare --net)" };
  await one.firstReading();
  beatEveryMinute(one.world.folder);
  const first = one.begin();
  await first.said("round.ended");
  first.signal("SIGSTOP");
  const next = one.begin({ through: ["unshare", "--net"] });
  one.expect(await next.said("vigie.started", 120_000), "nobody could take over from a stopped owner");
  await next.said("round.ended");
  const before = filesOf(one.data);
  one.world.news.publish();
  const taken = one.ledger.accepted;
  first.signal("SIGCONT");
  const { code } = await first.ended;
  one.expect(code === 74, `the woken owner ended with ${code ?? ""}, not 74`);
  await pause(500);
  const after = filesOf(one.data);
  // The newest journal is the new owner's, who goes on meanwhile.
  const [, ...olderLogs] = [...after.keys()]
    .filter((name) => name.startsWith("log-"))
    .toSorted()
    .toReversed();
  const archived = [...before.keys()].filter((name) => name.startsWith("items"));
  const changed = [...olderLogs, ...archived].filter((name) => after.get(name) !== before.get(name));
  one.expect(changed.length === 0, `the woken owner wrote to ${changed.join(", ")}`);
  one.expect(one.ledger.accepted === taken, "the woken owner sent something");
  one.expect((await next.end("SIGTERM")).code === 0, "the new owner did not end well");
  await one.settle(one.begin());
  return "stopped for longer than its lock holds; woken it wrote nothing, sent nothing and ended with 74";
}

/** Between two beats a process is stopped while it writes nothing; what it sees first when woken is a beat that is late. */
function beatEveryMinute(folder: string): void {
  const file = path.join(folder, "config/vigie.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace('"* * * * * *"', '"* * * * *"'));
}

/** Names and contents of all files but the lock, whose time alone changes. */
function filesOf(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return new Map(
    names
      .filter((name) => name.endsWith(".ndjson"))
      .map((name) => [name, readFileSync(path.join(directory, name), "utf8")]),
  );
}
