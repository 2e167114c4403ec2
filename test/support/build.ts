import { spawnSync } from "node:child_process";

/**
 * Before any test: the built program is as new as its sources. A build that fails says so here, and fails the tests
 * that run the program, or a thread or a child of it.
 */
export function setup(): void {
  spawnSync(process.execPath, ["scripts/build.mjs", "--if-stale"], { stdio: "inherit" });
}
