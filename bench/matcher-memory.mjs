// What many phrases cost in memory, in a process of its own: node --expose-gc bench/matcher-memory.mjs <finder> <count>
import { compile } from "../dist/match/compile.js";
import { scan } from "../dist/match/scan.js";
import { news, vocabulary } from "./made-news.mjs";
import { profilesOf, terms } from "./made-profiles.mjs";
import { automaton } from "./phrase-finders.mjs";

const TEXTS = 20_000;
const [finder, count] = process.argv.slice(2);
const known = vocabulary();
const list = terms(known, Number(count));
const profiles = profilesOf(list);
const texts = news(known, { count: TEXTS, characters: 300, seed: 4 });

// What is not counted must not be collected either.
globalThis.kept = [known, list, profiles, texts];
const before = bytes();
const cpu = process.cpuUsage();
const made = finder === "scanner" ? compile(profiles) : automaton(list);
const { user, system } = process.cpuUsage(cpu);
globalThis.kept.push(made);
const compiled = bytes() - before;
if (finder === "scanner") for (const text of texts) scan(made, text);
const used = bytes() - before;
process.send({ compiled, used, buildMs: (user + system) / 1000 });
process.disconnect();

/** Array buffers are part of what is external. */
function bytes() {
  for (let time = 0; time < 4; time += 1) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
