import { endianness } from "node:os";
import { scratchWords } from "./scratch-words.ts";

const WORD = 4;
const isLittle = endianness() === "LE";
const scratch = scratchWords();

/** 32-bit words as base64 of little-endian bytes. */
export function base64Of(words: Uint32Array): string {
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  return (isLittle ? bytes : Buffer.from(bytes).swap32()).toString("base64");
}

/** The words of such a text, which the next call overwrites. */
export function wordsOf(base64: string): Uint32Array {
  const words = scratch(Math.ceil((base64.length * 3) / 4 / WORD) + 1);
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const length = bytes.write(base64, "base64");
  if (!isLittle) bytes.subarray(0, length).swap32();
  return words.subarray(0, Math.floor(length / WORD));
}
