import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { errorCode } from "./error-code.ts";

/** How a connection ends that the other side closed, or had closed before it was used again. */
const ENDED: ReadonlySet<string | undefined> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

interface Look {
  readonly bytesRead: ReadonlyMap<Socket, number>;
  isConnected: boolean;
}

/**
 * Watches connections for what the client does not tell: whether a request failed because the server had closed a kept
 * connection. Such a request was not begun to be answered, and may be made again (RFC 9112 §9.3.1).
 */
export class KeptConnections {
  readonly #open = new Map<string, Set<Socket>>();
  readonly #looks = new Map<string, Set<Look>>();

  /** The same connector, watched. */
  watched(connect: buildConnector.connector): buildConnector.connector {
    return (target, callback) =>
      connect(target, (...outcome) => {
        if (outcome[0] === null) this.#add(originOf(target), outcome[1]);
        callback(...outcome);
      });
  }

  /** Makes the request; `again`, if it met the end of a kept connection before any byte of an answer came. */
  async ask<T>(origin: string, request: () => Promise<T>, again: () => Promise<T>): Promise<T> {
    const look: Look = {
      bytesRead: new Map(Array.from(this.#open.get(origin) ?? [], (socket) => [socket, socket.bytesRead])),
      isConnected: false,
    };
    const looks = entryOf(this.#looks, origin);
    looks.add(look);
    try {
      return await request();
    } catch (error) {
      if (!ENDED.has(errorCode(error)) || !wasKept(look)) throw error;
      return await again();
    } finally {
      looks.delete(look);
      if (looks.size === 0) this.#looks.delete(origin);
    }
  }

  #add(origin: string, socket: Socket): void {
    for (const look of this.#looks.get(origin) ?? []) look.isConnected = true;
    const sockets = entryOf(this.#open, origin);
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0 && this.#open.get(origin) === sockets) this.#open.delete(origin);
    });
  }
}

/** The origin that a connection is made to. */
export function originOf({ protocol, host = "" }: buildConnector.Options): string {
  return `${protocol}//${host}`;
}

/** Nothing was connected since, and nothing came over what was: with several requests at once, a doubt counts as a no. */
function wasKept({ bytesRead, isConnected }: Look): boolean {
  return (
    !isConnected &&
    bytesRead.size > 0 &&
    [...bytesRead].every(([socket, before]) => socket.bytesRead === before)
  );
}

function entryOf<T>(entries: Map<string, Set<T>>, key: string): Set<T> {
  const entry = entries.get(key) ?? new Set<T>();
  entries.set(key, entry);
  return entry;
}
