import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Item } from "../model/item.ts";
import type { Language } from "../model/profile.ts";
import type { CleanDocument } from "../profile/clean/document.ts";
import { cleanDocument } from "../profile/clean/clean.ts";
import type { MarkerIndex } from "../profile/clean/marker-index.ts";
import { readSource, type SourceBytes } from "../profile/clean/read-source.ts";

/** The articles that a command line names, without what surrounds them; or a line for each that cannot be read. */
export type DocumentsRead =
  | { readonly kind: "read"; readonly documents: readonly CleanDocument[] }
  | { readonly kind: "unreadable"; readonly reasons: readonly string[] };

export interface DocumentSources {
  /** As the command line says; else each document tells. */
  readonly language?: Language;
  /** What tells a page's own lines from those of its article. */
  readonly markers: MarkerIndex;
  /** The archived item with this id or link. */
  readonly findItem: (idOrLink: string) => Promise<Item | undefined>;
}

/** Reads files, and items of the archive by id or link. A document that is given twice is read once. */
export async function readDocuments(
  names: readonly string[],
  sources: DocumentSources,
): Promise<DocumentsRead> {
  const documents = new Map<string, CleanDocument>();
  const reasons: string[] = [];
  for (const name of [...new Set(names)].toSorted()) {
    const read = await readDocument(name, sources);
    if (read.kind === "unreadable") reasons.push(read.reason);
    else if (!documents.has(read.document.sha256)) documents.set(read.document.sha256, read.document);
  }
  return reasons.length > 0
    ? { kind: "unreadable", reasons }
    : { kind: "read", documents: [...documents.values()] };
}

type Read =
  | { readonly kind: "read"; readonly document: CleanDocument }
  | { readonly kind: "unreadable"; readonly reason: string };

async function readDocument(name: string, sources: DocumentSources): Promise<Read> {
  const file = await readFile(name).catch(() => undefined);
  if (file !== undefined) return cleaned({ name: path.basename(name), bytes: file }, sources);
  const item = await sources.findItem(name);
  if (item !== undefined) return cleaned({ name: item.id, bytes: textOf(item) }, sources);
  return {
    kind: "unreadable",
    reason: `${name} is neither a file that can be read nor an item of the archive`,
  };
}

function cleaned(
  source: Pick<SourceBytes, "name" | "bytes">,
  { language, markers }: Pick<DocumentSources, "language" | "markers">,
): Read {
  const reading = readSource(language === undefined ? source : { ...source, language });
  return reading.kind === "unreadable"
    ? reading
    : { kind: "read", document: cleanDocument(reading.source, markers) };
}

function textOf({ title, summary, body }: Item): Uint8Array {
  return new TextEncoder().encode([title, summary, body].filter(Boolean).join("\n\n"));
}
