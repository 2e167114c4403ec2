#!/usr/bin/env node
// Whoever read the output has gone, as in `vigie feeds list | head`.
process.stdout.on("error", () => process.exit(74));

const ENOUGH = 1024;

// Before anything that an old Node may not be able to read.
await import("../scripts/node-version.cjs");
try {
  const { run } = await import("./cli/run.ts");
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!isWantOfFiles(error)) throw error;
  process.stderr.write(
    `vigie cannot start: this process may not open as many files as it needs. Allow it ${ENOUGH} (ulimit -n ${ENOUGH}, or LimitNOFILE=${ENOUGH} in a systemd unit)\n`,
  );
  // EX_OSERR of sysexits.h; the table of exit codes is one file more to open.
  process.exitCode = 71;
}
// When the last of the output has been taken, by however slow a reader: a name that the system is still looking up
// cannot be called back, and must not hold up the end.
process.stdout.write("", () => setTimeout(() => process.exit(), 500).unref());

/** Node takes a package.json that it may not open for none, and says then that a module is missing. */
function isWantOfFiles(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EMFILE" || (code === "ERR_MODULE_NOT_FOUND" && mayOpen() < ENOUGH);
}

/** How many files this process may have open; systems without such a limit name none. */
function mayOpen(): number {
  const report: { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } } =
    process.report.getReport();
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY;
}
