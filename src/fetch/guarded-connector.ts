import { promises as dns } from "node:dns";
import { connect as openSocket, isIP, type LookupFunction, type Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { buildConnector } from "undici";
import { SECOND } from "../model/time.ts";
import { addressVerdict, blockedDetail } from "./address-guard.ts";
import { errorCode, lacksDescriptor } from "./error-code.ts";
import { failure, FetchFault, notAsked } from "./failure.ts";
import type { Cidr } from "./ip-address.ts";
import { tlsFault } from "./tls-fault.ts";

/** Turns a host name into every address it has. Rejects when the name is unknown. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string }[]>;

export interface ConnectOptions {
  readonly allow: readonly Cidr[];
  /** For what public servers lead to; nothing is allowed then. */
  readonly fromOutside?: true;
  /** Stands in for the system's resolver. */
  readonly resolve?: Resolve;
  /** Whose certificates hold; those of the well-known authorities when absent. */
  readonly trust?: SecureContext;
  /** Stands in for the 10 s that a host has to accept a connection, and as long again for TLS. */
  readonly connectMs?: number;
  /** Offers HTTP/2 as well; whoever connects must then look at what was agreed on. */
  readonly http2?: true;
}

const CONNECT_TIMEOUT_MS = 10 * SECOND;
// Node gives each address of a name 250 ms before it tries the next; far hosts need more for one round trip.
const NEXT_ADDRESS_AFTER_MS = SECOND;

export interface GuardedConnector {
  readonly connect: buildConnector.connector;
  /** Drops the connections that are still being made; the finished ones belong to the HTTP client. */
  close(): void;
}

/**
 * The one place where connections are opened: nothing leaves for an address that the guard did not pass.
 *
 * A literal is judged before connecting, a name by the answers of the very lookup that the socket connects with (so
 * an answer that changes between check and use is never used), and the address at the other end once more when
 * connected. TLS starts on the connected, judged socket; what fails from there on is the fault of TLS.
 */
export function guardedConnector(options: ConnectOptions): GuardedConnector {
  const pending = new Set<Socket>();
  const timeoutMs = options.connectMs ?? CONNECT_TIMEOUT_MS;
  const lookup = guardedLookup(options);
  const startTls = buildConnector({
    timeout: timeoutMs,
    allowH2: options.http2 === true,
    ...(options.trust === undefined ? {} : { secureContext: options.trust }),
  });

  const connect: buildConnector.connector = (target, callback) => {
    const { hostname, protocol } = target;
    const port = Number(target.port) || (protocol === "https:" ? 443 : 80);
    if (isIP(hostname) !== 0 && addressVerdict(hostname, options.allow) === "blocked") {
      process.nextTick(callback, blockedFault(hostname, hostname, options), null);
      return;
    }
    const socket = openSocket({
      host: hostname,
      port,
      lookup,
      noDelay: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    });
    pending.add(socket);
    const done: buildConnector.Callback = (...outcome) => {
      pending.delete(socket);
      if (outcome[0] !== null) socket.destroy();
      callback(...outcome);
    };
    whenConnected(socket, { hostname, timeoutMs }, (error) => {
      const fault = error ?? remoteFault(hostname, socket.remoteAddress, options);
      if (fault !== undefined) return done(fault, null);
      if (protocol !== "https:") return done(null, socket);
      startTls({ ...target, httpSocket: socket }, (...[tlsError, tlsSocket]) => {
        if (tlsError === null) done(null, tlsSocket);
        else done(tlsFault(hostname, tlsError), null);
      });
    });
  };

  return {
    connect,
    close() {
      for (const socket of pending) socket.destroy(new FetchFault(failure("connect", "vigie is stopping")));
    },
  };
}

/** The same guard for what public servers lead to: it allows nothing. */
export function outward(options: ConnectOptions): ConnectOptions {
  return { ...options, allow: [], fromOutside: true };
}

