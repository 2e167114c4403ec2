import type { EntryOutline, FeedReading } from "../model/document.ts";
import { readDocument } from "../parse/read-document.ts";
import { portionFrom } from "./portions.ts";
import type { Answer, PlacedEntry, Question } from "./thread-messages.ts";

/** Documents of so many bytes together are kept for further questions; the newest one always is. */
const MOST_KEPT_BYTES = 12 << 20;

interface Kept {
  readonly bytes: number;
  readonly feed: FeedReading;
  /** What was read of it, until it is handed over. */
  readonly whole: readonly PlacedEntry[];
}

/** Where documents are read: answers questions about them, and keeps those that may be asked about again. */
export class Desk {
  /** Oldest first. */
  readonly #kept = new Map<number, Kept>();

  async answer(question: Question): Promise<Answer> {
    if (question.kind === "outline") return this.#outline(question);
    const kept = this.#kept.get(question.id);
    if (kept === undefined) return { kind: "gone" };
    switch (question.kind) {
      case "outlined":
        return { kind: "portion", ...portionFrom(kept.feed.entries, question.from, outlineLength) };
      case "read": {
        const whole = await readPlaces(kept.feed, question.places);
        this.#kept.set(question.id, { ...kept, whole });
        return { kind: "read" };
      }
      case "whole": {
        const portion = portionFrom(kept.whole, question.from, wholeLength);
        if (portion.isLast) this.#kept.delete(question.id);
        return { kind: "whole", ...portion };
      }
    }
  }

  #outline({ id, document, naming }: Extract<Question, { readonly kind: "outline" }>): Answer {
    const bytes = document.bytes.byteLength;
    this.#makeRoomFor(bytes);
    const reading = readDocument(document, naming);
    if (reading.kind !== "feed") return reading;
    this.#kept.set(id, { bytes, feed: reading.feed, whole: [] });
    const { entries: _entries, read: _read, ...head } = reading.feed;
    return { kind: "feed", head };
  }

  #makeRoomFor(bytes: number): void {
    let total = bytes;
    for (const kept of this.#kept.values()) total += kept.bytes;
    for (const [id, kept] of this.#kept) {
      if (total <= MOST_KEPT_BYTES) return;
      this.#kept.delete(id);
      total -= kept.bytes;
    }
  }
}

async function readPlaces(feed: FeedReading, places: readonly number[]): Promise<readonly PlacedEntry[]> {
  const placesByOutline = new Map<EntryOutline, number>();
  for (const place of places) {
    const outline = feed.entries[place]?.entry;
    if (outline !== undefined) placesByOutline.set(outline, place);
  }
  const whole = await feed.read([...placesByOutline.keys()]);
  return Array.from(whole).flatMap(([outline, entry]) => {
    const place = placesByOutline.get(outline);
    return place === undefined ? [] : [{ place, entry }];
  });
}

function outlineLength({ entry }: { readonly entry: EntryOutline }): number {
  const { guid = "", title = "", link = "", summary = "", content = "" } = entry;
  return guid.length + title.length + link.length + summary.length + content.length;
}

function wholeLength({ entry }: PlacedEntry): number {
  return outlineLength({ entry });
}
