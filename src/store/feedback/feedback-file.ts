import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { FeedbackRecord } from "../../model/feedback.ts";
import type { FeedbackLog, FeedbackRead } from "../../ports/feedback-log.ts";
import { isFeedbackRecord } from "./feedback-record.ts";
import { decodeFrame, encodeFrame, readLines } from "../disk/frames.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { errorCode, FeedbackLogError, lacksRoom, StoreFullError } from "../disk/store-errors.ts";

const LINE_FEED = 0x0a;
const PRIVATE = 0o600;

/**
 * The feedback log as a file of framed lines, `feedback.ndjson` in the store's directory, which nobody ever cuts or
 * rewrites. It needs no lock: each record is one write at the end (`O_APPEND`), which the kernel puts behind all others
 * whoever makes them. What a crash or a full disk leaves of a line stays where it is; the next one begins on its own.
 */
export function openFeedbackFile(directory: string): FeedbackLog {
  const path = join(directory, "feedback.ndjson");
  return {
    async append(record) {
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        const handle = await open(path, "a+", PRIVATE);
        try {
          await appendLine(handle, encodeFrame(JSON.stringify(record)));
        } finally {
          await handle.close();
        }
        await syncDirectory(directory);
      } catch (error) {
        throw lacksRoom(error)
          ? new StoreFullError(directory, error)
          : new FeedbackLogError(path, "added to", error);
      }
    },
    read: async () => await readRecords(path),
  };
}

/** In one write: what is written in two could have another process's line in its middle. */
async function appendLine(handle: FileHandle, line: string): Promise<void> {
  const bytes = Buffer.from((await endsInLine(handle)) ? `\n${line}` : line, "utf8");
  const { bytesWritten } = await handle.write(bytes, 0, bytes.length);
  // A disk that fills up writes less than it was asked to, and says why only the next time.
  if (bytesWritten < bytes.length) {
    const full = new Error(`only ${bytesWritten} of ${bytes.length} bytes could be written`);
    throw Object.assign(full, { code: "ENOSPC" });
  }
  await handle.datasync();
}

/** Whether the last line lacks its end. It may be one that another process is writing: an empty line more harms nobody. */
async function endsInLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== LINE_FEED;
}

async function readRecords(path: string): Promise<FeedbackRead> {
  const records: FeedbackRecord[] = [];
  let unreadable = 0;
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const value = decodeFrame(line);
        if (isFeedbackRecord(value)) records.push(value);
        else if (line.bytes.length > 0) unreadable += 1;
      }
    }
  } catch (error) {
    // Nobody has voted yet.
    if (errorCode(error) !== "ENOENT") throw new FeedbackLogError(path, "read", error);
  }
  return { records, unreadable };
}
