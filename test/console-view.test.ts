import { describe, expect, it } from "vitest";
import { consoleView, type Vitals } from "../src/console-view.ts";
import type { OutboxEntry } from "../src/model/delivery.ts";
import { HOUR, MINUTE, SECOND } from "../src/model/time.ts";
import { Lanes } from "../src/queue/lanes.ts";
import { createMemoryStore } from "../src/store/memory-store.ts";
import type { WorkerDeps } from "../src/worker.ts";
import { aLog } from "./support/a-log.ts";
import { alertOf, anEntry, aPoll } from "./support/a-poll.ts";
import { aConfig } from "./support/an-app.ts";

const NOW = Date.UTC(2026, 2, 2, 12, 0);

function depsOf(given: Partial<WorkerDeps> = {}): WorkerDeps {
  return {
    config: aConfig(),
    store: createMemoryStore(),
    clock: { now: () => NOW },
    log: aLog(),
    poll: () => Promise.reject(new Error("not here")),
    drain: () => Promise.reject(new Error("not here")),
    unrecorded: new Map<string, number>(),
    lanes: new Lanes(1),
    underWay: new Set<string>(),
    ...given,
  };
}

async function healthWith(vitals: Partial<Vitals> = {}, given: Partial<WorkerDeps> = {}) {
  const deps = depsOf(given);
  const sound = { lastBeatAt: NOW, problems: [], notInForce: [] };
  const view = consoleView(
    () => deps,
    () => ({ ...sound, ...vitals }),
    "1.2.3",
  );
  const { ready, checks } = view.health();
  return { ready, ailing: checks.filter(({ ok }) => !ok) };
}

/** A store in which a message of `researchers` has these fields. */
async function aStoreWith(entry: Partial<OutboxEntry>) {
  const store = createMemoryStore();
  const messages = [anEntry("tram", entry)];
  await store.commitPoll(aPoll({ alerts: [alertOf("tram")], messages }));
  return store;
}

describe("readiness", () => {
  it("is there while the schedule beats and nothing has failed", async () => {
    expect(await healthWith({ lastBeatAt: NOW - 14 * SECOND })).toEqual({ ready: true, ailing: [] });
  });

  it("ends when the schedule stands still for a minute", async () => {
    expect(await healthWith({ lastBeatAt: NOW - MINUTE })).toMatchObject({
      ready: false,
      ailing: [{ name: "schedule", detail: "last beat 60 s ago" }],
    });
  });

  it("ends when a round has given no sign of life for longer than any poll may take", async () => {
    expect((await healthWith({ pollingSince: NOW - 10 * MINUTE })).ready).toBe(true);
    expect(await healthWith({ pollingSince: NOW - 16 * MINUTE })).toMatchObject({
      ready: false,
      ailing: [{ name: "polling" }],
    });
  });

  it("allows a round the pause of the slowest host", async () => {
    const config = aConfig();
    const hosts = [{ host: "slow.example.org", connections: 1, gapMs: HOUR }];
    const patient = { config: { ...config, network: { ...config.network, hosts } } };
    expect((await healthWith({ pollingSince: NOW - HOUR }, patient)).ready).toBe(true);
  });

  it("ends when an attempt at a delivery never ended", async () => {
    const claimed = { state: "claimed", lastAttemptAt: NOW - 20 * MINUTE } as const;
    expect(await healthWith({}, { store: await aStoreWith(claimed) })).toMatchObject({
      ready: false,
      ailing: [{ name: "sending", detail: "1 attempts without an ending" }],
    });
  });

  it("stays when a destination refuses: that is told, and vigie does its work", async () => {
    const store = await aStoreWith({ lastError: "404: no such webhook" });
    expect((await healthWith({}, { store })).ready).toBe(true);
  });

  it("ends while something that happened cannot be recorded, and says what", async () => {
    const unrecorded = new Map([["example", NOW]]);
    const problems = ["drain: StoreFullError: the disk is full"];
    expect(await healthWith({ problems }, { unrecorded })).toMatchObject({
      ready: false,
      ailing: [
        { name: "worker", detail: "drain: StoreFullError: the disk is full; 1 polls could not be recorded" },
      ],
    });
  });

  it("stays while an edit is refused: what was there before is in force, and the page says why", async () => {
    const notInForce = ["the files are refused", "profiles/trams.yaml is not in force"];
    expect(await healthWith({ notInForce })).toEqual({
      ready: true,
      ailing: [{ name: "configuration", ok: false, detail: notInForce.join("; ") }],
    });
  });

  it("is not misled by a clock that was set back", async () => {
    expect((await healthWith({ lastBeatAt: NOW + HOUR })).ready).toBe(true);
  });
});

describe("the page", () => {
  it("speaks the language and the time of the configuration in force, and shows its feeds and destinations", () => {
    const parts = { ...depsOf(), config: aConfig({ language: "en", timezone: "Europe/Paris" }) };
    let now = parts;
    const view = consoleView(
      () => now,
      () => ({ lastBeatAt: NOW, problems: [], notInForce: [] }),
      "1.2.3",
    );
    now = { ...parts, config: aConfig({ language: "fr", timezone: "UTC", feeds: [], destinations: [] }) };
    expect([view.language, view.timezone, view.feeds(), view.destinations()]).toEqual(["fr", "UTC", [], []]);
  });
});
