import { describe, expect, it, vi } from "vitest";
import { AppendFile } from "../../src/store/disk/append-file.ts";
import { type Applied, CommitQueue } from "../../src/store/journal/commit-queue.ts";
import type { StoreFailedError, StoreFullError } from "../../src/store/disk/store-errors.ts";
import { anArchivedItem } from "../support/a-poll.ts";
import { aFaultyFile } from "../support/a-faulty-file.ts";

function aQueue(disk = aFaultyFile(), assertMine = () => Promise.resolve()) {
  const archive = { append: vi.fn<() => Promise<void>>(), cutBack: vi.fn<() => Promise<void>>() };
  const onFull = vi.fn<(error: StoreFullError) => void>();
  const onBroken = vi.fn<(error: StoreFailedError) => void>();
  const queue = new CommitQueue({
    directory: "data",
    log: { generation: 1, file: new AppendFile(disk.handle, 0) },
    seq: 0,
    archive,
    assertMine,
    onFull,
    onBroken,
    onWritten: () => undefined,
  });
  return { queue, disk, archive, onFull, onBroken };
}

const tx = (name: string, undo: () => void = () => undefined): Applied => ({
  ops: JSON.stringify(name),
  undo,
});
const names = (text: string) => [...text.matchAll(/"o":"(.*?)"/g)].map(([, name]) => name);

describe("the queue of commits", () => {
  it("acknowledges only what has been synced", async () => {
    const { queue, disk } = aQueue();
    const calls: string[] = [];
    disk.onCall = (call) => calls.push(call);
    await queue.add(tx("a")).then(() => calls.push("acknowledged"));
    expect(calls).toEqual(["write", "datasync", "acknowledged"]);
  });

  it("syncs once for all that came while it was writing", async () => {
    const { queue, disk } = aQueue();
    let syncs = 0;
    disk.onCall = (call) => (syncs += call === "datasync" ? 1 : 0);
    await Promise.all(Array.from({ length: 100 }, (_, count) => queue.add(tx(`t${count}`))));
    expect(syncs).toBe(2);
    expect(names(disk.text())).toHaveLength(100);
  });

  it("says in each line which ones were synced together", async () => {
    const { queue, disk } = aQueue();
    await Promise.all(["a", "b", "c"].map((name) => queue.add(tx(name))));
    const lines = disk.text().trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line.slice(9)))).toEqual([
      { s: 1, f: 1, o: "a" },
      { s: 2, f: 2, o: "b" },
      { s: 3, f: 2, o: "c" },
    ]);
  });

  it("forgets no commit that comes at the very moment when it falls asleep", async () => {
    const { queue, disk } = aQueue();
    for (let turns = 0; turns < 40; turns += 1) {
      const before = queue.add(tx("before"));
      await before;
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await queue.add(tx("after"));
    }
    const woken = queue.add(tx("a")).then(() => queue.add(tx("b")));
    await woken;
    expect(names(disk.text())).toHaveLength(82);
  });

  it("goes on writing where the disk took only a part", async () => {
    const { queue, disk } = aQueue();
    disk.mostPerWrite = 7;
    await Promise.all([queue.add(tx("a")), queue.add(tx("b"))]);
    expect(names(disk.text())).toEqual(["a", "b"]);
  });

  it("on a full disk takes back the transaction and all that were built on it, newest first", async () => {
    const { queue, disk, onFull, onBroken } = aQueue();
    await queue.add(tx("kept"));
    const before = disk.text();
    disk.room = before.length + 20;
    const undone: string[] = [];
    const outcomes = await Promise.allSettled(
      ["a", "b", "c"].map((name) => queue.add(tx(name, () => undone.push(name)))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(outcomes[0]).toMatchObject({ reason: { code: "STORE_FULL", name: "StoreFullError" } });
    expect(undone).toEqual(["c", "b", "a"]);
    expect(disk.text()).toBe(before);
    expect(onFull).toHaveBeenCalled();
    expect(onBroken).not.toHaveBeenCalled();
  });

  it("on a full disk takes the items of the archive back too", async () => {
    const { queue, disk, archive } = aQueue();
    disk.room = 10;
    const archived = { day: "2026-03-02", items: [anArchivedItem("a")] };
    await expect(queue.add({ ...tx("a"), archived })).rejects.toMatchObject({ code: "STORE_FULL" });
    expect(archive.append).toHaveBeenCalledWith([archived]);
    expect(archive.cutBack).toHaveBeenCalledOnce();
  });

  it("goes on with the next number when there is room again", async () => {
    const { queue, disk } = aQueue();
    await queue.add(tx("a"));
    disk.room = disk.text().length;
    await expect(queue.add(tx("b"))).rejects.toMatchObject({ code: "STORE_FULL" });
    disk.room = Number.POSITIVE_INFINITY;
    await queue.add(tx("c"));
    expect(disk.text()).toContain('{"s":2,"f":2,"o":"c"}');
    expect(queue.undone).toBe(1);
  });

  it("gives up for good when a sync fails, and never tries it again", async () => {
    const { queue, disk, onBroken } = aQueue();
    disk.failNext("datasync", "EIO");
    const waiting = [queue.add(tx("a")), queue.add(tx("b"))];
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    await expect(queue.add(tx("c"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(onBroken).toHaveBeenCalledOnce();
    expect(names(disk.text())).toEqual(["a"]);
  });

  it("writes not a byte once the directory has another owner", async () => {
    const disk = aFaultyFile();
    const calls: string[] = [];
    disk.onCall = (call) => calls.push(call);
    const { queue, onBroken } = aQueue(disk, () => Promise.reject(new Error("LOCK is not ours any more")));
    await expect(queue.add(tx("a"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(calls).toEqual([]);
    expect(onBroken).toHaveBeenCalledOnce();
  });

  it("takes a want of file descriptors for a disk without room: it passes", async () => {
    const { queue, disk } = aQueue();
    disk.failNext("write", "EMFILE");
    await expect(queue.add(tx("a"))).rejects.toMatchObject({
      code: "STORE_FULL",
      message: expect.stringContaining("no file descriptor is free"),
    });
    await queue.add(tx("b"));
    expect(names(disk.text())).toEqual(["b"]);
  });

  it("gives up when it cannot even cut off what a full disk left behind", async () => {
    const { queue, disk, onBroken } = aQueue();
    disk.room = 10;
    disk.failNext("truncate", "EIO");
    await expect(queue.add(tx("a"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(onBroken).toHaveBeenCalledOnce();
  });

  it("does what was asked between two commits after the one and before the other", async () => {
    const { queue, disk } = aQueue();
    const next = aFaultyFile();
    const first = queue.add(tx("a"));
    const rotated = queue.rotate(async (seq, prev) => {
      expect({ seq, prev }).toEqual({ seq: 1, prev: { gen: 1, len: disk.text().length } });
      return { generation: 2, file: new AppendFile(next.handle, 0) };
    });
    const second = queue.add(tx("b"));
    await Promise.all([first, rotated, second]);
    expect(names(disk.text())).toEqual(["a"]);
    expect(names(next.text())).toEqual(["b"]);
  });
});
