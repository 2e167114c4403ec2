// One contestant in a process of its own: does the rounds that the parent asks for and reports what each one cost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

// Each loaded alone: the floor must not carry the code of the others in its memory.
const CONTESTANTS = {
  "fetch-only": async () => (await import("./fetch-only.mjs")).fetchOnly,
  naive: async () => (await import("./naive-loop.mjs")).naiveLoop,
  vigie: async () => (await import("./vigie.mjs")).vigie,
};
const [kind, port, count] = process.argv.slice(2);
const directory = mkdtempSync(path.join(tmpdir(), "vigie-bench-"));
const urls = Array.from({ length: Number(count) }, (_, n) => `http://127.0.0.1:${port}/${n}`);
const open = await CONTESTANTS[kind]();
const contestant = await open(urls, directory);

process.on("message", (message) => void obey(message));
const { user, system } = process.cpuUsage();
process.send({ readyCpuMs: (user + system) / 1000 });

async function obey(message) {
  if (message === "end") {
    await contestant.close();
    rmSync(directory, { recursive: true, force: true });
    process.disconnect();
    return;
  }
  const cpu = process.cpuUsage();
  const began = performance.now();
  const result = await contestant.round();
  const wallMs = performance.now() - began;
  const used = process.cpuUsage(cpu);
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({
    cpuMs: (used.user + used.system) / 1000,
    wallMs,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    rssMiB: rss / 2 ** 20,
    heapMiB: heapUsed / 2 ** 20,
    ...result,
  });
}
