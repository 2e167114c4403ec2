import { unlink } from "node:fs/promises";
import { AppendFile } from "../disk/append-file.ts";
import { encodeFrame } from "../disk/frames.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { FORMAT, type LogHead, logPath } from "./journal-files.ts";
import { errorCode, lacksRoom, StoreFullError, StoreTakenError } from "../disk/store-errors.ts";

/** A log that is being written: its generation and its file, head included. */
export interface LogFile {
  readonly generation: number;
  readonly file: AppendFile;
}

/**
 * Creates a log, durably, with its name. Throws StoreTakenError when another process has just created it, and
 * StoreFullError when there is no room, after which no log is there. Any other fault may leave one that seals the log
 * before it: whoever gets it must not go on writing there.
 */
export async function createLog(directory: string, head: Omit<LogHead, "h" | "v">): Promise<LogFile> {
  const file = await createWithHead(directory, head).catch((error: unknown) => {
    throw lacksRoom(error) ? new StoreFullError(directory, error) : error;
  });
  await file.sync();
  await syncDirectory(directory);
  return { generation: head.gen, file };
}

async function createWithHead(directory: string, head: Omit<LogHead, "h" | "v">): Promise<AppendFile> {
  const path = logPath(directory, head.gen);
  const file = await AppendFile.create(path).catch((error: unknown) => {
    throw errorCode(error) === "EEXIST" ? new StoreTakenError(path) : error;
  });
  try {
    await file.append(encodeFrame(JSON.stringify({ h: "log", v: FORMAT, ...head })));
    return file;
  } catch (error) {
    await file.close();
    await unlink(path);
    throw error;
  }
}
