import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type App, openWithStore } from "../../src/app.ts";
import { giveOrder } from "../../src/cli/give-order.ts";
import { run } from "../../src/cli/run.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT } from "../support/a-notice.ts";
import { alertOf, anEntry, aNoticeEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aConfig } from "../support/an-app.ts";
import { anIo, type KeptIo } from "../support/an-io.ts";

/** What `vigie outbox list` prints about one message to operators. */
async function listed(...words: readonly string[]): Promise<readonly string[]> {
  const feed = aNoticedFeed({ name: "Harbour\u001B[31m News" });
  return await listedOf({ messages: [aNoticeEntry("a", { notices: [aFailingNotice({ feed })] })] }, ...words);
}

/** What it prints about what a poll has left. */
async function listedOf(
  poll: Parameters<typeof aPoll>[0],
  ...words: readonly string[]
): Promise<readonly string[]> {
  const folder = await aConfigFolder();
  const data = join(folder, "..", "data");
  const opened = await openWithStore(aConfig(), { mode: "write", dataDirectory: data }, {});
  if (opened.kind !== "ready") throw new Error(opened.kind);
  await opened.app.store.commitPoll(aPoll(poll));
  await opened.app.close();
  const io = anIo({ env: { HOOK } });
  expect(await run(["outbox", "list", ...words, "--config", folder, "--data", data], io)).toBe(0);
  return io.outLines;
}

/** A data directory with three messages, `message-a` given up; whoever writes to it has it open. */
async function anOutbox() {
  const folder = await aConfigFolder();
  const data = join(folder, "..", "data");
  const open = async (): Promise<App> => {
    const opened = await openWithStore(aConfig(), { mode: "write", dataDirectory: data }, {});
    if (opened.kind !== "ready") throw new Error(opened.kind);
    onTestFinished(async () => await opened.app.close());
    return opened.app;
  };
  const app = await open();
  const names = ["a", "b", "c"];
  const messages = names.map((name) =>
    anEntry(name, name === "a" ? { state: "dead", endedAt: POLLED_AT } : {}),
  );
  await app.store.commitPoll(aPoll({ alerts: names.map((name) => alertOf(name)), messages }));
  const states = (of: App) => of.store.outbox().map(({ state }) => state);
  const vigie = async (...words: readonly string[]): Promise<{ code: number; io: KeptIo }> => {
    const io = anIo({ env: { HOOK } });
    const code = await run(["outbox", ...words, "--config", folder, "--data", data], io);
    return { code, io };
  };
  return { folder, data, app, open, states, vigie };
}

describe("vigie outbox retry and drop", () => {
  it("while a worker runs leave it to the worker, and say what came of it", async () => {
    const { app, states, vigie } = await anOutbox();
    const stop = new AbortController();
    const work = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        await app.takeOrders();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const command = vigie("retry", "message-a").finally(() => stop.abort());
    await work();
    const { code, io } = await command;
    expect([code, io.outLines, io.errLines]).toEqual([0, ["message-: queued again"], []]);
    expect(states(app)).toEqual(["pending", "pending", "pending"]);
  });

  it("keep an order for later that no worker takes, and do it before any that comes after", async () => {
    const { folder, data, app, open, states, vigie } = await anOutbox();
    const io = anIo({ env: { HOOK } });
    let code = -1;
    const session = {
      io,
      version: "0",
      signal: AbortSignal.abort(),
      end: (given: number) => void (code = given),
    };
    await giveOrder(session, { config: folder, data }, { verb: "retry", prefixes: ["message-a"] });
    expect(code).toBe(0);
    expect(io.outLines.join(" ")).toMatch(/Not done yet.*\(process \d+ on .*\).*within a minute/);
    expect(states(app)).toEqual(["dead", "pending", "pending"]);
    await app.close();
    expect((await vigie("drop", "message-a")).io.outLines).toEqual(["message-: dropped"]);
    const again = await open();
    await again.takeOrders();
    expect(states(again)).toEqual(["dropped", "pending", "pending"]);
  });

  it("do nothing of an order that names what is not there, or more than one, and say so", async () => {
    const { app, states, vigie } = await anOutbox();
    const beside = await vigie("drop", "message-a", "nothing", "mess");
    await app.close();
    for (const { code, io } of [beside, await vigie("drop", "message-a", "nothing", "mess")]) {
      expect(code).toBe(1);
      expect(io.errLines).toEqual([
        "nothing: no such message",
        "mess: 3 messages begin so",
        "Nothing was changed.",
      ]);
    }
    expect(states(app)).toEqual(["dead", "pending", "pending"]);
  });

  it("say of each message what keeps it from being retried", async () => {
    const { app, vigie } = await anOutbox();
    await app.close();
    const { code, io } = await vigie("retry", "message-a", "message-b");
    expect([code, io.outLines, io.errLines]).toEqual([
      1,
      ["message-: queued again"],
      ["message-: is pending, so there is nothing to retry"],
    ]);
  });
});

describe("vigie outbox list", () => {
  it("says in words what a waiting notice tells, whatever its feed is called", async () => {
    const [, line] = await listed();
    expect(line).toContain("message- ");
    expect(line).toContain("notice: Harbour [31m News cannot be read");
  });

  it("gives a program the notice whole, with its times in ISO 8601", async () => {
    const [line = ""] = await listed("--json");
    const at = new Date(NOTICED_AT).toISOString().replace(".000", "");
    expect(JSON.parse(line)).toMatchObject({
      title: "notice: Harbour\u001B[31m News cannot be read: the server did not answer in time",
      notices: [{ kind: "feed-failing", at, since: "2026-03-01T21:06:00Z", feed: { id: "harbour-news" } }],
    });
  });

  it("says of a summary why there is one and how many alerts it holds", async () => {
    const alerts = [alertOf("a"), alertOf("b")];
    const flood = { cause: { kind: "flood", source: "Harbour News" }, place: { part: 1, of: 3 } } as const;
    const messages = [anEntry("a", { alertIds: ["alert-a", "alert-b"], summary: flood })];
    const [, line] = await listedOf({ alerts, messages });
    expect(line).toContain("summary 1/3 of Harbour News: 2 alerts, Night tram");
    const backlog = { cause: { kind: "backlog", since: POLLED_AT } } as const;
    const waited = [anEntry("a", { alertIds: ["alert-a", "alert-b"], summary: backlog })];
    const [json = ""] = await listedOf({ alerts, messages: waited }, "--json");
    expect(JSON.parse(json)).toMatchObject({
      title: "summary of a backlog: 2 alerts, Night trams return to the harbour",
      summary: { cause: { kind: "backlog", since: "2026-03-02T09:06:00Z" } },
      alertIds: ["alert-a", "alert-b"],
    });
  });
});
