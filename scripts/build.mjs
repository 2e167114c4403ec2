// Compiles src/ to dist/. With --if-stale, only when a source is newer than the last build. The old tree goes first,
// so that a deleted source leaves nothing behind.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const STAMP = "dist/.built";

if (!process.argv.includes("--if-stale") || isStale()) build();

function isStale() {
  if (!existsSync(STAMP)) return true;
  const built = statSync(STAMP).mtimeMs;
  const sources = ["src", ...readdirSync("src", { recursive: true }).map((name) => path.join("src", name))];
  return [...sources, "package.json", "tsconfig.json", "tsconfig.build.json"].some(
    (file) => statSync(file).mtimeMs > built,
  );
}

function build() {
  process.stderr.write("vigie: building…\n");
  rmSync("dist", { recursive: true, force: true });
  const compiler = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"];
  if (spawnSync(process.execPath, compiler, { stdio: ["ignore", 2, 2] }).status !== 0) process.exit(1);
  chmodSync("dist/main.js", 0o755);
  writeFileSync(STAMP, "");
}
