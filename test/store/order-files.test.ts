import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOUR, type Instant } from "../../src/model/time.ts";
import type { Orders } from "../../src/ports/orders.ts";
import { openOrderFiles } from "../../src/store/order-files.ts";
import { POLLED_AT } from "../support/a-poll.ts";
import { aDirectory } from "../support/a-store-directory.ts";
import { anOrder } from "../support/an-order.ts";

/** Where two processes leave and take orders: the giver and the worker. */
async function aCounter() {
  const directory = await aDirectory();
  let now: Instant = POLLED_AT;
  const clock = { now: () => now };
  const processes: readonly [Orders, Orders] = [
    openOrderFiles(directory, clock),
    openOrderFiles(directory, clock),
  ];
  const files = async () => await readdir(join(directory, "orders"));
  return { directory, processes, files, wait: (ms: number) => void (now += ms) };
}

const QUEUED = [{ message: "message-a", outcome: { kind: "queued" } }] as const;

describe("an order on the disk", () => {
  it("is found by the worker as it was given, behind those that were given before", async () => {
    const { processes } = await aCounter();
    const [giver, worker] = processes;
    expect(await worker.waiting()).toEqual([]);
    const orders = [anOrder("retry", "message-a"), anOrder("drop", "message-b", "message-c")] as const;
    await giver.give(orders[1]);
    await giver.give(orders[0]);
    expect(await worker.waiting()).toEqual(orders);
  });

  it("waits no more once it is answered, and its answer is there once", async () => {
    const { processes, files } = await aCounter();
    const [giver, worker] = processes;
    const order = anOrder("retry", "message-a");
    await giver.give(order);
    expect(await giver.collect(order.id)).toBeUndefined();
    await worker.answer(order, QUEUED);
    expect(await worker.waiting()).toEqual([]);
    expect(await giver.collect(order.id)).toEqual(QUEUED);
    expect(await giver.collect(order.id)).toBeUndefined();
    expect(await files()).toEqual([]);
  });

  it("keeps its answer for an hour from a giver who was killed", async () => {
    const { processes, files, wait } = await aCounter();
    const [giver, worker] = processes;
    const order = anOrder("retry", "message-a");
    await giver.give(order);
    await worker.answer(order, QUEUED);
    wait(HOUR - 1);
    await worker.waiting();
    expect(await files()).toHaveLength(1);
    wait(2);
    await worker.waiting();
    expect(await files()).toEqual([]);
  });

  it("was not given when its giver was killed before it was whole", async () => {
    const { directory, processes } = await aCounter();
    const [giver, worker] = processes;
    const order = anOrder("retry", "message-a");
    await mkdir(join(directory, "orders"));
    await writeFile(join(directory, "orders", `${order.id}.json.tmp`), '{"order":{"id":"00');
    expect(await worker.waiting()).toEqual([]);
    await giver.give(order);
    expect(await worker.waiting()).toEqual([order]);
  });

  it("that somebody has edited is named, with what to do", async () => {
    const { directory, processes } = await aCounter();
    const [giver, worker] = processes;
    const order = anOrder("retry", "message-a");
    await giver.give(order);
    for (const text of ["{", '{"order":{"id":"1","verb":"send","messages":[]}}', '{"order":[]}']) {
      await writeFile(join(directory, "orders", `${order.id}.json`), text);
      await expect(worker.waiting()).rejects.toThrow(`${order.id}.json holds no order: remove it`);
    }
  });
});
