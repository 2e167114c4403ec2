import { type Cidr, contains, type IpAddress, parseCidr, parseIp } from "./ip-address.ts";

/**
 * Whether vigie may talk to this address. Public unicast addresses are ok; what the IANA special-purpose registries
 * (RFC 6890) set apart is blocked: loopback, private, link-local with the cloud metadata services, shared,
 * documentation, multicast, reserved. What cannot be read as an address is blocked too.
 *
 * `allow` opens exactly the addresses it covers, as they are connected to: an allowed IPv4 address leaves its
 * IPv4-mapped form closed.
 */
export function addressVerdict(ip: string, allow: readonly Cidr[]): "ok" | "blocked" {
  const address = parseIp(ip);
  if (address === undefined) return "blocked";
  return allow.some((block) => contains(block, address)) || isPublic(address) ? "ok" : "blocked";
}

export type CidrReading =
  | { readonly kind: "ok"; readonly cidrs: readonly Cidr[] }
  | { readonly kind: "invalid"; readonly texts: readonly string[] };

/** Reads address blocks such as `172.20.0.5/32` or `fd00::/8`; names every text that is none. */
export function parseCidrs(texts: readonly string[]): CidrReading {
  const cidrs: Cidr[] = [];
  const invalid: string[] = [];
  for (const text of texts) {
    const cidr = parseCidr(text);
    if (cidr === undefined) invalid.push(text);
    else cidrs.push(cidr);
  }
  return invalid.length > 0 ? { kind: "invalid", texts: invalid } : { kind: "ok", cidrs };
}

/**
 * What to tell the operator: which address it was, and the line that would open it and nothing else. None does for what
 * a public server named: nobody outside may choose what is asked inside.
 */
export function blockedDetail(host: string, address: string, fromOutside = false): string {
  const named = host === address ? address : `${host} is at ${address}, which`;
  if (fromOutside)
    return `${named} is not a public address, so it is not contacted: a public server or document led there`;
  const line = `- "${address}/${address.includes(":") ? "128" : "32"}"`;
  return `${named} is not a public address, so it is not contacted; to allow it, add the line ${line} under network.allowAddresses`;
}

function isPublic(address: IpAddress): boolean {
  if (address.family === 4) return !NOT_PUBLIC_V4.some((block) => contains(block, address));
  // An IPv4 address in IPv6 clothing reaches that IPv4 host, so it is judged as the host it reaches.
  if (WRAPS_V4.some((block) => contains(block, address))) {
    return isPublic({ family: 4, value: address.value & 0xffff_ffffn });
  }
  return contains(GLOBAL_UNICAST, address) && !NOT_PUBLIC_V6.some((block) => contains(block, address));
}

const NOT_PUBLIC_V4 = blocks([
  "0.0.0.0/8", // this network; 0.0.0.0 reaches the machine itself
  "10.0.0.0/8",
  "100.64.0.0/10", // shared by carriers and overlay networks
  "127.0.0.0/8",
  "169.254.0.0/16", // link-local, with the metadata services of clouds
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);

const WRAPS_V4 = blocks([
  "::ffff:0:0/96", // IPv4-mapped (RFC 4291)
  "64:ff9b::/96", // NAT64 (RFC 6052): how a host without IPv4 reaches IPv4
]);

// Everything outside is loopback, unique-local, link-local, multicast, or not assigned.
const GLOBAL_UNICAST: Cidr = { family: 6, value: 0x2000n << 112n, prefix: 3 };

const NOT_PUBLIC_V6 = blocks([
  "2001::/23", // protocol assignments, Teredo among them
  "2001:db8::/32",
  "2002::/16", // 6to4 carries an IPv4 address that may be private
  "3fff::/20",
]);

/** The tables above are ours: an unreadable line is a bug, and a missing block would be a hole. */
function blocks(texts: readonly string[]): readonly Cidr[] {
  const reading = parseCidrs(texts);
  if (reading.kind === "invalid") throw new RangeError(`not an address block: ${reading.texts.join(", ")}`);
  return reading.cidrs;
}
