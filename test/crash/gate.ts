import { createServer, connect, type Socket } from "node:net";

/** A port that leads to another one, and can be shut: then nobody is there. */
export interface Gate {
  readonly port: number;
  /** Called when bytes come that have not been passed on yet. */
  onRequest: (() => void) | undefined;
  /** Breaks every connection in this very moment: what was sent this way has arrived, its answer has not. */
  cut(): void;
  /** Lets no byte of what is open through any more, and says nothing. */
  stall(): void;
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function openGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let onRequest: Gate["onRequest"];
  const server = createServer((from) => {
    const to = connect(target, "127.0.0.1");
    // Before the pipe, which passes on in the same moment.
    from.on("data", () => onRequest?.());
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = async (port: number): Promise<boolean> =>
    await new Promise((resolve) => {
      const refused = (): void => resolve(false);
      server.once("error", refused);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", refused);
        resolve(true);
      });
    });
  let port = anyPort();
  while (!(await listen(port))) port = anyPort();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    get onRequest() {
      return onRequest;
    },
    set onRequest(called) {
      onRequest = called;
    },
    cut,
    stall() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async shut() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      cut();
      await closed;
    },
    async open() {
      if (!(await listen(port))) throw new Error(`port ${port} was taken by somebody else meanwhile`);
    },
  };
}

/** Below those that the system gives to connections: nobody gets it while the gate is shut. */
function anyPort(): number {
  return 15_000 + Math.floor(Math.random() * 15_000);
}
