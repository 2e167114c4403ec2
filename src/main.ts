#!/usr/bin/env node
// Whoever read the output has gone, as in `vigie feeds list | head`.
process.stdout.on("error", () => process.exit(74));

// Before anything that an old Node may not be able to read.
await import("../scripts/node-version.cjs");
try {
  const { run } = await import("./cli/run.ts");
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "EMFILE") throw error;
  process.stderr.write(
    "vigie cannot start: this process may not open as many files as it needs. Allow it 1024 (ulimit -n 1024, or LimitNOFILE=1024 in a systemd unit)\n",
  );
  // EX_OSERR of sysexits.h; the table of exit codes is one file more to open.
  process.exitCode = 71;
}
// When the last of the output has been taken, by however slow a reader: a name that the system is still looking up
// cannot be called back, and must not hold up the end.
process.stdout.write("", () => setTimeout(() => process.exit(), 500).unref());
