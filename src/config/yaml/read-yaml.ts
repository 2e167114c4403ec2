import { atOnce, type Steps } from "../in-turns.ts";
import { readDocument } from "./yaml-document.ts";
import { readList } from "./yaml-list.ts";
import type { YamlRead } from "./yaml-source.ts";

/** In characters: reading one more MiB as a whole takes a second and 70 MiB of memory. */
const LONGEST_DOCUMENT = 1024 ** 2;

/** Reads the text of one file. A fault of syntax or an alias makes it unreadable; the faults of one line are one. */
export function readYaml(file: string, text: string): YamlRead {
  return atOnce(readingYaml(file, text));
}

/**
 * The same in steps. A list is read entry by entry, with the result that it has as a whole. What cannot be read so is
 * read as a whole, unless it is too long.
 */
export function* readingYaml(file: string, text: string): Steps<YamlRead> {
  const body = text.replace(/^\uFEFF/u, "");
  const list = yield* readList(file, body);
  return list.kind === "read" || body.length > LONGEST_DOCUMENT ? list : readDocument(file, body);
}
