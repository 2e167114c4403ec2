// npm start, npm run demo, npm test, npm run test:crash and npm run bench: sets up what a fresh clone lacks, then does the job.
// Written so that any Node can read it up to the version check.
"use strict";

require("./node-version.cjs");

var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");
var url = require("url");

var root = path.resolve(__dirname, "..");
process.chdir(root);

var job = process.argv[2];
var rest = process.argv.slice(3);
install();
build();
if (job === "start" || job === "demo") {
  // In this very process: a signal to it is a signal to the worker.
  var main = path.join(root, "dist", "main.js");
  process.argv = [process.argv[0], main, job].concat(rest);
  import(url.pathToFileURL(main).href).catch(fail);
} else if (job === "test") {
  process.exitCode = run("node_modules/vitest/vitest.mjs", ["run"].concat(rest));
} else if (job === "crash") {
  process.exitCode = run("--import", ["tsx", "test/crash/run.ts"].concat(rest));
} else if (job === "bench") {
  process.exitCode = run("bench/main.mjs", rest);
} else {
  fail(new Error("usage: node scripts/run.cjs start|demo|test|crash|bench"));
}

/** Installs what the lock file names, once per lock file. */
function install() {
  var stamp = path.join("node_modules", ".vigie-installed");
  var wanted = crypto.createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("vigie: installing dependencies (once)…\n");
  // Another package manager that runs this script names itself here, and knows no lock file of npm's.
  var manager = process.env.npm_execpath || "";
  var npm = manager.endsWith("npm-cli.js") ? manager : "";
  var args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  var result = npm
    ? childProcess.spawnSync(process.execPath, [npm].concat(args), { stdio: ["ignore", 2, 2] })
    : childProcess.spawnSync("npm", args, { stdio: ["ignore", 2, 2] });
  if (result.status !== 0) fail(new Error("npm ci failed; the lines above say why"));
  fs.writeFileSync(stamp, wanted);
}

/** Compiles src/ to dist/ when a source is newer than the last build. */
function build() {
  if (run("scripts/build.mjs", ["--if-stale"]) !== 0)
    fail(new Error("the build failed; the lines above say why"));
}

function run(script, args) {
  var result = childProcess.spawnSync(process.execPath, [script].concat(args), {
    stdio: "inherit",
  });
  return result.status === null ? 1 : result.status;
}

function fail(error) {
  process.stderr.write("vigie: " + error.message + "\n");
  process.exit(1);
}
