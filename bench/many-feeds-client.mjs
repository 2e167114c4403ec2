// The worker of the bench of many feeds: node bench/many-feeds-client.mjs <directory> <port> <feeds>
// [paced]. It opens the store of the directory, then does what the parent asks for and reports what each took.
import { setTimeout as pass } from "node:timers/promises";
import { feedsAt, openVigie } from "./vigie.mjs";

const FEEDS_OF_HOST = 4;
const EVERY_MS = 900_000;
const IDLE_MS = 10_000;
const SETTLING_MS = 60_000;
const BEATS_MS = 60_000;
const PACE_MS = 900_000;
const LOOK_MS = 5_000;

const [directory, port, count, isPaced] = process.argv.slice(2);
const JOBS = { round, idle, beats: async () => await work(BEATS_MS), pace: async () => await work(PACE_MS) };
const urls = Array.from({ length: Number(count) }, (_, n) => `http://${hostOf(n)}:${port}/${n}`);
const app = await openVigie(feedsAt(urls, isPaced === "paced" ? EVERY_MS : undefined), directory);
process.on("message", (job) => void obey(job));
process.send({ ...used(0, process.uptime() * 1000), ...memory() });

async function obey(job) {
  if (job === "end") {
    await app.close();
    process.disconnect();
    return;
  }
  const cpuBefore = cpuMs();
  const began = performance.now();
  const result = await JOBS[job]();
  process.send({ ...used(cpuBefore, performance.now() - began), ...result, ...memory() });
}

/** Throws when feeds failed: what is measured then is not what is asked about. */
async function round() {
  const { feeds } = await app.round({ kind: "all" }, new AbortController().signal);
  const failed = feeds.filter(({ outcome }) => outcome === "error");
  if (failed.length > 0) throw new Error(`${failed.length} feeds failed, the first: ${failed[0].detail}`);
  return { newItems: feeds.reduce((sum, { newItems }) => sum + newItems, 0) };
}

/** Nothing at all, and what then is left once everything unused has been let go. */
async function idle() {
  await pass(IDLE_MS);
  const { rssMiB } = memory();
  globalThis.gc();
  const collected = memory();
  return { left: { rssMiB, collected } };
}

/** The worker by its heartbeat, once it has begun; how many feeds it polled, and what was resident meanwhile. */
async function work(ms) {
  const stop = new AbortController();
  const ended = app.work(stop.signal);
  await pass(SETTLING_MS);
  const cpuBefore = cpuMs();
  const since = Date.now();
  const looks = [];
  while (Date.now() - since < ms) {
    await pass(LOOK_MS);
    looks.push(memory().rssMiB);
  }
  const taken = used(cpuBefore, Date.now() - since);
  const polled = urls.filter((_, n) => app.store.feedTimes(`feed-${n}`)?.lastPollAt >= since).length;
  stop.abort();
  await ended;
  const meanMiB = looks.reduce((sum, look) => sum + look, 0) / looks.length;
  return { ...taken, polled, meanMiB, mostMiB: Math.max(...looks) };
}

/** Each an address of this machine, as all of 127.0.0.0/8 are on Linux; four feeds are at one. */
function hostOf(n) {
  const host = Math.floor(n / FEEDS_OF_HOST);
  return `127.${1 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`;
}

function used(cpuBefore, wallMs) {
  return { cpuMs: cpuMs() - cpuBefore, wallMs };
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function memory() {
  const { rss, heapUsed, heapTotal, arrayBuffers } = process.memoryUsage();
  return {
    rssMiB: rss / 2 ** 20,
    heapMiB: heapUsed / 2 ** 20,
    heapTotalMiB: heapTotal / 2 ** 20,
    buffersMiB: arrayBuffers / 2 ** 20,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}
