#!/usr/bin/env node
// Whoever read the output has gone, as in `vigie feeds list | head`.
process.stdout.on("error", () => process.exit(74));

// Before anything that an old Node may not be able to read.
await import("../scripts/node-version.cjs");
const { run } = await import("./cli/run.ts");
process.exitCode = await run(process.argv.slice(2));
// A name that the system is still looking up cannot be called back, and must not hold up the end.
setTimeout(() => process.exit(), 500).unref();
