import { endianness } from "node:os";

const WORD = 4;
const isLittle = endianness() === "LE";

/** Shared and grown as needed: a million keys are read without leaving as much garbage. */
let scratch = new Uint32Array(1 << 14);

/** Lists of 32-bit words, one after the other, as base64 of little-endian bytes. */
export function base64Of(lists: readonly Uint32Array[]): string {
  const parts = lists.map((list) => Buffer.from(list.buffer, list.byteOffset, list.byteLength));
  const bytes = Buffer.concat(parts);
  return (isLittle ? bytes : bytes.swap32()).toString("base64");
}

/** The words of such a text, which the next call overwrites. */
export function wordsOf(base64: string): Uint32Array {
  const most = Math.ceil((base64.length * 3) / 4 / WORD) + 1;
  if (most > scratch.length) scratch = new Uint32Array(most);
  const bytes = Buffer.from(scratch.buffer);
  const length = bytes.write(base64, "base64");
  if (!isLittle) bytes.subarray(0, length).swap32();
  return scratch.subarray(0, Math.floor(length / WORD));
}
