import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MINUTE } from "../../src/model/time.ts";
import type { Trial } from "./trial.ts";
import { type TrialWorld, trialIn } from "./trial-world.ts";

export const DISK_TRIALS: readonly Trial[] = [
  trialIn("a full disk that frees up", fullDisk),
  trialIn("a read-only directory", readOnly),
  trialIn("a sync that fails", failingSync),
];

const FAILING_SYNC = new URL("failing-sync.mjs", import.meta.url);
const NOT_MOUNTED = { skipped: "no file system may be mounted here (mount -t tmpfs)" };

async function fullDisk(one: TrialWorld): Promise<string | { readonly skipped: string }> {
  return await onSmallDisk(one, async () => {
    await one.firstReading();
    const life = one.begin();
    await life.said("round.ended");
    const freeUp = fill(one.data);
    one.world.news.publish();
    one.expect(await life.said("store.full"), "a full disk is not told of");
    await life.said("poll.unrecorded");
    one.expect(!life.isOver, "a full disk ended the process");
    one.expect(one.ledger.accepted === 0, "something was sent that could not be recorded");
    freeUp();
    one.world.aheadMs += 6 * MINUTE;
    life.setClock(one.world.aheadMs);
    one.expect(await life.said("store.has-room"), "it does not go on when there is room");
    await life.said('"ending":"sent"');
    const freeUpAgain = fill(one.data);
    one.world.news.publish();
    one.world.aheadMs += 6 * MINUTE;
    life.setClock(one.world.aheadMs);
    await life.end("SIGKILL");
    const refused = await one.begin().ended;
    one.expect(
      refused.code === 74 && /full|no space/i.test(refused.err),
      `a start on a full disk: ${refused.err}`,
    );
    freeUpAgain();
    await one.settle(one.begin());
    return "filled, freed, filled again, killed, freed: stayed up and silent while full, then sent everything once";
  });
}

async function readOnly(one: TrialWorld): Promise<string | { readonly skipped: string }> {
  return await onSmallDisk(one, async () => {
    await one.firstReading();
    spawnSync("mount", ["-o", "remount,ro", one.data]);
    const refused = await one.begin().ended;
    one.expect(refused.code === 74, `ended with ${refused.code ?? ""}, not 74`);
    one.expect(refused.err.includes(one.data) && /read-only/i.test(refused.err), `no reason: ${refused.err}`);
    spawnSync("mount", ["-o", "remount,rw", one.data]);
    one.world.news.publish();
    await one.settle(one.begin());
    return "refused with 74 and the reason; went on when it could be written again";
  });
}

/** The process ends at once, whichever sync it is; the next one goes on from what is on the disk. */
async function failingSync(one: TrialWorld): Promise<string> {
  await one.firstReading();
  const codes: (number | null)[] = [];
  for (let nth = 1; nth <= 8; nth += 1) {
    one.world.news.publish();
    const life = one.begin({ before: [FAILING_SYNC], env: { ...one.world.env, FAIL_SYNC: String(nth) } });
    const { code } = await life.ended;
    codes.push(code);
    await one.ledger.endLife("killed");
    one.world.aheadMs += MINUTE;
  }
  one.expect(
    codes.every((code) => code === 74),
    `exit codes: ${codes.join(", ")}`,
  );
  // What a server had taken when the record of it failed may come twice where the server cannot be asked.
  await one.settle(one.begin(), ["webhook", "desk"]);
  return "the first, second … eighth fdatasync of a life fails: exit 74 each time, nothing lost";
}

async function onSmallDisk(
  one: TrialWorld,
  run: () => Promise<string>,
): Promise<string | { readonly skipped: string }> {
  mkdirSync(one.data);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", one.data]).status !== 0)
    return NOT_MOUNTED;
  try {
    return await run();
  } finally {
    spawnSync("umount", ["--lazy", one.data]);
  }
}

/** Leaves no byte free; returns what takes it all away again. */
function fill(directory: string): () => void {
  const ballast = path.join(directory, "ballast");
  writeFileSync(ballast, "");
  for (const size of [1 << 16, 1 << 12, 1 << 6, 1]) {
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(size));
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOSPC") throw error;
    }
  }
  return () => rmSync(ballast);
}
