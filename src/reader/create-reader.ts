import type { DocumentReader } from "../ports.ts";
import { readDocument } from "../parse/read-document.ts";

/** A reader of documents. */
export function createReader(): DocumentReader {
  return {
    read: (document, naming) => Promise.resolve(readDocument(document, naming)),
    close: () => Promise.resolve(),
  };
}
