import { spawn } from "node:child_process";
import { appendFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { openFeedbackFile } from "../../src/store/feedback/feedback-file.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";
import { aReset, aVote, RECORDS } from "../support/a-vote.ts";
import { compileChild } from "../support/compile-child.ts";
import { describeFeedbackLog } from "./feedback-log-contract.ts";

describeFeedbackLog(async () => openFeedbackFile(await aDirectory()));

const child = compileChild(new URL("./feedback-child.ts", import.meta.url));

/** A directory whose log holds the records, and the bytes of the log. */
async function aKeptLog(records = RECORDS): Promise<{ readonly directory: string; readonly bytes: Buffer }> {
  const directory = await aDirectory();
  const log = openFeedbackFile(directory);
  for (const record of records) await log.append(record);
  return { directory, bytes: await readFile(join(directory, "feedback.ndjson")) };
}

describe("the file of the feedback log", () => {
  it("may be written beside a running worker, and outlives it", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await openFeedbackFile(directory).append(aVote());
    await store.close();
    await (await openIn(directory)).close();
    expect((await openFeedbackFile(directory).read()).records).toEqual([aVote()]);
  });

  it("is one that only its owner reads: readers are named in it", async () => {
    const { directory } = await aKeptLog();
    expect((await stat(join(directory, "feedback.ndjson"))).mode & 0o777).toBe(0o600);
  });

  it("keeps every whole record wherever a crash cut it, and the next one behind the cut", async () => {
    const kept = [aReset(), aVote({ title: "Préfecture 🚋", concepts: [] }), aReset("harbour")];
    const { directory, bytes } = await aKeptLog(kept);
    const file = join(directory, "feedback.ndjson");
    const log = openFeedbackFile(directory);
    const next = aVote({ itemId: "item-next" });
    for (let length = 0; length <= bytes.length; length += 1) {
      await writeFile(file, bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).toString("latin1").split("\n").length - 1;
      const isCut = length > 0 && bytes[length - 1] !== 0x0a;
      const before = await log.read();
      expect(before).toEqual({ records: kept.slice(0, whole), unreadable: isCut ? 1 : 0 });
      if (length % 40 !== 0) continue;
      await log.append(next);
      // A line that only lacked its end has it now.
      const records = (await log.read()).records;
      expect(records.slice(0, whole)).toEqual(kept.slice(0, whole));
      expect(records.at(-1)).toEqual(next);
    }
  });

  it("leaves out a damaged line, says so, and reads on", async () => {
    const { directory, bytes } = await aKeptLog();
    const damaged = Buffer.from(bytes);
    damaged[30] = (damaged[30] ?? 0) ^ 1;
    await writeFile(join(directory, "feedback.ndjson"), damaged);
    const { records, unreadable } = await openFeedbackFile(directory).read();
    expect(records).toEqual(RECORDS.slice(1));
    expect(unreadable).toBe(1);
  });

  it("takes no line for a vote that is none, though its checksum fits", async () => {
    const directory = await aDirectory();
    const file = join(directory, "feedback.ndjson");
    const { encodeFrame } = await import("../../src/store/disk/frames.ts");
    for (const value of [
      7,
      null,
      { kind: "vote" },
      { ...aVote(), verdict: "sideways" },
      { ...aVote(), concepts: [3] },
    ])
      await appendFile(file, encodeFrame(JSON.stringify(value)));
    expect(await openFeedbackFile(directory).read()).toEqual({ records: [], unreadable: 5 });
  });

  it("says which file cannot be added to, with a code of the store's", async () => {
    const directory = await aDirectory();
    await mkdir(join(directory, "feedback.ndjson"));
    const attempt = openFeedbackFile(directory).append(aVote());
    await expect(attempt).rejects.toMatchObject({ code: "STORE_FEEDBACK" });
    await expect(attempt).rejects.toThrow(/feedback\.ndjson cannot be added to: /u);
  });

  it("loses no vote that two processes cast at the same time", async () => {
    const directory = join(child.directory(), "data");
    const said = await Promise.all(
      ["alex", "zoé"].map(async (reader) => {
        const running = spawn(process.execPath, [child.script(), directory, reader, "100"], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        return (await text(running.stdout)).trim().split("\n");
      }),
    );
    const { records, unreadable } = await openFeedbackFile(directory).read();
    expect(unreadable).toBe(0);
    const kept = records.map((record) => (record.kind === "vote" ? `${record.reader} ${record.itemId}` : ""));
    expect(kept.toSorted()).toEqual(said.flat().toSorted());
    expect(kept).toHaveLength(200);
  });
});
