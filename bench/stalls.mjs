// For how long a hostile document holds the event loop while it is polled. Each case is polled in processes of its own,
// and the best of them counts: a stall that they all have is vigie's, one that one of them has is the machine's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { HOSTILE } from "./hostile.mjs";

const WANTED_MS = 50;

/** Prints the longest stall of each poll, and how long the poll took. */
export async function stalls({ rounds = 3 }) {
  console.log(
    `stalls: the longest that the event loop stood still in a poll, at best of ${rounds} processes\n`,
  );
  const server = fork("bench/hostile-server.mjs");
  const [{ port }] = await once(server, "message");
  let worst = 0;
  for (const name of Object.keys(HOSTILE)) {
    let best = [];
    for (let round = 0; round < rounds; round += 1) {
      const polls = await pollsOf(name, { server, port });
      best = polls.map((poll, n) => (best[n]?.longestMs < poll.longestMs ? best[n] : poll));
    }
    for (const [n, { longestMs, wallMs, newItems, alerts }] of best.entries()) {
      worst = Math.max(worst, longestMs);
      const cells = [
        (n === 0 ? name : "").padEnd(50),
        `${longestMs.toFixed(0).padStart(5)} ms${longestMs > WANTED_MS ? " !" : "  "}`,
        `of ${wallMs.toFixed(0).padStart(5)} ms`,
        `${newItems} new, ${alerts} alerts`,
      ];
      console.log(`  ${cells.join("  ")}`);
    }
  }
  server.kill();
  console.log(`\n  the longest of all: ${worst.toFixed(0)} ms; wanted: less than ${WANTED_MS} ms\n`);
}

async function pollsOf(name, { server, port }) {
  const client = fork("bench/stalls-client.mjs", [String(port)]);
  await answer(client);
  const polls = [];
  for (let poll = 0, count = 1; poll < count; poll += 1) {
    server.send({ name, poll });
    ({ polls: count } = await answer(server));
    client.send("poll");
    polls.push(await answer(client));
  }
  client.send("end");
  await once(client, "exit");
  return polls;
}

async function answer(child) {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", ended).then(([message]) => message),
      once(child, "exit", ended).then(([code]) => {
        throw new Error(`a process of the bench ended with ${code}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}
