import { createHash } from "node:crypto";
import { access, open } from "node:fs/promises";
import { readChunks } from "./frames.ts";

const LINE_FEED = 0x0a;
const PRIVATE = 0o600;

/** What was copied. */
export interface Copied {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Copies the first `length` bytes of a file, or all that it has now, to a file that must not exist yet, and waits until
 * they are on the disk. `onlyLines` leaves out what follows the last line feed: a line that is still being written.
 */
export async function copyFile(
  from: string,
  to: string,
  { length, onlyLines = false }: { readonly length?: number; readonly onlyLines?: boolean } = {},
): Promise<Copied> {
  // Before the copy is made: a source that is gone must leave none behind.
  await access(from);
  const handle = await open(to, "wx", PRIVATE);
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    let pending: Buffer[] = [];
    const write = async (piece: Buffer): Promise<void> => {
      hash.update(piece);
      await handle.writeFile(piece);
      bytes += piece.length;
    };
    for await (const chunk of readChunks(from, length)) {
      const end = onlyLines ? chunk.lastIndexOf(LINE_FEED) + 1 : chunk.length;
      if (end > 0) for (const piece of pending.splice(0)) await write(piece);
      await write(chunk.subarray(0, end));
      pending = end < chunk.length ? [...pending, Buffer.from(chunk.subarray(end))] : pending;
    }
    await handle.sync();
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** In hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readChunks(path)) hash.update(chunk);
  return hash.digest("hex");
}
