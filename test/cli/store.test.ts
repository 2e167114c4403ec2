import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inBytes } from "../../src/cli/bytes.ts";
import { run } from "../../src/cli/run.ts";
import { anIo } from "../support/an-io.ts";
import { anAlertingPoll } from "../support/a-poll.ts";
import { aDirectory, openIn } from "../support/a-store-directory.ts";

async function vigie(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = anIo();
  const code = await run(["store", ...argv], io);
  return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
}

async function aStore(): Promise<string> {
  const directory = await aDirectory();
  const store = await openIn(directory);
  await store.commitPoll(anAlertingPoll("a"));
  await store.close();
  return directory;
}

describe("vigie store", () => {
  it("says how much is remembered, without a configuration when the directory is named", async () => {
    const { code, out } = await vigie("stats", "--data", await aStore());
    expect(code).toBe(0);
    expect(out).toMatch(/feeds +1\n.*remembered +1 key of/);
    expect(out).toMatch(/messages +1 pending\narchive +1 day, 2026-03-02 to 2026-03-02/);
    expect(out).toMatch(/1 log, 0 snapshots.*\ndisk .*\n.* KiB {2}log-0000000001\.ndjson/);
  });

  it("has nothing to migrate in a store of its own format", async () => {
    const { code, out } = await vigie("migrate", "--data", await aStore());
    expect([code, out]).toEqual([0, expect.stringContaining("the current one")]);
  });

  it("refuses with the way out: nothing there, a name that is taken, neither backup nor --previous", async () => {
    const directory = await aStore();
    expect(await vigie("verify", join(directory, "none"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is no store"),
    });
    expect(await vigie("backup", await aDirectory(), "--data", directory)).toMatchObject({
      code: 2,
      err: expect.stringContaining("give another name"),
    });
    expect(await vigie("restore", "--data", directory)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--previous"),
    });
  });

  it("says after a restore what may come twice, and gives it up when told so", async () => {
    const directory = await aStore();
    const backup = join(await aDirectory(), "backup");
    await vigie("backup", backup, "--data", directory);
    const { out } = await vigie("restore", backup, "--data", directory);
    expect(out).toMatch(
      /is as of transaction 2, 2026-03-02T09:06:00Z\.\nOpen in it, and perhaps sent since:\n {2}1 message to be sent: a bot looks .*\n.*--drop-open before vigie starts/,
    );
    const given = await vigie("restore", backup, "--drop-open", "--data", directory);
    expect([given.code, given.out]).toEqual([
      0,
      expect.stringContaining("1 message open in it, perhaps sent since: given up."),
    ]);
    expect((await vigie("stats", "--data", directory)).out).toMatch(/messages +1 dead/);
  });

  it("gives sizes for people", () => {
    expect([0, 1023, 1024, 1_500_000, 80 << 20].map(inBytes)).toEqual([
      "0 bytes",
      "1023 bytes",
      "1.0 KiB",
      "1.4 MiB",
      "80 MiB",
    ]);
  });
});
