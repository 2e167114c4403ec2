import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { openFeedbackFile } from "../../src/store/feedback/feedback-file.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aPoll, alertOf, anArchivedItem, anEntry } from "../support/a-poll.ts";
import { openIn } from "../support/a-store-directory.ts";
import { anIo } from "../support/an-io.ts";

const TRAMS = `id: trams
name: Trams
destinations: [desk]
concepts:
  # the thing
  tram: { weight: 70, any: [tram] }
  town:
    role: context   # who decides
    any: [mairie]
`;

const ALERT = anArchivedItem("alert", { title: "Le tram revient, dit la mairie" });
const OTHER = anArchivedItem("other", { title: "Rien de neuf ce matin" });

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A configuration and an archive of two items; `vigie` runs a command on them. */
async function aPlace(profile = TRAMS): Promise<{
  readonly folder: string;
  readonly data: string;
  readonly vigie: (...words: readonly string[]) => Promise<Ended>;
}> {
  const folder = await aConfigFolder({ "profiles/trams.yaml": profile });
  const data = join(folder, "..", "data");
  const store = await openIn(data);
  await store.commitPoll(
    aPoll({
      items: [ALERT, OTHER],
      alerts: [
        alertOf("one", {
          story: {
            id: "s",
            title: "",
            itemId: "item-alert",
            feedId: "example",
            source: "Example",
            firstSeenAt: 0,
          },
        }),
      ],
    }),
  );
  await store.close();
  return {
    folder,
    data,
    async vigie(...words) {
      const io = anIo({ env: { HOOK } });
      const code = await run([...words, "--config", folder, "--data", data], io);
      return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
    },
  };
}

describe("vigie feedback", () => {
  it("keeps a vote on an item by its link, its id or its alert's, also while a worker holds the store", async () => {
    const { data, vigie } = await aPlace();
    const worker = await openIn(data);
    const { code, out } = await vigie(
      "feedback",
      "down",
      "https://example.org/alert",
      "item-alert",
      "alert-one",
    );
    await worker.close();
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "trams: down for “Le tram revient, dit la mairie” (89 of 50, an alert), by operator",
      "trams: down for “Le tram revient, dit la mairie” (89 of 50, an alert), by operator; it stood already",
      "trams: down for “Le tram revient, dit la mairie” (89 of 50, an alert), by operator; it stood already",
    ]);
    expect((await openFeedbackFile(data).read()).records).toHaveLength(1);
  });

  it("takes the id of a message as it is listed, and asks which item is meant of one that tells of several", async () => {
    const { data, vigie } = await aPlace();
    const store = await openIn(data);
    const other = alertOf("two");
    const both = anEntry("both", { id: "5c5c5c5c", alertIds: ["alert-one", "alert-two"] });
    await store.commitPoll(aPoll({ alerts: [other] }));
    await store.commitNotices([anEntry("one", { id: "77b012aa0000000000000000" }), both]);
    await store.close();
    expect(await vigie("feedback", "up", "77b012aa")).toMatchObject({
      code: 0,
      out: "trams: up for “Le tram revient, dit la mairie” (89 of 50, an alert), by operator",
    });
    const unclear = await vigie("feedback", "up", "5c5c5c5c");
    expect(unclear.code).toBe(2);
    expect(unclear.err.split("\n")[0]).toBe("5c5c5c5c tells of several items; vote on one of them:");
    expect(unclear.err).toContain(other.story.link ?? other.story.itemId);
  });

  it("lets a reader change his mind, and lists both votes with the one that counts", async () => {
    const { vigie } = await aPlace();
    await vigie("feedback", "up", "item-alert", "--reader", "alex");
    expect((await vigie("feedback", "down", "item-alert", "--reader", "alex")).out).toContain("; it was up");
    const [, newest, oldest] = (await vigie("feedback", "list")).out.split("\n");
    expect(newest).toMatch(/^now +trams +alex +down +yes +89\/50 +Le tram revient/u);
    expect(oldest).toMatch(/^now +trams +alex +up +no /u);
  });

  it("takes a vote on a silent item for a profile that is named, and asks for one that is not", async () => {
    const { vigie } = await aPlace();
    const asked = await vigie("feedback", "up", "item-other");
    expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--profile ID") });
    const named = await vigie("feedback", "up", "item-other", "--profile", "trams");
    expect(named.out).toBe("trams: up for “Rien de neuf ce matin” (0 of 50, silent), by operator");
  });

  it("says what it does not know: an item, a profile, a reader", async () => {
    const { data, vigie } = await aPlace();
    expect(await vigie("feedback", "up", "https://example.org/none")).toMatchObject({
      code: 1,
      err: expect.stringContaining("https://example.org/none was not seen in any feed"),
    });
    expect(await vigie("feedback", "up", "item-alert", "--profile", "tram")).toMatchObject({
      code: 2,
      err: "No profile has the id tram; there are: trams.",
    });
    expect((await vigie("feedback", "up", "item-alert", "--reader", " ")).err).toMatch(
      /^--reader: expected a name/u,
    );
    expect((await openFeedbackFile(data).read()).records).toEqual([]);
  });

  it("says when a piece of the log cannot be read", async () => {
    const { data, vigie } = await aPlace();
    await writeFile(join(data, "feedback.ndjson"), "half a line");
    const { out, err } = await vigie("feedback", "list");
    expect(out).toBe("No votes yet.");
    expect(err).toMatch(/^One piece of feedback\.ndjson cannot be read and does not count/u);
  });
});

