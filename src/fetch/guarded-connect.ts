import { promises as dns } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { SECOND } from "../model/time.ts";
import { addressVerdict, blockedDetail } from "./address-guard.ts";
import { errorCode } from "./error-code.ts";
import { failure, FetchFault } from "./failure.ts";
import type { Cidr } from "./ip-address.ts";

/** Turns a host name into every address it has. Rejects when the name is unknown. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string }[]>;

export interface ConnectOptions {
  readonly allow: readonly Cidr[];
  /** Stands in for the system's resolver. */
  readonly resolve?: Resolve;
  /** Certificate authorities, in PEM, instead of the well-known ones. */
  readonly ca?: string;
}

const CONNECT_TIMEOUT_MS = 10 * SECOND;
// Node gives each address of a name 250 ms before it tries the next; far hosts need more for one round trip.
const NEXT_ADDRESS_AFTER_MS = SECOND;

/**
 * The one place where connections are opened: nothing leaves for an address that the guard did not pass.
 *
 * A literal is judged before connecting, a name by the answers of the very lookup that the socket connects with (so
 * an answer that changes between check and use is never used), and the address at the other end once more when
 * connected. TLS starts on the connected, judged socket; what fails from there on is the fault of TLS.
 */
export function guardedConnect(options: ConnectOptions): buildConnector.connector {
  const connect = buildConnector({
    lookup: guardedLookup(options.allow, options.resolve ?? systemResolve),
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });

  return (target, callback) => {
    const { hostname, protocol } = target;
    if (isIP(hostname) !== 0 && addressVerdict(hostname, options.allow) === "blocked") {
      process.nextTick(callback, blockedFault(hostname, hostname), null);
      return;
    }
    const secure = protocol === "https:";
    const plain = { ...target, protocol: "http:", port: target.port || (secure ? "443" : "80") };
    connect(plain, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const fault = remoteFault(hostname, socket.remoteAddress, options.allow);
      if (fault !== undefined) {
        socket.destroy();
        return callback(fault, null);
      }
      if (!secure) return callback(null, socket);
      connect({ ...target, httpSocket: socket }, (...[tlsError, tlsSocket]) => {
        if (tlsError === null) return callback(null, tlsSocket);
        socket.destroy();
        callback(tlsFault(hostname, tlsError), null);
      });
    });
  };
}

/** A lookup for `net.connect` that answers with the addresses that may be contacted, or fails when there is none. */
function guardedLookup(allow: readonly Cidr[], resolve: Resolve): LookupFunction {
  const answer = async (...[hostname, options, callback]: Parameters<LookupFunction>): Promise<void> => {
    const reading = await judgedAddresses(hostname, allow, resolve);
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
  allow: readonly Cidr[],
  resolve: Resolve,
): Promise<readonly [Answer, ...Answer[]] | FetchFault> {
  const answers = await resolve(hostname).catch((error: unknown) => unknownName(hostname, error));
  if (answers instanceof FetchFault) return answers;
  const [first, ...others] = answers
    .filter(({ address }) => addressVerdict(address, allow) === "ok")
    .map(({ address }): Answer => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
  if (first !== undefined) return [first, ...others];
  const [refused] = answers;
  return refused === undefined ? unknownName(hostname) : blockedFault(hostname, refused.address);
}

function systemResolve(hostname: string): ReturnType<Resolve> {
  return dns.lookup(hostname, { all: true });
}

function remoteFault(
  hostname: string,
  address: string | undefined,
  allow: readonly Cidr[],
): FetchFault | undefined {
  if (address === undefined) {
    return new FetchFault(failure("connect", `${hostname} closed the connection as soon as it was open`));
  }
  return addressVerdict(address, allow) === "ok" ? undefined : blockedFault(hostname, address);
}

function blockedFault(hostname: string, address: string): FetchFault {
  return new FetchFault(failure("blocked-address", blockedDetail(hostname, address)));
}

function unknownName(hostname: string, cause?: unknown): FetchFault {
  const code = errorCode(cause) ?? "no address";
  return new FetchFault(failure("dns", `the name ${hostname} could not be resolved (${code})`), { cause });
}

function tlsFault(hostname: string, cause: Error): FetchFault {
  const code = errorCode(cause) ?? cause.name;
  return new FetchFault(failure("tls", `no trustworthy TLS connection to ${hostname} (${code})`), { cause });
}
