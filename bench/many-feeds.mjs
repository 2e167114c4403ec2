// Whether one core keeps many feeds at a quarter of an hour, and in what memory: local servers, half of the feeds changed
// and half 304. The configuration is given as an object; how long its YAML takes is another question.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ITEMS_OF_FEED = 10;
const INTERVAL_S = 900;

/**
 * Prints what a first process takes that meets all feeds for the first time and reads them three times, and then beats
 * for a minute in which little is due; and what a second one takes that starts on the store of the first, for a round and
 * for a quarter of an hour of its heartbeat. Some three quarters of the feeds are due in it: a feed's slot comes between half
 * an interval after the round and one and a half.
 */
export async function manyFeeds({ feeds = 100_000 }) {
  const directory = mkdtempSync(path.join(tmpdir(), "vigie-bench-"));
  const server = fork("bench/server.mjs", [String(ITEMS_OF_FEED), "0.0.0.0"]);
  const [{ port }] = await once(server, "message");
  const bench = { server, port, feeds, directory };
  console.log(`feeds: ${feeds} of ${ITEMS_OF_FEED} items, four to a host, on this machine\n`);
  console.log("a store that is empty");
  const first = await start(bench);
  await rounds(first, bench, ["first reading", "half changed", "half changed"], 0);
  await beats(first, "beats", "a minute of beats");
  await first.end();
  console.log("a store that knows them");
  const second = await start(bench, "paced");
  await rounds(second, bench, ["half changed"], 3);
  await change(bench, 4);
  await beats(second, "pace", "15 min at the pace");
  await second.end();
  server.kill();
  rmSync(directory, { recursive: true });
}

async function start({ directory, port, feeds }, pace = "") {
  const client = fork("bench/many-feeds-client.mjs", [directory, String(port), String(feeds), pace], {
    execArgv: ["--expose-gc"],
  });
  const [ready] = await once(client, "message");
  show("ready", `${seconds(ready.wallMs)} (${seconds(ready.cpuMs)} CPU)`, memoryOf(ready));
  return {
    async ask(job) {
      client.send(job);
      const [answer] = await once(client, "message");
      return answer;
    },
    async end() {
      client.send("end");
      await once(client, "exit");
    },
  };
}

async function rounds({ ask }, bench, titles, firstRevision) {
  for (const [index, title] of titles.entries()) {
    await change(bench, firstRevision + index);
    const round = await ask("round");
    show(title, costOf(round, bench.feeds), `${round.newItems} new`, memoryOf(round));
    await showIdle(ask);
  }
}

async function beats({ ask }, job, title) {
  const { cpuMs, wallMs, polled, meanMiB, mostMiB } = await ask(job);
  show(
    title,
    `${((100 * cpuMs) / wallMs).toFixed(2)} % of a core`,
    `${polled} feeds polled`,
    `${meanMiB.toFixed(0)} MiB resident (at most ${mostMiB.toFixed(0)})`,
  );
}

async function change({ server }, revision) {
  server.send({ revision, changing: 1 });
  await once(server, "message");
}

async function showIdle(ask) {
  const { left } = await ask("idle");
  const { rssMiB, heapMiB, buffersMiB } = left.collected;
  show(
    "  10 s later",
    `${left.rssMiB.toFixed(0)} MiB resident`,
    `collected: ${rssMiB.toFixed(0)} MiB (heap ${heapMiB.toFixed(0)}, buffers ${buffersMiB.toFixed(0)})`,
  );
}

function show(title, ...cells) {
  console.log(`  ${title.padEnd(18)} ${cells.join("   ")}`);
}

function costOf({ cpuMs, wallMs }, feeds) {
  const share = (100 * cpuMs) / 1000 / INTERVAL_S;
  return [
    seconds(wallMs),
    `${(cpuMs / feeds).toFixed(2)} ms CPU per feed`,
    `${share.toFixed(0)} % of a core at 15 min`,
  ].join("   ");
}

function memoryOf({ rssMiB, heapMiB, peakMiB }) {
  return `${rssMiB.toFixed(0)} MiB resident (heap ${heapMiB.toFixed(0)}, peak ${peakMiB.toFixed(0)})`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
