import { describe, expect, it } from "vitest";
import { ConfigWatch } from "../../src/config/watch.ts";

/** One file whose text a test sets; what was loaded of it, in order. */
function aFile() {
  const file = { text: "good", whileLoading: (): void => {} };
  const loaded: string[] = [];
  const watch = new ConfigWatch(
    {
      fingerprint: async () => file.text,
      async load() {
        loaded.push(file.text);
        file.whileLoading();
        return { kind: "invalid", problems: [] };
      },
    },
    file.text,
  );
  const look = async (atOnce = false): Promise<boolean> => (await watch.look({ atOnce })) !== undefined;
  return { file, loaded, look };
}

describe("watched files", () => {
  it("are not loaded while nothing changes", async () => {
    const { loaded, look } = aFile();
    for (let i = 0; i < 10; i += 1) expect(await look()).toBe(false);
    expect(loaded).toEqual([]);
  });

  it("are loaded once when two looks in a row see the same change", async () => {
    const { file, loaded, look } = aFile();
    file.text = "better";
    expect(await look()).toBe(false);
    expect(await look()).toBe(true);
    expect(await look()).toBe(false);
    expect(loaded).toEqual(["better"]);
  });

  it("are not loaded after the first of two halves", async () => {
    const { file, loaded, look } = aFile();
    file.text = "bet";
    await look();
    file.text = "better";
    await look();
    await look();
    expect(loaded).toEqual(["better"]);
  });

  it("are not taken over when they are saved while they are read, but once they are at rest", async () => {
    const { file, loaded, look } = aFile();
    file.text = "better";
    await look();
    file.whileLoading = () => {
      file.text = "best";
      file.whileLoading = () => {};
    };
    expect(await look()).toBe(false);
    expect(await look()).toBe(true);
    expect(loaded).toEqual(["better", "best"]);
  });

  it("are not loaded when an edit is undone before it was taken over", async () => {
    const { file, loaded, look } = aFile();
    file.text = "worse";
    await look();
    file.text = "good";
    await look();
    await look();
    expect(loaded).toEqual([]);
  });

  it("are loaded again when they say what they said before", async () => {
    const { file, loaded, look } = aFile();
    for (const text of ["worse", "good"]) {
      file.text = text;
      await look();
      await look();
    }
    expect(loaded).toEqual(["worse", "good"]);
  });

  it("are loaded at once, changed or not, when somebody asks", async () => {
    const { file, loaded, look } = aFile();
    expect(await look(true)).toBe(true);
    file.text = "better";
    expect(await look(true)).toBe(true);
    expect(await look()).toBe(false);
    expect(loaded).toEqual(["good", "better"]);
  });
});
