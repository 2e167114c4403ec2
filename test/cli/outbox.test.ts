import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWithStore } from "../../src/app.ts";
import { run } from "../../src/cli/run.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT } from "../support/a-notice.ts";
import { alertOf, anEntry, aNoticeEntry, aPoll, POLLED_AT } from "../support/a-poll.ts";
import { aConfig } from "../support/an-app.ts";
import { anIo } from "../support/an-io.ts";

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
