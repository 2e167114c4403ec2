import { describe, expect, it } from "vitest";
import { Connectivity } from "../../src/model/connectivity.ts";
import { HostPauses } from "../../src/model/host-pauses.ts";
import { orderingDate } from "../../src/model/item.ts";
import { DAY, HOUR } from "../../src/model/time.ts";
import { aFeedState } from "../support/a-feed.ts";

const NOW = Date.UTC(2026, 2, 2, 12);

describe("the network is out of reach", () => {
  it("when as many different hosts as make half of all cannot be reached, one after the other", () => {
    const net = new Connectivity(6);
    net.note("a", "dns", NOW);
    net.note("a", "dns", NOW + 1);
    net.note("b", "connect", NOW + 2);
    expect(net.offlineSince).toBeUndefined();
    net.note("c", "timeout", NOW + 3);
    expect(net.offlineSince).toBe(NOW);
  });

  it("no more once one host answers, were it with an error", () => {
    const net = new Connectivity(4);
    for (const host of ["a", "b", "c"]) net.note(host, "dns", NOW);
    net.note("d", "http-500", NOW);
    expect(net.offlineSince).toBeUndefined();
  });

  it("by half of the hosts of another list once it has changed, and an outage does not end by that", () => {
    const net = new Connectivity(16);
    net.resize(6);
    for (const host of ["a", "b", "c"]) net.note(host, "dns", NOW);
    expect(net.offlineSince).toBe(NOW);
    net.resize(16);
    expect(net.offlineSince).toBe(NOW);
  });

  it("never for one who reads two hosts, nor because addresses are refused", () => {
    const net = new Connectivity(2);
    net.note("a", "dns", NOW);
    net.note("b", "dns", NOW);
    net.note("c", "blocked-address", NOW);
    expect(net.offlineSince).toBeUndefined();
  });
});

describe("the pause of a host", () => {
  it("is remembered by the states of feeds, and the longest counts", () => {
    const pauses = HostPauses.in([
      aFeedState({ pause: { host: "example.org", until: NOW + HOUR } }),
      aFeedState({ pause: { host: "example.org", until: NOW + 2 * HOUR } }),
    ]);
    expect(pauses.until("example.org", NOW)).toBe(NOW + 2 * HOUR);
    expect(pauses.until("example.net", NOW)).toBeUndefined();
    expect(pauses.until("example.org", NOW + 2 * HOUR)).toBeUndefined();
  });

  it("of a year was written under a clock that ran ahead, and is none", () => {
    const pauses = HostPauses.in([aFeedState({ pause: { host: "example.org", until: NOW + 365 * DAY } })]);
    expect(pauses.until("example.org", NOW)).toBeUndefined();
  });
});

describe("an item is ordered by", () => {
  it("its own date, when news can have it", () => {
    expect(orderingDate({ published: NOW - DAY, firstSeenAt: NOW })).toBe(NOW - DAY);
    expect(orderingDate({ published: NOW + HOUR, firstSeenAt: NOW })).toBe(NOW + HOUR);
  });

  it("when it was first seen, if it is said to be of 1970 or of next year", () => {
    expect(orderingDate({ published: 0, firstSeenAt: NOW })).toBe(NOW);
    expect(orderingDate({ published: NOW + 365 * DAY, firstSeenAt: NOW })).toBe(NOW);
    expect(orderingDate({ firstSeenAt: NOW })).toBe(NOW);
  });
});
