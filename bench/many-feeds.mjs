// Whether one core keeps many feeds at a quarter of an hour, and in what memory: local servers, half of the feeds changed
// and half 304. The configuration is given as an object; how long its YAML takes is another question.
import { fork } from "node:child_process";
import { once } from "node:events";

const ITEMS_OF_FEED = 10;
const INTERVAL_S = 900;

/** Prints start, first reading, two rounds with half changed, memory, and how much of the interval a round takes. */
export async function manyFeeds({ feeds = 100_000 }) {
  const server = fork("bench/server.mjs", [String(ITEMS_OF_FEED)]);
  const [{ port }] = await once(server, "message");
  console.log(`feeds: ${feeds} of ${ITEMS_OF_FEED} items on 127.0.0.1\n`);
  const began = performance.now();
  const client = fork("bench/client.mjs", ["vigie", String(port), String(feeds)], {
    execArgv: ["--expose-gc"],
  });
  await once(client, "message");
  console.log(
    `  ready              ${((performance.now() - began) / 1000).toFixed(1)} s, the store being empty`,
  );
  for (const [revision, title] of ["first reading", "half changed", "half changed"].entries()) {
    server.send({ revision, changing: 1 });
    await once(server, "message");
    client.send("round");
    const [round] = await once(client, "message");
    console.log(`  ${title.padEnd(18)} ${lineOf(round, feeds)}`);
  }
  client.send("end");
  await once(client, "exit");
  server.kill();
}

function lineOf({ cpuMs, wallMs, newItems, failed, rssMiB, heapMiB }, feeds) {
  const share = (100 * cpuMs) / 1000 / INTERVAL_S;
  return [
    `${(wallMs / 1000).toFixed(0)} s`,
    `${(cpuMs / feeds).toFixed(2)} ms CPU per feed`,
    `${share.toFixed(0)} % of a core at 15 min`,
    `${newItems} new`,
    `${rssMiB.toFixed(0)} MiB (heap ${heapMiB.toFixed(0)} MiB)`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join("   ");
}
