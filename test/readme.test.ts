import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig, loadProfiles } from "../src/config/load.ts";
import { testProfile } from "../src/profile/test-profile.ts";
import { aWorkplace } from "./support/a-program.ts";

/** The fenced blocks of a language, in the order of the page. */
function blocks(page: string, language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(
    (match) => match[1] ?? "",
  );
}

describe("what the README shows", () => {
  let readme: string;
  let folder: string;

  beforeAll(async () => {
    readme = await readFile("README.md", "utf8");
    folder = await mkdtemp(path.join(tmpdir(), "vigie-readme-"));
    await mkdir(path.join(folder, "profiles"));
    const [settings = "", profile = ""] = blocks(readme, "yaml");
    await writeFile(path.join(folder, "vigie.yaml"), settings);
    await writeFile(
      path.join(folder, "feeds.yaml"),
      "feeds: [{ url: https://example.org/feed, name: Example }]\n",
    );
    await writeFile(path.join(folder, "profiles", "night-trams.yaml"), profile);
  });

  afterAll(async () => await rm(folder, { recursive: true, force: true }));

  it("is a configuration that loads without an error", async () => {
    const loaded = await loadConfig({ directory: folder, env: {} });
    expect(loaded).toMatchObject({ kind: "loaded" });
  });

  it("is a profile whose own tests hold", async () => {
    const loaded = await loadProfiles(path.join(folder, "profiles"));
    expect(loaded.kind === "loaded" ? loaded.profiles.flatMap(testProfile) : loaded).toEqual([]);
  });

  it("is an alert that the demonstration really makes", async () => {
    const [, alert = ""] = /as it arrives in a Discord channel:\n\n```\n(.*?)```/s.exec(readme) ?? [];
    const place = await aWorkplace();
    const { code, out } = await place.run(["demo"]);
    await place.remove();
    expect(code).toBe(0);
    expect(alert.trim().length).toBeGreaterThan(100);
    expect(out).toContain(alert.trimEnd());
  });

  it("names only files and pages that exist", async () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.length).toBeGreaterThan(5);
    for (const link of links)
      await expect(readFile(link).catch((error) => error.code)).resolves.not.toBe("ENOENT");
  });
});
