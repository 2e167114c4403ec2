import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { AppendFile } from "./append-file.ts";
import { syncDirectory } from "./sync-directory.ts";

/** Puts a file in its place, or in that of another, durably: at any time it is there as a whole, or not yet. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await rm(`${path}.tmp`, { force: true });
  const file = await AppendFile.create(`${path}.tmp`);
  try {
    await file.append(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
  await syncDirectory(dirname(path));
}
