import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Order, OrderEnding } from "../model/order.ts";
import { HOUR, type Instant } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Orders } from "../ports/orders.ts";
import { isObject } from "./disk/is-object.ts";
import { syncDirectory } from "./disk/sync-directory.ts";
import { isEndings } from "./transactions/order-transaction.ts";
import { errorCode, lacksRoom, OrderFileError, StoreFullError } from "./disk/store-errors.ts";
import { writeWhole } from "./disk/write-whole.ts";

const ORDER_FILE = /^\d{15}-[0-9a-f]{8}\.json$/;
/** An answer that nobody has asked for by then is asked for by nobody: its giver was killed, or tired of waiting. */
const ANSWER_KEPT = HOUR;

/** What a file holds: an order, and once it was carried out, what became of it. */
interface OrderFile {
  readonly order: Order;
  readonly answer?: { readonly endings: readonly OrderEnding[]; readonly at: Instant };
}

/**
 * Orders as files of `orders/` in the store's directory, one for each. It needs no lock: a file comes as a whole under a
 * name of its own, the answer takes the place of the order in one step, and only its giver, or time, removes it.
 */
export function openOrderFiles(directory: string, clock: Clock): Orders {
  const folder = join(directory, "orders");
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  const write = async (file: OrderFile): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await syncDirectory(directory);
      await writeWhole(pathOf(file.order.id), JSON.stringify(file));
    } catch (error) {
      if (lacksRoom(error)) throw new StoreFullError(directory, error);
      throw new OrderFileError(pathOf(file.order.id), "cannot be written", error);
    }
  };
  return {
    give: async (order) => await write({ order }),
    async waiting() {
      const waiting: Order[] = [];
      for (const name of await orderFilesIn(folder)) {
        const { order, answer } = (await readOrder(join(folder, name))) ?? {};
        if (answer !== undefined && Math.abs(clock.now() - answer.at) > ANSWER_KEPT)
          await rm(join(folder, name), { force: true });
        if (order !== undefined && answer === undefined) waiting.push(order);
      }
      return waiting;
    },
    answer: async (order, endings) => await write({ order, answer: { endings, at: clock.now() } }),
    async collect(orderId) {
      const { answer } = (await readOrder(pathOf(orderId))) ?? {};
      if (answer !== undefined) await rm(pathOf(orderId), { force: true });
      return answer?.endings;
    },
  };
}

async function orderFilesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => ORDER_FILE.test(name)).toSorted();
  } catch (error) {
    // Nobody has given an order yet.
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Undefined for one that is gone. */
async function readOrder(path: string): Promise<OrderFile | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (isOrderFile(value)) return value;
  throw new OrderFileError(path, "holds no order: remove it");
}

function isOrderFile(value: unknown): value is OrderFile {
  if (!isObject(value) || !isOrder(value["order"])) return false;
  const answer = value["answer"];
  return (
    answer === undefined ||
    (isObject(answer) && typeof answer["at"] === "number" && isEndings(answer["endings"]))
  );
}

function isOrder(value: unknown): value is Order {
  return (
    isObject(value) &&
    typeof value["id"] === "string" &&
    (value["verb"] === "retry" || value["verb"] === "drop") &&
    Array.isArray(value["messages"]) &&
    value["messages"].every((id) => typeof id === "string")
  );
}
