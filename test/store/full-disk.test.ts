import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { anAlertingPoll } from "../support/a-poll.ts";
import { openIn } from "../support/a-store-directory.ts";
import { compileChild } from "../support/compile-child.ts";

const child = compileChild(new URL("./full-child.ts", import.meta.url));

// A shell that lets no file grow past 64 KiB stands for the disk; the system answers EFBIG in the place of ENOSPC.
describe.skipIf(process.platform === "win32")("a process whose disk is full", () => {
  it("stays up, says so, and has lost nothing when there is room again", { timeout: 60_000 }, async () => {
    const directory = join(child.directory(), "data");
    const command = 'ulimit -f 128; exec "$0" "$1" "$2"';
    const output = execFileSync("sh", ["-c", command, process.execPath, child.script(), directory], {
      encoding: "utf8",
    });
    const said = output
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" "));
    const ended = (how: string) => said.filter(([what]) => what === how).map(([, name]) => name);
    expect(ended("STORE_FULL").length).toBe(5);
    expect(ended("queued").length).toBeGreaterThan(10);
    expect(ended("holds")).toEqual([String(ended("queued").length)]);

    const store = await openIn(directory);
    expect(store.outbox().map(({ id }) => id)).toEqual(ended("queued").map((name) => `message-${name}`));
    expect(await store.commitPoll(anAlertingPoll(ended("STORE_FULL")[0] ?? ""))).toEqual({ alerts: 1 });
    await store.close();
  });
});
