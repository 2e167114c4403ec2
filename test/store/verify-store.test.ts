import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyStore } from "../../src/store/check/verify-store.ts";
import { flipByte } from "../support/a-damaged-file.ts";
import { anAlertingPoll } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

const LOG = "log-0000000001.ndjson";
const DAY = join("items", "2026-03-02.ndjson");

/** Two runs of a store: four polls in the first log, one in the second. */
async function aStore(): Promise<string> {
  const directory = await aDirectory();
  for (const names of [["a", "b", "c", "d"], ["e"]]) {
    const store = await openIn(directory);
    for (const name of names) await store.commitPoll(anAlertingPoll(name));
    await store.close();
  }
  return directory;
}

describe("verifying a store", () => {
  it("finds nothing in one that is whole, and changes nothing", async () => {
    const directory = await aStore();
    const before = await readFile(join(directory, LOG));
    expect(await verifyStore(directory)).toMatchObject({ files: 3, faults: [], transactions: 6 });
    expect(await readFile(join(directory, LOG))).toEqual(before);
  });

  it("works while a writer writes", async () => {
    const directory = await aDirectory();
    const store = await openIn(directory);
    await store.commitPoll(anAlertingPoll("a"));
    expect(await verifyStore(directory)).toMatchObject({ faults: [], transactions: 2 });
    await store.close();
  });

  it("names file, byte and transactions of what was lost, and says that vigie does not start", async () => {
    const directory = await aStore();
    const text = await readFile(join(directory, LOG), "utf8");
    const third = text.split("\n").slice(0, 3).join("\n").length + 1;
    await flipByte(join(directory, LOG), third + 40);
    const { faults, stops } = await verifyStore(directory);
    const what = "transactions 3 to 3 of log-0000000001.ndjson cannot be read";
    expect(faults).toEqual([{ kind: "damaged", file: LOG, byte: third, what }]);
    expect(stops).toMatch(/store verify.*store restore BACKUP.*restore --previous/);
  });

  it("calls the torn end of the newest log no damage", async () => {
    const directory = await aStore();
    await appendFile(join(directory, "log-0000000002.ndjson"), '0123abcd {"s":7,"f":7,"o":[{"c":"fee');
    const { faults, stops, transactions } = await verifyStore(directory);
    expect(faults).toMatchObject([{ kind: "torn", file: "log-0000000002.ndjson" }]);
    expect([stops, transactions]).toEqual([undefined, 6]);
  });

  it("says so when the journal does not lead from one log to the next", async () => {
    const directory = await aStore();
    await rm(join(directory, LOG));
    expect((await verifyStore(directory)).stops).toContain(`${LOG} is missing`);
  });

  it("tells a damaged item of the archive from a piece that a crash left there", async () => {
    const directory = await aStore();
    const whole = await readFile(join(directory, DAY), "utf8");
    const [first = ""] = whole.split("\n");
    await writeFile(join(directory, DAY), `${first.slice(0, 60)}\n${whole}`);
    expect((await verifyStore(directory)).faults).toMatchObject([{ kind: "torn", file: DAY, byte: 0 }]);
    await writeFile(join(directory, DAY), whole);
    await flipByte(join(directory, DAY), first.length + 30);
    expect((await verifyStore(directory)).faults).toEqual([
      {
        kind: "damaged",
        file: DAY,
        byte: first.length + 1,
        what: "1 archived item of 2026-03-02 cannot be read; alerts do not need them",
      },
    ]);
  });

  it("says that a start goes back when the newest snapshot is damaged", async () => {
    const directory = await aDirectory();
    const limits = { compactBytes: 1, mostLogs: 1 };
    for (const name of ["a", "b", "c"]) {
      const store = await openIn(directory, { limits });
      await store.commitPoll(anAlertingPoll(name));
      await store.close();
    }
    const [newest = ""] = (await readdir(directory)).filter((name) => name.startsWith("snap-")).toReversed();
    const byte = await flipByte(join(directory, newest), 20);
    const { faults, stops, transactions } = await verifyStore(directory);
    expect(faults).toMatchObject([{ kind: "damaged", file: newest, byte: 0 }]);
    expect(faults[0]?.what).toContain("goes back to the one before");
    expect([byte, stops, transactions]).toEqual([20, undefined, 4]);
  });
});
