import { chmod, lstat, readdir, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addFeedEntries, removeFeedEntries } from "../../src/config/edit/edit-feeds.ts";
import { replaceFile } from "../../src/config/files/replace-file.ts";
import { aConfigFolder } from "../support/a-config-folder.ts";

const FEEDS = `feeds:
  # the first
  - url: "https://\${USER:-me}@example.org/a"   # with a variable
  - { url: https://example.org/b, name: Bé }
`;

async function aPlace(feeds: string = FEEDS) {
  const directory = await aConfigFolder({ "feeds.yaml": feeds });
  const file = join(directory, "feeds.yaml");
  return { place: { directory, env: {} }, file, text: async () => await readFile(file, "utf8") };
}

describe("an edit of feeds.yaml", () => {
  it("adds a feed, and says which id it got", async () => {
    const { place, text } = await aPlace();
    const edit = await addFeedEntries(place, [{ url: "https://example.org/c", name: "Le Fil" }]);
    expect(edit).toMatchObject({ kind: "edited", feeds: [{ id: "le-fil", url: "https://example.org/c" }] });
    expect(await text()).toBe(`${FEEDS}  - { url: https://example.org/c, name: Le Fil }\n`);
  });

  it("removes what it added, to the byte", async () => {
    const { place, text } = await aPlace();
    await addFeedEntries(place, [
      { url: "https://example.org/c" },
      { url: "https://example.org/d", id: "d" },
    ]);
    const edit = await removeFeedEntries(place, ["example-org-c", "d"]);
    expect(edit).toMatchObject({ kind: "edited", feeds: [{ id: "example-org-c" }, { id: "d" }] });
    expect(await text()).toBe(FEEDS);
  });

  it("tries everything and writes nothing when asked to", async () => {
    const { place, text } = await aPlace();
    const edit = await addFeedEntries(place, [{ url: "https://example.org/c" }], true);
    expect(edit).toMatchObject({ kind: "edited", feeds: [{ id: "example-org-c" }] });
    expect(await text()).toBe(FEEDS);
  });

  it("warns of an address that is there already", async () => {
    const { place } = await aPlace();
    const edit = await addFeedEntries(place, [{ url: "http://www.example.org/b/", id: "twin" }]);
    expect(edit).toMatchObject({ kind: "edited", warnings: [{ path: "feeds[2].url" }] });
  });

  it.each([
    [{ url: "ftp://example.org/c" }, /^url: expected an address/u],
    [{ url: "https://example.org/c", every: "soon" }, /^every: expected a duration/u],
    [{ url: "https://example.org/c", id: "a b" }, /^id: expected an id/u],
    [{ url: "https://example.org/c", name: "${NOWHERE}" }, /^name: \$\{NOWHERE\} is not set/u],
  ])("refuses what a feed cannot be, in a sentence (%j)", async (draft, reason) => {
    const { place, text } = await aPlace();
    const edit = await addFeedEntries(place, [draft]);
    expect(edit).toMatchObject({ kind: "unfit", reasons: [expect.stringMatching(reason)] });
    expect(await text()).toBe(FEEDS);
  });

  it("refuses an id that would take the one of another feed away", async () => {
    const { place, text } = await aPlace();
    const edit = await addFeedEntries(place, [{ url: "https://example.org/c", id: "be" }]);
    expect(edit).toMatchObject({ kind: "refused", reason: expect.stringContaining("write “id: be”") });
    expect(await text()).toBe(FEEDS);
  });

  it("removes none when one is unknown", async () => {
    const { place, text } = await aPlace();
    expect(await removeFeedEntries(place, ["be", "gone"])).toEqual({ kind: "unknown", ids: ["gone"] });
    expect(await text()).toBe(FEEDS);
  });

  it("leaves a file alone that was faulty before", async () => {
    const { place } = await aPlace("feeds:\n  - url: ftp://example.org/a\n");
    expect(await addFeedEntries(place, [{ url: "https://example.org/c" }])).toMatchObject({
      kind: "invalid",
      problems: [{ line: 2, path: "feeds[0].url" }],
    });
  });

  it("leaves a list alone that is written oddly", async () => {
    const odd = "feeds:\n  -\n    url: https://example.org/a\n";
    const { place, text } = await aPlace(odd);
    expect(await addFeedEntries(place, [{ url: "https://example.org/c" }])).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("edited by hand"),
    });
    expect(await text()).toBe(odd);
  });
});

describe("the file that is replaced", () => {
  it("keeps its mode, is followed through a link, and leaves nothing behind", async () => {
    const { place, file } = await aPlace();
    await chmod(file, 0o640);
    const elsewhere = join(place.directory, "profiles", "elsewhere.txt");
    await rename(file, elsewhere);
    await symlink(elsewhere, file);
    expect(await replaceFile(file, FEEDS, "feeds: []\n")).toEqual({ kind: "replaced" });
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readFile(elsewhere, "utf8")).toBe("feeds: []\n");
    expect((await readdir(join(place.directory, "profiles"))).toSorted()).toEqual([
      "elsewhere.txt",
      "trams.yaml",
    ]);
  });

  it("stays as it is when somebody else wrote it in the meantime", async () => {
    const { place, file, text } = await aPlace();
    expect(await replaceFile(file, "what it held before", "feeds: []\n")).toMatchObject({ kind: "refused" });
    expect(await text()).toBe(FEEDS);
    expect((await readdir(place.directory)).toSorted()).toEqual(["feeds.yaml", "profiles", "vigie.yaml"]);
  });

  it("does not write through a draft that was laid out for it", async () => {
    const { place, file, text } = await aPlace();
    const victim = join(place.directory, "victim");
    await writeFile(victim, "untouched");
    await symlink(victim, join(place.directory, `.feeds.yaml.${process.pid}.new`));
    expect(await replaceFile(file, FEEDS, "feeds: []\n")).toEqual({ kind: "replaced" });
    expect(await text()).toBe("feeds: []\n");
    expect(await readFile(victim, "utf8")).toBe("untouched");
  });

  it("says so when it cannot be written", async () => {
    const { place } = await aPlace();
    expect(await replaceFile(join(place.directory, "gone.yaml"), "", "")).toEqual({
      kind: "refused",
      reason: "it cannot be written (ENOENT)",
    });
  });
});
