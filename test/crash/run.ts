import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { SECOND } from "../../src/model/time.ts";
import { deliveryTable } from "./delivery-table.ts";
import { type DeliveryTrial, runDeliveryTrial } from "./delivery-trial.ts";
import { STORE_TRIALS } from "./store-trials.ts";
import { SYSTEM_LANES } from "./system-trials.ts";
import type { Trial, Verdict } from "./trial.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    terms: { type: "string", default: "50" },
    "store-kills": { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    worlds: { type: "string", default: String(cpus().length) },
    only: { type: "string", default: "" },
    /** What cannot be tried on this machine counts as a violation. */
    "no-skips": { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const began = performance.now();
say(
  `seed ${seed}: the same moments are aimed at with --seed ${seed}; what else happens in them the machine decides`,
);

const verdicts: Verdict[] = [];
if (isWanted("deliveries")) {
  const trials = await deliveries(Number(values.kills), Number(values.terms), Number(values.worlds));
  say(deliveryTable(trials));
  verdicts.push({
    name: "deliveries",
    outcome: "done",
    detail: "as above",
    violations: trials.flatMap(({ violations }) => violations),
  });
}
// Each lane waits more than it works: for the disk, for a lock to grow stale, for time-outs.
const lanes = await Promise.all(
  [STORE_TRIALS, ...SYSTEM_LANES].map(async (trials) => await oneByOne(trials)),
);
verdicts.push(...lanes.flat());
say("");
for (const { name, outcome, detail, violations } of verdicts) {
  say(`${violations.length === 0 ? outcome : "BROKEN"}  ${name}: ${detail}`);
  for (const violation of violations) say(`        ${violation}`);
}
const skipped = verdicts.filter(({ outcome }) => outcome === "SKIPPED").length;
const broken = verdicts.reduce((sum, { violations }) => sum + violations.length, 0);
say(`\n${broken} violations, ${skipped} skipped, ${Math.round((performance.now() - began) / SECOND)} s`);
process.exit(broken > 0 || (skipped > 0 && values["no-skips"]) ? 1 : 0);

/** The same trial in several worlds at once, since a life waits more than it computes. */
async function deliveries(kills: number, terms: number, worlds: number): Promise<readonly DeliveryTrial[]> {
  const share = (all: number, world: number): number =>
    Math.floor((all * (world + 1)) / worlds) - Math.floor((all * world) / worlds);
  return await Promise.all(
    Array.from({ length: worlds }, async (_, world) => {
      const plan = { kills: share(kills, world), terms: share(terms, world), seed: seed + world };
      return await runDeliveryTrial({
        ...plan,
        progress: (text) => process.stderr.write(`world ${world + 1}: ${text}\n`),
      });
    }),
  );
}

async function oneByOne(trials: readonly Trial[]): Promise<readonly Verdict[]> {
  const lane: Verdict[] = [];
  for (const trial of trials) if (isWanted(trial.name)) lane.push(await tried(trial));
  return lane;
}

async function tried(trial: Trial): Promise<Verdict> {
  process.stderr.write(`${trial.name}…\n`);
  const verdict = await trial.run({ seed, storeKills: Number(values["store-kills"]) });
  return { name: trial.name, ...verdict };
}

function isWanted(name: string): boolean {
  return values.only === "" || values.only.split(",").includes(name);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
