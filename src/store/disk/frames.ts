import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CHECKSUM_DIGITS = 8;
const HEX = "0123456789abcdef";
const CHUNK_BYTES = 1 << 20;

/** A piece of a file up to a line feed; `start` and `end` are byte offsets, `end` past the line feed. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Without the line feed. They hold until the next group of lines is asked for. */
  readonly bytes: Buffer;
  /** False for what follows the last line feed. */
  readonly whole: boolean;
}

/**
 * One framed line: the CRC-32 of the body as 8 hexadecimal digits, a space, the body, a line feed. `body` is JSON as
 * `JSON.stringify` writes it, which escapes line feeds and lone surrogates, so a frame is exactly one line.
 */
export function encodeFrame(body: string): string {
  return `${checksum(body)} ${body}\n`;
}

/** The value in a framed line, or undefined when the line is cut or its checksum does not fit. */
export function decodeFrame(line: Line): unknown {
  const { bytes } = line;
  if (!line.whole || bytes.length <= CHECKSUM_DIGITS || bytes[CHECKSUM_DIGITS] !== SPACE) return undefined;
  const body = bytes.subarray(CHECKSUM_DIGITS + 1);
  if (!hasChecksum(bytes, crc32(body))) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // The checksum fits something that we did not write.
    return undefined;
  }
}

/**
 * The lines of a file, in groups as they come from the disk, so that a file larger than the longest string can be read
 * and a million lines cost no million turns of the event loop. `length` bounds what is read.
 */
export async function* readLines(
  path: string,
  length: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Line[]> {
  let offset = 0;
  let pending: Buffer[] = [];
  for await (const chunk of readChunks(path, length)) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      const bytes = joined(pending, chunk.subarray(from, at));
      lines.push({ start: offset, end: offset + bytes.length + 1, bytes, whole: true });
      offset += bytes.length + 1;
      pending = [];
      from = at + 1;
    }
    if (from < chunk.length) pending.push(Buffer.from(chunk.subarray(from)));
    yield lines;
  }
  const rest = Buffer.concat(pending);
  if (rest.length > 0) yield [{ start: offset, end: offset + rest.length, bytes: rest, whole: false }];
}

/**
 * The bytes of a file as it is now, at most `length` of them. All chunks are in the same memory, which the next one
 * overwrites: hundreds of megabytes are read at a start, and would be garbage for as long.
 */
export async function* readChunks(
  path: string,
  length: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const end = Math.min(size, length);
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end));
    for (let at = 0; at < end;) {
      const { bytesRead } = await handle.read(chunk, 0, Math.min(CHUNK_BYTES, end - at), at);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

function joined(pending: readonly Buffer[], last: Buffer): Buffer {
  return pending.length === 0 ? last : Buffer.concat([...pending, last]);
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(CHECKSUM_DIGITS, "0");
}

/** Digit by digit: a start reads hundreds of thousands of lines, and a text for each would be garbage. */
function hasChecksum(bytes: Buffer, expected: number): boolean {
  for (let digit = 0; digit < CHECKSUM_DIGITS; digit += 1) {
    const value = (expected >>> (4 * (CHECKSUM_DIGITS - 1 - digit))) & 0xf;
    if (bytes[digit] !== HEX.charCodeAt(value)) return false;
  }
  return true;
}