describe("vigie profile learn", () => {
  it("shows precision, a diff and its effect, and changes nothing until it is told to", async () => {
    const { folder, vigie } = await aPlace();
    await vigie("feedback", "down", "item-alert");
    const { code, out } = await vigie("profile", "learn", "trams");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "trams: 1 vote of 1 reader; precision 0 % (0 of 1) of voted alerts",
      "",
      "CONCEPT  WEIGHT   PRECISION     VOTES",
      "tram     70 → 45  0 % (0 of 1)  0 up, 1 down",
      "town     25 → 13  0 % (0 of 1)  0 up, 1 down",
      "",
      `--- ${folder}/profiles/trams.yaml`,
      `+++ ${folder}/profiles/trams.yaml`,
      "@@ -3,7 +3,8 @@",
      " destinations: [desk]",
      " concepts:",
      "   # the thing",
      "-  tram: { weight: 70, any: [tram] }",
      "+  tram: { weight: 45, any: [tram] }",
      "   town:",
      "+    weight: 13",
      "     role: context   # who decides",
      "     any: [mairie]",
      "",
      "Of 2 archived items 1 would alert instead of 1: 0 gained, 0 lost.",
      "",
      `Nothing was changed. \`vigie profile learn trams --apply\` writes these weights to ${folder}/profiles/trams.yaml.`,
    ]);
    expect(await readFile(join(folder, "profiles/trams.yaml"), "utf8")).toBe(TRAMS);
  });

  it("claims no precision where no alert was voted on", async () => {
    const { vigie } = await aPlace();
    await vigie("feedback", "up", "item-other", "--profile", "trams");
    const [headline] = (await vigie("profile", "learn", "trams")).out.split("\n");
    expect(headline).toBe("trams: 1 vote of 1 reader; none on an alert; 1 of 1 voted silence was wanted");
  });

  it("writes what it proposed once, and takes it back after a reset", async () => {
    const { folder, vigie } = await aPlace();
    const written = async (): Promise<string> => await readFile(join(folder, "profiles/trams.yaml"), "utf8");
    await vigie("feedback", "down", "item-alert");
    expect((await vigie("profile", "learn", "trams", "--apply")).out).toContain("Written to ");
    const after = TRAMS.replace("70", "45").replace("    role", "    weight: 13\n    role");
    expect(await written()).toBe(after);
    const again = JSON.parse((await vigie("profile", "learn", "trams", "--apply", "--json")).out);
    expect(again).toMatchObject({ votes: 1, weights: [], diff: "", applied: false });
    expect(await written()).toBe(after);
    await vigie("profile", "learn", "trams", "--reset", "--apply");
    expect(await written()).toBe(after.replace("45", "70").replace("13", "25"));
  });

  it("refuses what would fail the profile's own tests, and says which", async () => {
    const tested = `${TRAMS}tests:\n  - { title: Rien, summary: Le tram revient, expect: alert }\n`;
    const { folder, data, vigie } = await aPlace(tested);
    await vigie("feedback", "down", "item-alert");
    const { code, err } = await vigie("profile", "learn", "trams", "--apply");
    expect(code).toBe(1);
    expect(err).toContain(
      "trams: its test “Rien” would fail: it stays silent, 5 points short of the threshold",
    );
    expect(await readFile(join(folder, "profiles/trams.yaml"), "utf8")).toBe(tested);
    expect((await openFeedbackFile(data).read()).records).toHaveLength(1);
  });

  it("says so when there is nothing to learn from, or no such profile", async () => {
    const { vigie } = await aPlace();
    expect((await vigie("profile", "learn", "trams")).out).toMatch(/^trams: no votes to learn from yet/u);
    expect(await vigie("profile", "learn", "trma")).toMatchObject({
      code: 2,
      err: "No profile has the id trma; there are: trams.",
    });
  });
});
