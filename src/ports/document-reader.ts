import type { Document, DocumentReading, Naming } from "../model/document.ts";

/** Reads feed documents. What is large is read where it holds nobody up, and given up on after a while. */
export interface DocumentReader {
  read(document: Document, naming: Naming): Promise<DocumentReading>;
  close(): Promise<void>;
}