/** Why a host must not be named to a proxy, which would connect to it in our place; undefined when it may be. */
export async function refusalOf(hostname: string, options: ConnectOptions): Promise<FetchFault | undefined> {
  const { allow, resolve = systemResolve } = options;
  const literal = hostname.replace(/^\[|\]$/gu, "");
  if (isIP(literal) !== 0)
    return addressVerdict(literal, allow) === "blocked" ? blockedFault(literal, literal, options) : undefined;
  const answers = await resolve(hostname).catch((error: unknown) => unknownName(hostname, error));
  if (answers instanceof FetchFault) return answers;
  const refused = answers.find(({ address }) => addressVerdict(address, allow) === "blocked");
  if (refused !== undefined) return blockedFault(hostname, refused.address, options);
  return answers.length === 0 ? unknownName(hostname) : undefined;
}

/** Calls back once: when the socket is connected, has failed, or has taken too long. */
function whenConnected(
  socket: Socket,
  { hostname, timeoutMs }: { readonly hostname: string; readonly timeoutMs: number },
  callback: (error?: Error) => void,
): void {
  let isOver = false;
  const end = (error?: Error): void => {
    clearTimeout(timer);
    if (isOver) return;
    isOver = true;
    callback(error);
  };
  const timer = setTimeout(() => {
    const seconds = timeoutMs / SECOND;
    socket.destroy(
      new FetchFault(failure("connect", `${hostname} did not accept a connection within ${seconds} s`)),
    );
  }, timeoutMs);
  socket.once("connect", () => end());
  // Stays after the connection is made: an error that nobody listens for would end the process.
  socket.on("error", end);
}

/** A lookup for `net.connect` that answers with the addresses that may be contacted, or fails when there is none. */
function guardedLookup(guard: ConnectOptions): LookupFunction {
  const answer = async (...[hostname, options, callback]: Parameters<LookupFunction>): Promise<void> => {
    const reading = await judgedAddresses(hostname, guard);
    if (reading instanceof FetchFault) return callback(reading, []);
    const [first] = reading;
    if (options.all === true) callback(null, [...reading]);
    else callback(null, first.address, first.family);
  };
  return (...call) => void answer(...call);
}

interface Answer {
  readonly address: string;
  readonly family: 4 | 6;
}

async function judgedAddresses(
  hostname: string,
  guard: ConnectOptions,
): Promise<readonly [Answer, ...Answer[]] | FetchFault> {
  const { allow, resolve = systemResolve } = guard;
  const answers = await resolve(hostname).catch((error: unknown) => unknownName(hostname, error));
  if (answers instanceof FetchFault) return answers;
  const [first, ...others] = answers
    .filter(({ address }) => addressVerdict(address, allow) === "ok")
    .map(({ address }): Answer => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
  if (first !== undefined) return [first, ...others];
  const [refused] = answers;
  return refused === undefined ? unknownName(hostname) : blockedFault(hostname, refused.address, guard);
}

function systemResolve(hostname: string): ReturnType<Resolve> {
  return dns.lookup(hostname, { all: true });
}

function remoteFault(
  hostname: string,
  address: string | undefined,
  guard: ConnectOptions,
): FetchFault | undefined {
  if (address === undefined) {
    return new FetchFault(failure("connect", `${hostname} closed the connection as soon as it was open`));
  }
  return addressVerdict(address, guard.allow) === "ok" ? undefined : blockedFault(hostname, address, guard);
}

function blockedFault(hostname: string, address: string, { fromOutside }: ConnectOptions): FetchFault {
  return new FetchFault(failure("blocked-address", blockedDetail(hostname, address, fromOutside)));
}

function unknownName(hostname: string, cause?: unknown): FetchFault {
  if (lacksDescriptor(cause)) return new FetchFault(notAsked(hostname), { cause });
  const code = errorCode(cause) ?? "no address";
  return new FetchFault(failure("dns", `the name ${hostname} could not be resolved (${code})`), { cause });
}
