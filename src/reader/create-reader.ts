import { MINUTE, SECOND } from "../model/time.ts";
import { readDocument } from "../parse/read-document.ts";
import type { DocumentReader } from "../ports/document-reader.ts";
import { createBreather } from "./breather.ts";
import { LargeDocuments, type ThreadOptions } from "./large-documents.ts";
import { startThread } from "./start-thread.ts";

/** Reading the worst document of this size takes less than 50 ms; handing it to a thread and back takes 5. */
const SMALL_BYTES = 64 << 10;

export interface ReaderOptions extends ThreadOptions {
  /** Lets others have the event loop before a document is read. */
  readonly breathe: () => Promise<void>;
}

/**
 * Reads small documents at once and large ones in a thread, and every page that selectors are for, since selecting takes
 * time that grows with depth by a power: so that no document holds up the rest of the process. One
 * that takes the thread longer than 20 seconds, or more memory than a document may have, is a failed document.
 */
export function createReader(options: Partial<ReaderOptions> = {}): DocumentReader {
  const { breathe = createBreather(), ...thread } = options;
  const large = new LargeDocuments({ startThread, deadlineMs: 20 * SECOND, idleMs: MINUTE, ...thread });
  return {
    async read(document, naming) {
      await breathe();
      const isSmall = document.page === undefined && document.bytes.byteLength <= SMALL_BYTES;
      if (!isSmall) return await large.read(document, naming);
      const reading = readDocument(document, naming);
      if (reading.kind !== "feed") return reading;
      const read: typeof reading.feed.read = async (chosen) => {
        await breathe();
        return await reading.feed.read(chosen);
      };
      return { kind: "feed", feed: { ...reading.feed, read } };
    },
    close: async () => await large.close(),
  };
}
