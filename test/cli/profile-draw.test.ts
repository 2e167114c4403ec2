import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { openStore } from "../../src/store/open-store.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aLog } from "../support/a-log.ts";
import { anArchivedTitle } from "../support/an-archive.ts";
import { anIo, type KeptIo } from "../support/an-io.ts";
import { aPoll } from "../support/a-poll.ts";

const ARTICLE = `Les navettes fluviales reviennent sur le fleuve

La mairie relance les navettes fluviales, deux ans après leur arrêt. Les navettes fluviales partiront toutes les dix minutes de
l’embarcadère Batobus, a dit la société Batobus.
Les usagers du fleuve attendent aussi des navettes fluviales électriques, que la société Batobus promet depuis longtemps.
`;

interface Drawn {
  readonly code: number;
  readonly io: KeptIo;
}

async function aPlace(): Promise<string> {
  const config = await aConfigFolder({});
  await mkdir(join(config, "../articles"));
  await writeFile(join(config, "../articles/ferries.txt"), ARTICLE);
  return config;
}

async function drawIn(config: string, ...more: readonly string[]): Promise<Drawn> {
  const io = anIo({ env: { HOOK } });
  const file = join(config, "../articles/ferries.txt");
  const code = await run(
    ["profile", "draw", file, ...more, "--config", config, "--data", join(config, "data")],
    io,
  );
  return { code, io };
}

it("writes drafts beside the profiles, with the record of the drawing, and says so", async () => {
  const config = await aPlace();
  const { code, io } = await drawIn(config);
  expect([code, io.errLines]).toEqual([0, []]);
  const names = await readdir(join(config, "profiles"));
  expect(names).toContain("navettes-fluviales.yaml");
  expect(names).toContain("drawing.md");
  const draft = await readFile(join(config, "profiles/navettes-fluviales.yaml"), "utf8");
  expect(draft).toContain("status: draft");
  expect(draft).toContain("- navettes fluviales");
  expect(io.outLines.join("\n")).toContain("1 draft, which alerts nobody, and drawing.md");
});

it("writes nothing over what is there, unless it is told to", async () => {
  const config = await aPlace();
  await drawIn(config);
  const file = join(config, "profiles/navettes-fluviales.yaml");
  await writeFile(file, "mine");
  const refused = await drawIn(config);
  expect(refused.code).toBe(2);
  expect(refused.io.errLines.join("\n")).toMatch(/navettes-fluviales\.yaml is there already[^]*--force/u);
  expect(await readFile(file, "utf8")).toBe("mine");
  expect((await drawIn(config, "--force")).code).toBe(0);
  expect(await readFile(file, "utf8")).toContain("status: draft");
});

it("prints drafts or JSON instead, and writes nothing", async () => {
  const config = await aPlace();
  const before = await readdir(join(config, "profiles"));
  const printed = await drawIn(config, "--stdout");
  expect(printed.io.outLines.join("\n")).toMatch(/^id: navettes-fluviales$/mu);
  const json = await drawIn(config, "--json");
  expect(JSON.parse(json.io.outLines.join("\n"))).toMatchObject({ drafts: [{ id: "navettes-fluviales" }] });
  expect(await readdir(join(config, "profiles"))).toEqual(before);
});

it("names every document that is neither a file nor an archived item, and ends with 2", async () => {
  const config = await aPlace();
  const { code, io } = await drawIn(config, "gone.txt", "no-such-id");
  expect(code).toBe(2);
  expect(io.errLines.join("\n")).toContain("gone.txt is neither a file");
  expect(io.errLines.join("\n")).toContain("no-such-id is neither a file");
});

it("says of a file with escape sequences in its name what is wrong with it, without them", async () => {
  const config = await aPlace();
  const file = join(config, "../articles/a\u001b[31m.txt");
  await writeFile(file, "");
  const { code, io } = await drawIn(config, file);
  expect([code, io.errLines]).toEqual([2, ["a [31m.txt is empty: there is no word in it"]]);
});

it("says that a folder cannot be written to, and ends with 74", async () => {
  const config = await aPlace();
  const { code, io } = await drawIn(config, "--out", join(config, "../articles/ferries.txt"));
  expect([code, io.errLines.join()]).toEqual([74, expect.stringMatching(/cannot be written to .*EEXIST/u)]);
});

it("draws from an item of the archive by its id, and weighs words by the archive", async () => {
  const config = await aPlace();
  const data = join(config, "data");
  const opened = await openStore({ directory: data, clock: { now: () => 0 }, log: aLog(), mode: "write" });
  if (opened.kind !== "open") throw new Error(opened.kind);
  const [title = "", , ...body] = ARTICLE.split("\n");
  const item = { ...anArchivedTitle(title, 7, 0), body: `${body.join(" ")} Le bac reste gratuit.` };
  await opened.store.commitPoll(aPoll({ items: [{ item, matches: [] }] }));
  await opened.store.close();
  const { code } = await drawIn(config, item.id);
  expect(code).toBe(0);
  const record = await readFile(join(config, "profiles/drawing.md"), "utf8");
  expect(record).toContain("item-7: fr");
  expect(record).toContain("the archive: 1 items");
});
