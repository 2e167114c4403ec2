import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { anIo } from "../support/an-io.ts";

const COMMANDS = [
  "start",
  "poll",
  "check",
  "parse",
  "match",
  "explain",
  "profile",
  "feeds",
  "deliver",
  "digest",
  "outbox",
  "demo",
];

describe("the command line", () => {
  it("lists every command, and each one's help has an example", async () => {
    const io = anIo();
    expect(await run(["--help"], io)).toBe(0);
    for (const name of COMMANDS) {
      expect(io.outLines.join("\n")).toContain(`  ${name}`);
      const own = anIo();
      expect(await run([name, "--help"], own)).toBe(0);
      expect(own.outLines.join("\n")).toContain("  $ ");
    }
  });

  it("answers a word it does not know with a suggestion and 2", async () => {
    const io = anIo();
    expect(await run(["pol"], io)).toBe(2);
    expect(io.errLines.join("\n")).toContain("poll");
  });

  it("answers an option it does not know with a suggestion and 2", async () => {
    const io = anIo();
    expect(await run(["check", "--jsn"], io)).toBe(2);
    expect(io.errLines.join("\n")).toContain("--json");
  });

  it("says where it looked when there is no configuration", async () => {
    const io = anIo();
    expect(await run(["check", "--config", "nowhere"], io)).toBe(2);
    expect(io.errLines.join("\n")).toContain("nowhere/vigie.yaml");
  });

  it.each([
    ["feeds", "list"],
    ["profile", "list"],
    ["profile", "show", "trams"],
    ["profile", "test"],
    ["profile", "lint"],
    ["profile", "backtest", "trams"],
    ["deliver", "test", "desk"],
    ["digest", "preview"],
    ["outbox", "list"],
    ["outbox", "retry", "3fa9c1"],
    ["outbox", "drop", "3fa9c1"],
  ])("lets no other configuration stand in for the one that was named: %s %s", async (...words) => {
    const io = anIo();
    expect(await run([...words, "--config", "nowhere"], io)).toBe(2);
    expect(io.errLines.join("\n")).toContain("nowhere/vigie.yaml");
  });
});
