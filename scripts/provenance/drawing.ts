import { readdirSync } from "node:fs";
import path from "node:path";
import { readDocuments } from "../../src/cli/drawing-documents.ts";
import { loadGlossary } from "../../src/config/glossary.ts";
import { loadPageMarkers } from "../../src/config/page-markers.ts";
import { indexMarkers } from "../../src/profile/clean/marker-index.ts";
import { backgroundOf } from "../../src/profile/draw/background.ts";
import { draw, type Drawing } from "../../src/profile/draw/draw.ts";

/** What `vigie profile draw seeds/*.txt` draws on a fresh checkout, where there is no archive yet. */
export async function drawSeeds(root: string): Promise<Drawing> {
  const config = path.join(root, "config");
  const glossary = await loadGlossary(config);
  const markers = await loadPageMarkers(config);
  if (glossary.kind === "invalid" || markers.kind === "invalid") {
    throw new Error("what drawing goes by is not valid: `vigie check` says why");
  }
  const seeds = path.join(root, "seeds");
  const names = readdirSync(seeds).filter((name) => name.endsWith(".txt"));
  const read = await readDocuments(
    names.map((name) => path.join(seeds, name)),
    { markers: indexMarkers(markers.markers), findItem: async () => await Promise.resolve(undefined) },
  );
  if (read.kind === "unreadable") throw new Error(read.reasons.join("\n"));
  return draw(read.documents, { background: backgroundOf(), glossary: glossary.glossary });
}
