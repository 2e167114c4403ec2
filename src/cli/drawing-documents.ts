import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Item } from "../model/item.ts";
import type { Language } from "../model/profile.ts";
import type { CleanDocument } from "../profile/draw/document.ts";
import { cleanSource } from "./clean-source.ts";

/** The articles that a command line names, without what surrounds them; or a line for each that cannot be read. */
export type DocumentsRead =
  | { readonly kind: "read"; readonly documents: readonly CleanDocument[] }
  | { readonly kind: "unreadable"; readonly reasons: readonly string[] };

export interface DocumentSources {
  /** As the command line says; else each document tells. */
  readonly language?: Language;
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

async function readDocument(
  name: string,
  { language, findItem }: DocumentSources,
): ReturnType<typeof cleaned> {
  const file = await readFile(name).catch(() => undefined);
  if (file !== undefined) return await cleaned(path.basename(name), file, language);
  const item = await findItem(name);
  if (item !== undefined) return await cleaned(item.id, textOf(item), language);
  const reason = `${name} is neither a file that can be read nor an item of the archive`;
  return { kind: "unreadable", reason };
}

async function cleaned(name: string, bytes: Uint8Array, language: Language | undefined) {
  return cleanSource(name, bytes, language);
}

function textOf({ title, summary, body }: Item): Uint8Array {
  return new TextEncoder().encode([title, summary, body].filter(Boolean).join("\n\n"));
}
