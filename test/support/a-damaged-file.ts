import { readFile, writeFile } from "node:fs/promises";

/** Changes one byte of a file: the one at `at`, or the middle one. Gives its offset. */
export async function flipByte(path: string, at?: number): Promise<number> {
  const bytes = await readFile(path);
  const offset = at ?? Math.floor(bytes.length / 2);
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x01;
  await writeFile(path, bytes);
  return offset;
}
