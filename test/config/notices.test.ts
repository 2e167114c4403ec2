import { describe, expect, it } from "vitest";
import { complaints, HOOK, sound } from "../support/a-config-folder.ts";

const DESTINATIONS = `destinations:
  desk: { kind: discord-webhook, url: "\${HOOK}" }
  morning: { kind: email, mode: digest, at: "08:00", to: [ada@example.org] }
mail: { smtp: smtp://mail.example.org, from: vigie@example.org }
`;

/** What is said of `notices:` with a value. */
async function said(value: string, env: Record<string, string> = { HOOK }): Promise<string[]> {
  return complaints({ "vigie.yaml": `${DESTINATIONS}notices: ${value}\n` }, env);
}

describe("where operators are told of trouble", () => {
  it("is nowhere unless the configuration says so", async () => {
    expect((await sound()).notices).toEqual([]);
  });

  it("is at the destinations that it names", async () => {
    const { notices } = await sound({ "vigie.yaml": `${DESTINATIONS}notices: [desk]\n` });
    expect(notices).toEqual(["desk"]);
  });

  it("is a destination that exists", async () => {
    expect(await said("[desk, dsk]")).toEqual([
      'error config/vigie.yaml:5:17 notices[1]: no destination of this name; did you mean "desk"?',
    ]);
    expect(await said("[elsewhere]")).toEqual([
      "error config/vigie.yaml:5:11 notices[0]: no destination of this name; known: desk, morning",
    ]);
  });

  it("is not a digest, which may come when the trouble is over", async () => {
    expect(await said("[morning]")).toEqual([
      "error config/vigie.yaml:5:11 notices[0]: is a digest, which comes at its own hour: name a Discord channel, or a mailing with mode: alert",
    ]);
  });

  it("may be a destination that is off for now", async () => {
    expect(await said("[desk]", {})).toEqual([expect.stringContaining("this destination is off")]);
  });

  it("is a list of names", async () => {
    expect(await said("desk")).toEqual([
      'error config/vigie.yaml:5:10 notices: expected a list of destinations, such as [desk], found "desk"',
    ]);
    expect(await said("[7, '']")).toEqual([
      expect.stringContaining("notices[0]: expected an id of letters, digits, - and _, at most 64"),
      expect.stringContaining("notices[1]: expected an id of letters, digits, - and _, at most 64"),
    ]);
  });
});
