import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

/** Its thread stands still, so that connections pile up in the system. */
const LISTENER = `
const { parentPort } = require("node:worker_threads");
const server = require("node:net").createServer();
server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});
`;
/** More than the system lets wait behind a backlog of one. */
const CALLERS = 8;

/** A port of 127.0.0.1 that drops the packets of whoever wants to connect: so many wait already. */
export async function aDeafHost(): Promise<{ readonly port: number }> {
  const worker = new Worker(LISTENER, { eval: true });
  const [port]: number[] = await once(worker, "message");
  if (port === undefined) throw new TypeError("the listener has no port");
  const callers = Array.from({ length: CALLERS }, () => connect({ port, host: "127.0.0.1" }));
  onTestFinished(async () => {
    for (const caller of callers) caller.destroy();
    await worker.terminate();
  });
  for (const caller of callers) caller.on("error", () => {});
  const [first] = callers;
  if (first !== undefined) await once(first, "connect");
  return { port };
}
