import { randomBytes } from "node:crypto";
import type { App } from "../app.ts";
import type { Order, OrderEnding, OrderVerb } from "../model/order.ts";
import { SECOND } from "../model/time.ts";
import type { Orders } from "../ports/orders.ts";
import { type GlobalOptions, type Session, withApp } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

/** A worker looks for orders every five seconds. */
const PATIENCE = 15 * SECOND;
const LOOK_EVERY = SECOND / 10;

/** What is ordered of messages that are named by their ids, or by the beginnings of them. */
export interface Wish {
  readonly verb: OrderVerb;
  readonly prefixes: readonly string[];
}

/**
 * Carries an order out, or, while another process writes to the store, leaves it to that one and waits for what becomes
 * of it. Of an order that names an unknown message nothing is done.
 */
export async function giveOrder(session: Session, options: GlobalOptions, wish: Wish): Promise<void> {
  const { io } = session;
  const whenLocked = async (holder: string): Promise<void> =>
    await withApp(session, options, "read", async (app) => await handOver(app, holder, { session, wish }));
  await withApp(session, options, { mode: "write", whenLocked }, async (app) => {
    // Those that were given before come first.
    await app.takeOrders();
    const order = orderOf(app, wish, io);
    if (order === undefined) return EXIT.problems;
    return say(await app.store.applyOrder(order, app.clock.now()), wish, io);
  });
}

async function handOver(
  app: App,
  holder: string,
  { session, wish }: { readonly session: Session; readonly wish: Wish },
): Promise<ExitCode> {
  const { io, signal } = session;
  const order = orderOf(app, wish, io);
  if (order === undefined || app.orders === undefined) return EXIT.problems;
  await app.orders.give(order);
  io.progress(`waiting for ${holder}`);
  const endings = await answerTo(order, app.orders, signal);
  if (endings !== undefined) return say(endings, wish, io);
  io.out(`Not done yet, but kept: another vigie has the store (${holder}).`);
  io.out("A worker does it within a minute, or once it is started again; `vigie outbox list` then shows it.");
  return EXIT.done;
}

/** Undefined, once the reasons were said, when a message is not known. */
function orderOf(app: App, { verb, prefixes }: Wish, io: Io): Order | undefined {
  const entries = app.store.outbox();
  const found = prefixes.map((prefix) => ({
    prefix,
    messages: entries.filter(({ id }) => id.startsWith(prefix)).map(({ id }) => id),
  }));
  const unclear = found.filter(({ messages }) => messages.length !== 1);
  for (const { prefix, messages } of unclear)
    io.err(
      messages.length === 0
        ? `${prefix}: no such message`
        : `${prefix}: ${messages.length} messages begin so`,
    );
  if (unclear.length > 0) {
    io.err("Nothing was changed.");
    return undefined;
  }
  const at = String(app.clock.now()).padStart(15, "0");
  return {
    id: `${at}-${randomBytes(4).toString("hex")}`,
    verb,
    messages: found.flatMap(({ messages }) => messages),
  };
}

async function answerTo(
  order: Order,
  orders: Orders,
  signal: AbortSignal,
): Promise<readonly OrderEnding[] | undefined> {
  for (let waited = 0; waited < PATIENCE && !signal.aborted; waited += LOOK_EVERY) {
    const endings = await orders.collect(order.id);
    if (endings !== undefined) return endings;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, LOOK_EVERY);
    });
  }
  return undefined;
}

function say(endings: readonly OrderEnding[], wish: Wish, io: Io): ExitCode {
  const done = endings.map((ending) => sayOne(ending, wish, io));
  return done.every(Boolean) ? EXIT.done : EXIT.problems;
}

/** Whether there was something to do. */
function sayOne({ message, outcome }: OrderEnding, { verb }: Wish, io: Io): boolean {
  const name = message.slice(0, 8);
  switch (outcome.kind) {
    case "queued":
      io.out(`${name}: queued again`);
      return true;
    case "held":
      io.out(`${name}: waits for its reader’s next digest again`);
      return true;
    case "resumed":
      io.out(`${name}: ${outcome.destination} is tried again with all that waits for it`);
      return true;
    case "dropped":
      io.out(`${name}: dropped`);
      return true;
    case "not-possible":
      io.err(`${name}: is ${outcome.state}, so there is nothing to ${verb}`);
      return false;
    case "unknown":
      io.err(`${name}: no such message any more`);
      return false;
  }
}
