import { readDocument } from "./yaml-document.ts";
import { readList } from "./yaml-list.ts";
import type { YamlRead } from "./yaml-source.ts";

/** In characters: reading one more MiB as a whole takes a second and 70 MiB of memory. */
const LONGEST_DOCUMENT = 1024 ** 2;

/**
 * Reads the text of one file. A fault of syntax or an alias makes it unreadable; the faults of one line are one.
 *
 * A list is read entry by entry, with the same result. What that cannot read is read as a whole, unless it is too long.
 */
export function readYaml(file: string, text: string): YamlRead {
  const body = text.replace(/^\uFEFF/u, "");
  const list = readList(file, body);
  return list.kind === "read" || body.length > LONGEST_DOCUMENT ? list : readDocument(file, body);
}
