import type { Worker } from "node:worker_threads";
import type {
  Document,
  DocumentReading,
  EntryOutline,
  FeedReading,
  IdentifiedEntry,
  Naming,
} from "../model/document.ts";
import { DocumentGivenUpError } from "../model/fault.ts";
import type { Entry } from "../model/feed.ts";
import { ThreadHandle } from "./thread-handle.ts";
import type { Answer, FeedHead, Question } from "./thread-messages.ts";

export interface ThreadOptions {
  readonly startThread: () => Worker;
  /** For one answer of the thread; reading takes two, the outline and what is read to its end. */
  readonly deadlineMs: number;
  /** After so long without a document the thread is ended. */
  readonly idleMs: number;
}

interface Asked {
  readonly id: number;
  readonly document: Document;
  readonly naming: Naming;
}

/** Reads documents in a thread of their own, one after the other. The thread is started when there is one to read. */
export class LargeDocuments {
  readonly #options: ThreadOptions;
  #thread: ThreadHandle | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #turns = 0;
  #documents = 0;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** A document that is too much for the thread is a failed one. Rejects when the thread meets a bug. */
  async read(document: Document, naming: Naming): Promise<DocumentReading> {
    this.#documents += 1;
    const asked = { id: this.#documents, document, naming };
    try {
      return await this.#inTurn(async () => await this.#outline(asked));
    } catch (error) {
      if (!(error instanceof DocumentGivenUpError)) throw error;
      return { kind: "failed", errorKind: "parse", detail: error.message };
    }
  }

  /** Ends the thread. What is being read is not read to its end: it rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#thread?.end(new Error("the reader was closed"));
  }

  async #outline(asked: Asked): Promise<DocumentReading> {
    const answer = await this.#ask(outlineQuestion(asked));
    switch (answer.kind) {
      case "feed":
        return { kind: "feed", feed: await this.#feedOf(asked, answer.head) };
      case "failed":
      case "index":
        return answer;
      case "portion":
      case "read":
      case "whole":
      case "gone":
        throw unexpected(answer);
    }
  }

  async #feedOf(asked: Asked, head: FeedHead): Promise<FeedReading> {
    const entries: IdentifiedEntry[] = [];
    for (let isLast = false; !isLast;) {
      const portion = await this.#ask({ kind: "outlined", id: asked.id, from: entries.length });
      if (portion.kind !== "portion") throw unexpected(portion);
      entries.push(...portion.entries);
      ({ isLast } = portion);
    }
    const outlines = entries.map(({ entry }) => entry);
    const read: FeedReading["read"] = async (chosen) => await this.#readWhole(asked, outlines, chosen);
    return { ...head, entries, read };
  }

  async #readWhole(
    asked: Asked,
    outlines: readonly EntryOutline[],
    chosen: readonly EntryOutline[],
  ): Promise<ReadonlyMap<EntryOutline, Entry>> {
    const wanted = new Set(chosen);
    const places = outlines.flatMap((outline, place) => (wanted.has(outline) ? [place] : []));
    if (places.length === 0) return new Map();
    return await this.#inTurn(async () => {
      await this.#readPlaces(asked, places);
      return await this.#wholeOf(asked, outlines);
    });
  }

  async #readPlaces(asked: Asked, places: readonly number[]): Promise<void> {
    const question: Question = { kind: "read", id: asked.id, places };
    let answer = await this.#ask(question);
    if (answer.kind === "gone") {
      // Others came meanwhile. Read again, it gives the same entries in the same places.
      await this.#ask(outlineQuestion(asked));
      answer = await this.#ask(question);
    }
    if (answer.kind !== "read") throw unexpected(answer);
  }

  async #wholeOf(
    { id }: Asked,
    outlines: readonly EntryOutline[],
  ): Promise<ReadonlyMap<EntryOutline, Entry>> {
    const whole = new Map<EntryOutline, Entry>();
    for (let isLast = false; !isLast;) {
      const portion = await this.#ask({ kind: "whole", id, from: whole.size });
      if (portion.kind !== "whole") throw unexpected(portion);
      for (const { place, entry } of portion.entries) {
        const outline = outlines[place];
        if (outline !== undefined) whole.set(outline, entry);
      }
      ({ isLast } = portion);
    }
    return whole;
  }

  async #ask(question: Question): Promise<Answer> {
    if (this.#isClosed) throw new Error("the reader is closed");
    const { startThread, deadlineMs } = this.#options;
    if (this.#thread === undefined || this.#thread.hasEnded)
      this.#thread = new ThreadHandle(startThread(), deadlineMs);
    return await this.#thread.ask(question);
  }

  /** Does this when all that came before is done. A document's questions are not mixed with another's. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#turns += 1;
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#turns -= 1;
      if (this.#turns === 0) this.#rest();
    }
  }

  #rest(): void {
    const end = (): void => void this.#thread?.end(new Error("the reading thread was idle"));
    this.#idle = setTimeout(end, this.#options.idleMs).unref();
  }
}

/** The bytes are copied: they go over to the thread, and what they are cut from stays here. */
function outlineQuestion({ id, document, naming }: Asked): Question {
  return { kind: "outline", id, document: { ...document, bytes: new Uint8Array(document.bytes) }, naming };
}

function unexpected({ kind }: Answer): Error {
  return new Error(`the reading thread gave an answer of kind ${kind} to another question`);
}
