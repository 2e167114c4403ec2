import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressVerdict, blockedDetail, parseCidrs } from "../../src/fetch/address-guard.ts";
import type { Cidr } from "../../src/fetch/ip-address.ts";

/** What is closed in IPv4, as first and last address: an own list, so that the guard's table is checked by another. */
const CLOSED_V4: readonly (readonly [first: string, last: string])[] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];

/** Blocks inside the global unicast range of IPv6 that are closed, as first and last 32 bits. */
const CLOSED_V6_HEADS: readonly (readonly [first: number, last: number])[] = [
  [0x2001_0000, 0x2001_01ff],
  [0x2001_0db8, 0x2001_0db8],
  [0x2002_0000, 0x2002_ffff],
  [0x3fff_0000, 0x3fff_0fff],
];

function numberOf(ip: string): number {
  return ip.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

function isClosedV4(value: number): boolean {
  return CLOSED_V4.some(([first, last]) => value >= numberOf(first) && value <= numberOf(last));
}

function isClosedV6Head(head: number): boolean {
  const isGlobalUnicast = head >= 0x2000_0000 && head <= 0x3fff_ffff;
  return !isGlobalUnicast || CLOSED_V6_HEADS.some(([first, last]) => head >= first && head <= last);
}

function hex(value: number): string {
  return value.toString(16);
}

function v6(head: number, tail: readonly number[]): string {
  return [head >>> 16, head & 0xffff, ...tail].map(hex).join(":");
}

function allowing(...texts: string[]): readonly Cidr[] {
  const reading = parseCidrs(texts);
  return reading.kind === "ok" ? reading.cidrs : [];
}

/** Any address, but most often one beside a boundary. */
const anyV4 = fc.oneof(
  fc.nat({ max: 0xffff_ffff }),
  fc
    .tuple(fc.constantFrom(...CLOSED_V4.flat().map(numberOf)), fc.integer({ min: -2, max: 2 }))
    .map(([edge, step]) => Math.min(Math.max(edge + step, 0), 0xffff_ffff)),
);
const anyHead = fc.oneof(
  fc.nat({ max: 0xffff_ffff }),
  fc
    .tuple(
      fc.constantFrom(0x2000_0000, 0x3fff_ffff, ...CLOSED_V6_HEADS.flat()),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([edge, step]) => edge + step),
);
const anyTail = fc.array(fc.nat({ max: 0xffff }), { minLength: 6, maxLength: 6 });

describe("the address guard", () => {
  it.each(CLOSED_V4)("closes %s to %s, both ends included", (first, last) => {
    expect(addressVerdict(first, [])).toBe("blocked");
    expect(addressVerdict(last, [])).toBe("blocked");
  });

  it.each([
    ["8.8.8.8", "ok"],
    ["1.1.1.1", "ok"],
    ["9.255.255.255", "ok"],
    ["11.0.0.0", "ok"],
    ["100.63.255.255", "ok"],
    ["100.128.0.0", "ok"],
    ["172.15.255.255", "ok"],
    ["172.32.0.0", "ok"],
    ["192.0.1.0", "ok"],
    ["223.255.255.255", "ok"],
    ["169.254.169.254", "blocked"],
    ["2606:4700:4700::1111", "ok"],
    ["2a00:1450:4007:80e::200e", "ok"],
    ["2001:200::1", "ok"],
    ["::", "blocked"],
    ["::1", "blocked"],
    ["::7f00:1", "blocked"],
    ["::ffff:127.0.0.1", "blocked"],
    ["::ffff:7f00:1", "blocked"],
    ["0:0:0:0:0:ffff:a00:1", "blocked"],
    ["::ffff:8.8.8.8", "ok"],
    ["64:ff9b::8.8.8.8", "ok"],
    ["64:ff9b::7f00:1", "blocked"],
    ["64:ff9b::169.254.169.254", "blocked"],
    ["64:ff9b:1::808:808", "blocked"],
    ["100::1", "blocked"],
    ["2001::1", "blocked"],
    ["2001:db8::1", "blocked"],
    ["2002:7f00:1::1", "blocked"],
    ["2002:808:808::1", "blocked"],
    ["3fff::1", "blocked"],
    ["5f00::1", "blocked"],
    ["fd00::1", "blocked"],
    ["fe80::1", "blocked"],
    ["fec0::1", "blocked"],
    ["ff02::1", "blocked"],
  ])("judges %s as %s", (ip, verdict) => {
    expect(addressVerdict(ip, [])).toBe(verdict);
  });

  it.each([
    "",
    "localhost",
    "127.1",
    "0x7f000001",
    "2130706433",
    "010.0.0.1",
    "8.8.8.8.",
    " 8.8.8.8",
    "8.8.8.8/32",
    "[::1]",
    "::1%lo",
    "2606:4700::1%eth0",
    "1:2:3",
    "8.8.8.8\n",
  ])("fails closed on %j, which is not an address", (text) => {
    expect(addressVerdict(text, allowing("0.0.0.0/0", "::/0"))).toBe("blocked");
  });

  it("agrees with the list of closed IPv4 blocks on every address, boundaries above all", () => {
    fc.assert(
      fc.property(anyV4, (value) => {
        expect(addressVerdict(dotted(value), [])).toBe(isClosedV4(value) ? "blocked" : "ok");
      }),
      { numRuns: 1000 },
    );
  });

  it("judges an IPv4 address in a mapped or NAT64 address as itself", () => {
    fc.assert(
      fc.property(anyV4, fc.constantFrom("::ffff:", "64:ff9b::"), (value, wrapping) => {
        const groups = `${hex(value >>> 16)}:${hex(value & 0xffff)}`;
        const verdict = isClosedV4(value) ? "blocked" : "ok";
        expect(addressVerdict(wrapping + dotted(value), [])).toBe(verdict);
        expect(addressVerdict(wrapping + groups, [])).toBe(verdict);
      }),
    );
  });

  it("opens of IPv6 only global unicast, without the blocks set apart in it", () => {
    fc.assert(
      fc.property(anyHead, anyTail, (head, tail) => {
        // The wrapped forms have their own law above.
        fc.pre(head !== 0x0000_0000 && head !== 0x0064_ff9b);
        expect(addressVerdict(v6(head, tail), [])).toBe(isClosedV6Head(head) ? "blocked" : "ok");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("an allowed address", () => {
  it("is open, and its neighbours stay closed", () => {
    const allow = allowing("127.0.0.1/32", "fd00::5/128");
    expect(addressVerdict("127.0.0.1", allow)).toBe("ok");
    expect(addressVerdict("fd00::5", allow)).toBe("ok");
    for (const neighbour of ["127.0.0.0", "127.0.0.2", "0.0.0.0", "::1", "fd00::4", "fd00::6"]) {
      expect(addressVerdict(neighbour, allow)).toBe("blocked");
    }
  });

  it("leaves its spellings in the other family closed", () => {
    const allow = allowing("127.0.0.1/32", "0.0.0.0/0");
    expect(addressVerdict("::ffff:127.0.0.1", allow)).toBe("blocked");
    expect(addressVerdict("64:ff9b::7f00:1", allow)).toBe("blocked");
    expect(addressVerdict("127.0.0.1", allowing("::/0"))).toBe("blocked");
    expect(addressVerdict("::ffff:127.0.0.1", allowing("::ffff:127.0.0.1/128"))).toBe("ok");
  });

  it("opens a whole block, to its last address and no further", () => {
    const allow = allowing("172.20.0.0/14", "fd12:3456::/32");
    expect(
      ["172.20.0.0", "172.23.255.255", "fd12:3456:ffff::1"].map((ip) => addressVerdict(ip, allow)),
    ).toEqual(["ok", "ok", "ok"]);
    expect(["172.19.255.255", "172.24.0.0", "fd12:3457::"].map((ip) => addressVerdict(ip, allow))).toEqual([
      "blocked",
      "blocked",
      "blocked",
    ]);
  });
});

describe("a list of address blocks", () => {
  it("takes blocks and bare addresses of both families", () => {
    expect(parseCidrs(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0"])).toMatchObject({
      kind: "ok",
      cidrs: [{ prefix: 32 }, { prefix: 8 }, { prefix: 128 }, { prefix: 8 }, { prefix: 0 }],
    });
  });

  it("names every text that is no block", () => {
    const wrong = [
      "10.0.0.0/33",
      "10.0.0.0/",
      "10.0.0/8",
      "::/129",
      "localhost",
      "10.0.0.0/-1",
      "10.0.0.0/8.5",
      "10.0.0.0/8/8",
      "",
      "10.0.0.0/ 8",
    ];
    expect(parseCidrs(["10.0.0.0/8", ...wrong])).toEqual({ kind: "invalid", texts: wrong });
  });
});

describe("the refusal of an address", () => {
  it("names the address and the line that opens it alone", () => {
    expect(blockedDetail("bridge.example.org", "172.20.0.5")).toContain(
      "bridge.example.org is at 172.20.0.5",
    );
    expect(blockedDetail("bridge.example.org", "172.20.0.5")).toContain(
      '- "172.20.0.5/32" under network.allowAddresses',
    );
    expect(blockedDetail("fd00::5", "fd00::5")).toContain('- "fd00::5/128" under network.allowAddresses');
  });

  it("suggests a line that works", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (ip) => {
        const suggested = /"([^"]+)"/u.exec(blockedDetail("host.example.org", ip))?.[1] ?? "";
        expect(addressVerdict(ip, allowing(suggested))).toBe("ok");
      }),
    );
  });
});
