import { isIP } from "node:net";

/** An address as a number, so that blocks are compared by their leading bits and not by their spelling. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** 32 bits for family 4, 128 for family 6, most significant first. */
  readonly value: bigint;
}

/** All addresses that share their first `prefix` bits with `base`. */
export interface Cidr extends IpAddress {
  readonly prefix: number;
}

/** Reads `192.0.2.1` or `2001:db8::1`. Anything else is undefined, a zone (`fe80::1%eth0`) included. */
export function parseIp(text: string): IpAddress | undefined {
  if (text.includes("%")) return undefined;
  switch (isIP(text)) {
    case 4:
      return { family: 4, value: fromParts(text.split(".").map(Number), 8n) };
    case 6:
      return { family: 6, value: fromParts(groupsOf(text), 16n) };
    default:
      return undefined;
  }
}

/** Reads `10.0.0.0/8` or a bare address, which is a block of one. Bits beyond the prefix are ignored. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf("/");
  const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (ip === undefined) return undefined;
  const width = widthOf(ip.family);
  const digits = slash < 0 ? String(width) : text.slice(slash + 1);
  const prefix = Number(digits);
  return /^\d{1,3}$/u.test(digits) && prefix <= width ? { ...ip, prefix } : undefined;
}

/** Whether the block holds the address; never across families. */
export function contains(block: Cidr, ip: IpAddress): boolean {
  if (block.family !== ip.family) return false;
  const hostBits = BigInt(widthOf(ip.family) - block.prefix);
  return ip.value >> hostBits === block.value >> hostBits;
}

function widthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function fromParts(parts: readonly number[], bits: bigint): bigint {
  let value = 0n;
  for (const part of parts) value = (value << bits) | BigInt(part);
  return value;
}

/** The eight groups of an address that `isIP` has accepted (RFC 4291 §2.2, all three forms). */
function groupsOf(text: string): number[] {
  const [head = "", tail] = text.split("::");
  const before = groupsIn(head);
  if (tail === undefined) return before;
  const after = groupsIn(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after];
}

function groupsIn(half: string): number[] {
  if (half === "") return [];
  return half
    .split(":")
    .flatMap((group) => (group.includes(".") ? dottedGroups(group) : [parseInt(group, 16)]));
}

function dottedGroups(dotted: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}
