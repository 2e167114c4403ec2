import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWithStore } from "../../src/app.ts";
import { run } from "../../src/cli/run.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aFailingNotice, aNoticedFeed, NOTICED_AT } from "../support/a-notice.ts";
import { aNoticeEntry } from "../support/a-poll.ts";
import { aConfig } from "../support/an-app.ts";
import { anIo } from "../support/an-io.ts";

/** What `vigie outbox list` prints about one message to operators. */
async function listed(...words: readonly string[]): Promise<readonly string[]> {
  const folder = await aConfigFolder();
  const data = join(folder, "..", "data");
  const opened = await openWithStore(aConfig(), { mode: "write", dataDirectory: data }, {});
  if (opened.kind !== "ready") throw new Error(opened.kind);
  const feed = aNoticedFeed({ name: "Harbour\u001B[31m News" });
  await opened.app.store.commitNotices([aNoticeEntry("a", { notices: [aFailingNotice({ feed })] })]);
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
});
