// One contestant of the store's bench in a process of its own: node bench/store-client.mjs <kind> <directory> <job> <n>
import { CONTESTANTS, pollOf } from "./store-contestants.mjs";

const ROUND_FEEDS = 100;
const [kind, directory, job, given] = process.argv.slice(2);
const contestant = await CONTESTANTS[kind]();
const JOBS = { fill, start, rounds, commits };
process.send(contestant === undefined ? { absent: true } : await JOBS[job](Number(given)));
if (job !== "rounds") process.disconnect();

async function fill(items) {
  return { bytes: await contestant.fill(directory, items) };
}

/** Opening includes what the program does before it: both count for who waits. */
async function start() {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const store = await contestant.open(directory);
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const rssMiB = process.memoryUsage().rss / 2 ** 20;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  await store.close();
  return { wallMs, cpuMs: (user + system) / 1000, rssMiB, peakMiB };
}

/** Rounds in which nothing is new, over feeds that are known from the first: one whenever the parent asks. */
async function rounds(warmUps) {
  const store = await contestant.open(directory);
  const polls = Array.from({ length: ROUND_FEEDS }, (_, n) => pollOf(`polled-${n}`));
  const round = async () => await Promise.all(polls.map(store.poll));
  for (let n = 0; n < warmUps; n += 1) await round();
  const obey = async (wanted) => {
    if (wanted === "end") {
      await store.close();
      return process.disconnect();
    }
    const cpu = process.cpuUsage();
    await round();
    const { user, system } = process.cpuUsage(cpu);
    process.send({ cpuMs: (user + system) / 1000 });
  };
  process.on("message", (wanted) => void obey(wanted));
  return { ready: true };
}

/** Polls with one new item each, one after the other and 64 at once, for so many milliseconds each. */
async function commits(ms) {
  const store = await contestant.open(directory);
  const rate = async (atOnce, name) => {
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < ms) {
      const polls = Array.from({ length: atOnce }, (_, n) => ({
        feed: `feed-${n}`,
        keys: pollOf(`feed-${n}`, `${name}-${done + n}`).keys.slice(-6),
      }));
      await Promise.all(polls.map(store.poll));
      done += atOnce;
    }
    return done / ((performance.now() - began) / 1000);
  };
  const result = { one: await rate(1, "one"), many: await rate(64, "many") };
  await store.close();
  return result;
}
