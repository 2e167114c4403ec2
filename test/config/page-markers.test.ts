import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPageMarkers } from "../../src/config/page-markers.ts";
import { aConfigFolder, shown } from "../support/a-config-folder.ts";

async function complaintsAbout(text: string): Promise<readonly string[]> {
  const outcome = await loadPageMarkers(await aConfigFolder({ "page-markers.yaml": text }));
  return outcome.kind === "invalid" ? outcome.problems.map(shown) : [];
}

describe("page-markers.yaml", () => {
  it("may be absent", async () => {
    expect(await loadPageMarkers(await aConfigFolder())).toEqual({ kind: "loaded" });
  });

  it("is sound as shipped", async () => {
    const folder = await aConfigFolder();
    await cp(join(import.meta.dirname, "../../config"), folder, { recursive: true });
    const outcome = await loadPageMarkers(folder);
    expect(outcome.kind === "loaded" && Object.keys(outcome.markers?.markers ?? {})).toEqual(["de"]);
  });

  it("names each fault with its place", async () => {
    expect(await complaintsAbout("markers:\n  de: { end: [kommentare] }\n")).toEqual([
      'error config/page-markers.yaml:2:9 markers.de.end: unknown key "end"; did you mean "ends"?',
    ]);
    expect(await complaintsAbout('markers:\n  de: { labels: ["→"], phrases: ["mehr *"] }\n')).toEqual([
      'error config/page-markers.yaml:2:18 markers.de.labels[0]: expected 1 to 12 words, perhaps with a * at their end, found "→"',
      'error config/page-markers.yaml:2:34 markers.de.phrases[0]: expected 1 to 12 words, without a *: a phrase may stand anywhere in a sentence, found "mehr *"',
    ]);
    expect(await complaintsAbout("markers:\n  german: {}\n")).toEqual([
      expect.stringContaining("expected the two letters of a language, such as de"),
    ]);
  });
});
