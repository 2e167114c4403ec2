// npm run bench [-- reading | polling | matching | stalls | store | feeds] [--feeds 1000] [--rounds 200] [--items 1000000]:
// without a name, the first three.
import { cpus } from "node:os";
import { parseArgs } from "node:util";

// Each loaded alone: one must not carry the code of the others in its memory.
const BENCHES = {
  reading: async () => (await import("./reading.mjs")).reading,
  polling: async () => (await import("./polling.mjs")).polling,
  matching: async () => (await import("./matching.mjs")).matching,
  stalls: async () => (await import("./stalls.mjs")).stalls,
  feeds: async () => (await import("./many-feeds.mjs")).manyFeeds,
  store: async () => (await import("./store.mjs")).store,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { feeds: { type: "string" }, rounds: { type: "string" }, items: { type: "string" } },
});
const asked =
  positionals.length > 0
    ? positionals
    : values.rounds === undefined
      ? ["reading", "polling", "matching"]
      : ["polling"];
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`bench: there is no ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
console.log(`Node ${process.versions.node}, ${cpus().length} cores\n`);
for (const name of asked) {
  const run = await BENCHES[name]();
  await run({
    ...(values.feeds === undefined ? {} : { feeds: Number(values.feeds) }),
    ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }),
    ...(values.items === undefined ? {} : { items: Number(values.items) }),
  });
}
