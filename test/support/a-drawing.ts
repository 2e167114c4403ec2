import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { GLOSSARY } from "../../src/config/glossary.ts";
import { PROFILE } from "../../src/config/profiles/profile-schema.ts";
import type { Glossary } from "../../src/model/glossary.ts";
import type { Profile } from "../../src/model/profile.ts";
import { type Background, backgroundOf } from "../../src/profile/draw/background.ts";
import { cleanDocument } from "../../src/profile/clean/clean.ts";
import type { CleanDocument } from "../../src/profile/clean/document.ts";
import { draw, type Drawing } from "../../src/profile/draw/draw.ts";
import type { Draft } from "../../src/profile/draw/draft.ts";
import { indexMarkers } from "../../src/profile/clean/marker-index.ts";
import { readSource } from "../../src/profile/clean/read-source.ts";
import { writeDraft } from "../../src/profile/draw/write-draft.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A French article of one sentence, unless told otherwise; each line of `text` is one of the document. */
export function aDocument(text: string, document: Partial<Omit<CleanDocument, "kept">> = {}): CleanDocument {
  const lines = text.trim().split("\n");
  const kept = lines.map((line, index) => ({ number: index + 1, text: line.trim() }));
  return {
    name: "a.txt",
    sha256: "0".repeat(64),
    title: undefined,
    language: "fr",
    dropped: [],
    ...document,
    kept,
  };
}

/** The five articles of `seeds/`, as they are cleaned. */
export function seedDocuments(): readonly CleanDocument[] {
  const markers = indexMarkers();
  return readdirSync(join(ROOT, "seeds"))
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .map((name) => {
      const reading = readSource({ name, bytes: readFileSync(join(ROOT, "seeds", name)) });
      if (reading.kind === "unreadable") throw new Error(reading.reason);
      return cleanDocument(reading.source, markers);
    });
}

/** The glossary that is shipped. */
export function shippedGlossary(): Glossary {
  return GLOSSARY.parse(parse(read("config/glossary.yaml")));
}

let background: Background | undefined;

/** Draws with the shipped lists, and with the shipped glossary unless told otherwise. */
export function drawn(documents: readonly CleanDocument[], glossary: Glossary = shippedGlossary()): Drawing {
  background ??= backgroundOf();
  return draw(documents, { background, glossary });
}

/** The draft as its file says it, in force and nothing decided. */
export function inForce(draft: Draft): Profile {
  const { status: _, ...profile } = PROFILE.parse(parse(writeDraft(draft)));
  return profile;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
