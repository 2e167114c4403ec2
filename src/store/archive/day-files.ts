import { mkdir, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { ArchivedItem, DatedItem } from "../../ports/store.ts";
import { AppendFile } from "../disk/append-file.ts";
import { isArchived } from "./archived-line.ts";
import type { Archive, ArchivedDay } from "../domain-store.ts";
import { dropTexts, UNFINISHED, weighDay } from "./drop-texts.ts";
import { decodeFrame, encodeFrame, readLines } from "../disk/frames.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { lastDays } from "./last-days.ts";
import { errorCode } from "../disk/store-errors.ts";

const NAME = /^(\d{4}-\d{2}-\d{2})\.ndjson$/;

/** What all days with texts together may take, unless the operator says otherwise. */
export const TEXT_BYTES: number = 1 << 30;
/** Today's items and yesterday's keep their texts: both days may still be written to. */
const ALWAYS_WHOLE = 2;

/**
 * The archive: one file of framed items for each UTC day, appended to, and removed whole. When the days take more than
 * `textBytes`, the oldest are written anew without the texts of their items.
 */
export class DayFiles implements Archive {
  readonly #data: string;
  readonly #directory: string;
  readonly #open = new Map<string, AppendFile>();
  readonly #lengths = new Map<AppendFile, number>();
  readonly #textBytes: number;
  /** The day that is being written anew: whoever has something for it waits. */
  #rewriting: { readonly day: string; readonly done: Promise<void> } | undefined;

  constructor(directory: string, textBytes: number = TEXT_BYTES) {
    this.#data = directory;
    this.#directory = join(directory, "items");
    this.#textBytes = textBytes;
  }

  /** Writes the items and waits until they are on the disk. After a failure, `cutBack` removes what was written. */
  async append(days: readonly ArchivedDay[]): Promise<void> {
    this.#lengths.clear();
    await this.#closeAllBut(days.map(({ day }) => day));
    for (const { day, items } of days) {
      const isReopened = !this.#open.has(day);
      const file = await this.#fileOf(day);
      if (!this.#lengths.has(file)) this.#lengths.set(file, file.length);
      // Whoever wrote before may have ended inside a line: ours begin on their own.
      const lead = isReopened && file.length > 0 ? "\n" : "";
      await file.append(lead + items.map((item) => encodeFrame(JSON.stringify(item))).join(""));
    }
    for (const file of this.#lengths.keys()) await file.sync();
  }

  /** Takes the last `append` back: items that no transaction speaks of would fill a full disk for good. */
  async cutBack(): Promise<void> {
    for (const [file, length] of this.#lengths) await file.cutTo(length);
    await this.#closeAllBut([]);
  }

  /** The newest item with this id or link. Days are read from the disk, newest first; memory holds none. */
  async find(idOrLink: string): Promise<ArchivedItem | undefined> {
    const days = await this.#days();
    for (const day of days.toReversed()) {
      const found = await lastIn(this.#pathOf(day), idOrLink).catch(noFile);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async *all(days?: number): AsyncGenerator<DatedItem> {
    for (const day of lastDays(await this.#days(), days)) {
      for await (const item of itemsIn(this.#pathOf(day))) yield { ...item, day };
    }
  }

  async prune(firstKept: string): Promise<void> {
    const past = (await this.#days()).filter((day) => day < firstKept);
    for (const day of past) {
      await this.#open.get(day)?.close();
      this.#open.delete(day);
      await unlink(this.#pathOf(day)).catch(noFile);
    }
    await this.#keepWithinBudget();
  }

  async #keepWithinBudget(): Promise<void> {
    const days = (await this.#days()).toReversed();
    let bytes = 0;
    for (const [age, day] of days.entries()) {
      const weight = await weighDay(this.#pathOf(day));
      if (!weight.hasTexts) continue;
      bytes += weight.bytes;
      if (bytes > this.#textBytes && age >= ALWAYS_WHOLE) await this.#rewrite(day);
    }
    await this.#removeUnfinished();
  }

  async #rewrite(day: string): Promise<void> {
    // A clock that was set back writes to old days; theirs is another time.
    if (this.#open.has(day)) return;
    const done = dropTexts(this.#pathOf(day));
    this.#rewriting = { day, done };
    try {
      await done;
      await syncDirectory(this.#directory);
    } finally {
      this.#rewriting = undefined;
    }
  }

  /** What a crash left of a day that was being written anew. */
  async #removeUnfinished(): Promise<void> {
    const names = (await readdir(this.#directory).catch(noFile)) ?? [];
    for (const name of names) if (name.endsWith(UNFINISHED)) await unlink(join(this.#directory, name));
  }

  async close(): Promise<void> {
    await this.#closeAllBut([]);
  }

  async #days(): Promise<readonly string[]> {
    const names = (await readdir(this.#directory).catch(noFile)) ?? [];
    return names.flatMap((name) => NAME.exec(name)?.[1] ?? []).toSorted();
  }

  async #fileOf(day: string): Promise<AppendFile> {
    const known = this.#open.get(day);
    if (known !== undefined) return known;
    // However the rewriting ends, the file is whole.
    if (this.#rewriting?.day === day) await this.#rewriting.done.catch(() => {});
    if ((await mkdir(this.#directory, { recursive: true, mode: 0o700 })) !== undefined) {
      await syncDirectory(this.#data);
    }
    const file = await AppendFile.atEnd(this.#pathOf(day));
    this.#open.set(day, file);
    await syncDirectory(this.#directory);
    return file;
  }

  async #closeAllBut(days: readonly string[]): Promise<void> {
    for (const [day, file] of this.#open) {
      if (days.includes(day)) continue;
      this.#open.delete(day);
      await file.close();
    }
  }

  #pathOf(day: string): string {
    return join(this.#directory, `${day}.ndjson`);
  }
}

async function lastIn(path: string, idOrLink: string): Promise<ArchivedItem | undefined> {
  const needle = Buffer.from(JSON.stringify(idOrLink));
  let found: ArchivedItem | undefined;
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      // Looking at the bytes first spares us reading most items.
      const value = line.bytes.includes(needle) ? decodeFrame(line) : undefined;
      if (isArchived(value) && (value.item.id === idOrLink || value.item.link === idOrLink)) found = value;
    }
  }
  return found;
}

async function* itemsIn(path: string): AsyncGenerator<ArchivedItem> {
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const value = decodeFrame(line);
        if (isArchived(value)) yield value;
      }
    }
  } catch (error) {
    noFile(error);
  }
}

/** A day that another process has just removed, or an archive that nobody began, holds nothing. */
function noFile(error: unknown): undefined {
  if (errorCode(error) !== "ENOENT") throw error;
  return undefined;
}
