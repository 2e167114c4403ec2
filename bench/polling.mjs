// What one round costs, beside a floor and a peer in the same run. Every contestant has a process of its own; the feeds
// come from another. Read the ratios: the machine is not alone.
import { fork } from "node:child_process";
import { once } from "node:events";

/** Prints what a round of polling costs: of each kind once, or many rounds of vigie when `rounds` is given. */
export async function polling({ feeds = 1000, rounds }) {
  const server = fork("bench/server.mjs");
  const [{ port }] = await once(server, "message");
  console.log(`polling: ${feeds} feeds of 60 KB on 127.0.0.1\n`);
  const bench = { server, port, feeds };
  if (rounds === undefined) await compare(bench);
  else await endure(bench, rounds);
  server.kill();
}

/** First reading, a round with half of the feeds changed, a round with none changed; for each contestant. */
async function compare(bench) {
  const { feeds } = bench;
  const results = {};
  for (const kind of ["fetch-only", "vigie", "naive"]) {
    const client = await start(bench, kind);
    await change(bench, 0, 0);
    const first = await client.round();
    await change(bench, 1, 1);
    const half = await client.round();
    // A second time, warm, and the better of the two: the first pays for the compiler.
    await change(bench, 2, 1);
    const again = await client.round();
    const none = await client.round();
    const noneAgain = await client.round();
    results[kind] = {
      first,
      half: better(half, again),
      none: better(none, noneAgain),
      peakMiB: noneAgain.peakMiB,
    };
    await client.end();
  }
  for (const [round, title] of [
    ["first", "first reading, every feed whole"],
    ["half", "half changed (one new item), half 304"],
    ["none", "all 304"],
  ]) {
    console.log(title);
    for (const [kind, result] of Object.entries(results)) {
      const { cpuMs, wallMs, newItems, alerts } = result[round];
      const cells = [
        kind.padEnd(11),
        `${(cpuMs / feeds).toFixed(2)} ms CPU per feed`,
        `×${(cpuMs / results["fetch-only"][round].cpuMs).toFixed(1)} of the floor`,
        `×${(cpuMs / results.naive[round].cpuMs).toFixed(2)} of naive`,
        `${Math.round(feeds / (wallMs / 1000))} feeds/s`,
        newItems === undefined ? "" : `${newItems} new`,
        alerts === undefined ? "" : `${alerts} alerts`,
      ];
      console.log(`  ${cells.filter(Boolean).join("   ")}`);
    }
  }
  const peaks = Object.entries(results).map(([kind, { peakMiB }]) => `${kind} ${peakMiB.toFixed(0)} MiB`);
  console.log(`peak memory\n  ${peaks.join("   ")}`);
}

/** Many rounds of vigie, a tenth of the rounds with changes; memory after a collection, as a plot. */
async function endure(bench, rounds) {
  const client = await start(bench, "vigie", ["--expose-gc"]);
  const step = Math.max(1, Math.round(rounds / 20));
  console.log("round   heap MiB   RSS MiB   new items");
  let newItems = 0;
  for (let i = 0; i < rounds; i += 1) {
    if (i % 10 === 0) await change(bench, 1 + i / 10, 1);
    const round = await client.round();
    newItems += round.newItems;
    if (i % step !== 0 && i !== rounds - 1) continue;
    const bar = "▇".repeat(Math.round(round.rssMiB / 5));
    console.log(
      `${String(i + 1).padStart(5)} ${round.heapMiB.toFixed(1).padStart(10)} ${round.rssMiB.toFixed(0).padStart(9)} ${String(newItems).padStart(11)}  ${bar}`,
    );
  }
  await client.end();
}

async function start({ port, feeds }, kind, execArgv = []) {
  const child = fork("bench/client.mjs", [kind, String(port), String(feeds)], { execArgv });
  await once(child, "message");
  return {
    async round() {
      child.send("round");
      const [result] = await once(child, "message");
      if (result.failed > 0) throw new Error(`${result.failed} feeds failed`);
      return result;
    },
    async end() {
      child.send("end");
      await once(child, "exit");
    },
  };
}

async function change({ server }, revision, changing) {
  server.send({ revision, changing });
  await once(server, "message");
}

function better(a, b) {
  return a.cpuMs < b.cpuMs ? a : b;
}
