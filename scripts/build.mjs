// Compiles src/ to dist/. The old tree goes first, so that a deleted source leaves nothing behind.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"],
  {
    stdio: "inherit",
  },
);
if (compiled.status !== 0) process.exit(1);
chmodSync("dist/main.js", 0o755);
writeFileSync("dist/.built", "");
