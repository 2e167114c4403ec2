import { mkdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/config/files/fingerprint.ts";
import { aConfigFolder } from "../support/a-config-folder.ts";

const PROFILE = "profiles/trams.yaml";

/** Whether the fingerprint of a folder is another one after the change. */
async function changesBy(change: (folder: string) => Promise<unknown>): Promise<boolean> {
  const folder = await aConfigFolder();
  const before = await fingerprint(folder);
  await change(folder);
  return (await fingerprint(folder)) !== before;
}

async function replace(folder: string, name: string, text: string): Promise<void> {
  await writeFile(join(folder, `${name}~`), text);
  await rename(join(folder, `${name}~`), join(folder, name));
}

describe("what the files of a configuration say changes", () => {
  it.each<[string, (folder: string) => Promise<unknown>]>([
    ["when a file is written over", (folder) => writeFile(join(folder, "feeds.yaml"), "feeds: []\n")],
    ["when a file is replaced by renaming", (folder) => replace(folder, PROFILE, "id: trams\n")],
    ["when a profile is added", (folder) => writeFile(join(folder, "profiles/buses.yaml"), "id: buses\n")],
    ["when a profile is removed", (folder) => rm(join(folder, PROFILE))],
    [
      "when a profile gets another name",
      (folder) => rename(join(folder, PROFILE), join(folder, "profiles/tramways.yaml")),
    ],
    ["when the folder of the profiles goes", (folder) => rm(join(folder, "profiles"), { recursive: true })],
    [
      "when tracking parameters come",
      (folder) => writeFile(join(folder, "tracking-params.yaml"), "parameters: []\n"),
    ],
    ["when a variable is set in .env", (folder) => writeFile(join(folder, "../.env"), "HOOK=x\n")],
    [
      "when a file becomes unreadable",
      async (folder) => {
        await rm(join(folder, "vigie.yaml"));
        await mkdir(join(folder, "vigie.yaml"));
      },
    ],
  ])("%s", async (_when, change) => {
    expect(await changesBy(change)).toBe(true);
  });
});

describe("what they say stays the same", () => {
  it.each<[string, (folder: string) => Promise<unknown>]>([
    ["while nothing happens", async () => {}],
    ["when a file is touched", (folder) => utimes(join(folder, "vigie.yaml"), 1, 1)],
    [
      "when a file is replaced by one with the same text",
      async (folder) => await replace(folder, PROFILE, await readFile(join(folder, PROFILE), "utf8")),
    ],
    [
      "when an editor leaves a file of its own beside",
      async (folder) => {
        for (const name of [".trams.yaml.swp", "trams.yaml~", ".#trams.yaml", "4913"])
          await writeFile(join(folder, "profiles", name), "half a text");
      },
    ],
  ])("%s", async (_when, change) => {
    expect(await changesBy(change)).toBe(false);
  });
});
