// Polls one feed each time that the parent asks, and says for how long the event loop stood still.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { vigie } from "./vigie.mjs";

const RESOLUTION_MS = 5;
const directory = mkdtempSync(path.join(tmpdir(), "vigie-bench-"));
const contestant = await vigie([`http://127.0.0.1:${process.argv[2]}/`], directory);

process.on("message", (message) => void obey(message));
process.send({ ready: true });

async function obey(message) {
  if (message === "end") {
    await contestant.close();
    rmSync(directory, { recursive: true, force: true });
    process.disconnect();
    return;
  }
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await pause(RESOLUTION_MS * 4);
  const began = performance.now();
  const report = await contestant.round();
  const wallMs = performance.now() - began;
  await pause(RESOLUTION_MS * 4);
  delay.disable();
  process.send({ longestMs: delay.max / 1e6, wallMs, ...report });
}
