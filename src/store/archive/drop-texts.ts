import { open, rename, unlink } from "node:fs/promises";
import type { ArchivedItem } from "../../ports/store.ts";
import { AppendFile } from "../disk/append-file.ts";
import { isArchived } from "./archived-line.ts";
import { decodeFrame, encodeFrame, readLines } from "../disk/frames.ts";
import { isObject } from "../disk/is-object.ts";
import { errorCode } from "../disk/store-errors.ts";

/** Begins a day file whose items lost their texts; for whoever looks for items, a line like any other that is none. */
const MARK = encodeFrame('{"texts":"dropped"}');

/** Whether the value of a line is that mark. */
export function isDroppedMark(value: unknown): boolean {
  return isObject(value) && value["texts"] === "dropped";
}

/** What a rewritten day is called until it takes the place of the day. */
export const UNFINISHED: string = ".tmp";

/** The bytes of a day file, and whether its items still have their texts. */
export async function weighDay(
  path: string,
): Promise<{ readonly bytes: number; readonly hasTexts: boolean }> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MARK.length), 0, MARK.length, 0);
    return { bytes: size, hasTexts: buffer.toString("latin1", 0, bytesRead) !== MARK };
  } finally {
    await handle.close();
  }
}

/**
 * Writes a day anew without the texts of its items; titles, summaries and matches stay. Nobody may append to the file
 * meanwhile. A crash leaves the day as it was or as it is to be; who reads the old file goes on with it. Whoever calls
 * makes the new name durable.
 */
export async function dropTexts(path: string): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  await unlink(unfinished).catch(absent);
  const file = await AppendFile.create(unfinished);
  try {
    await file.append(MARK);
    for await (const lines of readLines(path)) {
      const kept = lines.map(decodeFrame).filter(isArchived).map(withoutText);
      await file.append(kept.map((item) => encodeFrame(JSON.stringify(item))).join(""));
    }
    await file.sync();
  } catch (error) {
    // What a full disk has no room for must not fill it.
    await file.close();
    await unlink(unfinished);
    throw error;
  }
  await file.close();
  await rename(unfinished, path);
}

function withoutText(archived: ArchivedItem): ArchivedItem {
  const { body, ...item } = archived.item;
  return body === undefined ? archived : { ...archived, item, textDropped: true };
}

function absent(error: unknown): void {
  if (errorCode(error) !== "ENOENT") throw error;
}
