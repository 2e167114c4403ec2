import { open, type FileHandle } from "node:fs/promises";
import { errorCode } from "./store-errors.ts";

/** What an append needs of a file handle. */
export type WritableHandle = Pick<FileHandle, "write" | "truncate" | "datasync" | "close">;

const PRIVATE = 0o600;

/** A file that only grows at its end, and can be cut back to where a failed write began. One writer at a time. */
export class AppendFile {
  readonly #handle: WritableHandle;
  #length: number;

  constructor(handle: WritableHandle, length: number) {
    this.#handle = handle;
    this.#length = length;
  }

  /** A file that must not exist yet; throws EEXIST otherwise. */
  static async create(path: string): Promise<AppendFile> {
    return new AppendFile(await open(path, "wx", PRIVATE), 0);
  }

  /** The end of a file, which is made when it does not exist. */
  static async atEnd(path: string): Promise<AppendFile> {
    try {
      return await AppendFile.create(path);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
    const handle = await open(path, "r+");
    const { size } = await handle.stat();
    return new AppendFile(handle, size);
  }

  /** Bytes written so far; not all of them need be on the disk. */
  get length(): number {
    return this.#length;
  }

  async append(text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    let written = 0;
    // A disk that fills up writes less than it was asked to, and says why only the next time.
    while (written < bytes.length) {
      const position = this.#length + written;
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, position);
      written += bytesWritten;
    }
    this.#length += bytes.length;
  }

  /** Resolves when all that was appended is on the disk. */
  async sync(): Promise<void> {
    await this.#handle.datasync();
  }

  /** Takes away what follows `length`, durably. Half a line left behind would look like damage later. */
  async cutTo(length: number): Promise<void> {
    await this.#handle.truncate(length);
    await this.#handle.datasync();
    this.#length = length;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
