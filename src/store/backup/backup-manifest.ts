import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Instant, toIso } from "../../model/time.ts";
import { AppendFile } from "../disk/append-file.ts";
import { sha256OfFile } from "../disk/copy-file.ts";
import { decodeFrame, encodeFrame, readLines } from "../disk/frames.ts";
import { isObject } from "../disk/is-object.ts";
import { errorCode } from "../disk/store-errors.ts";
import type { Fault } from "../check/verify-store.ts";

/** The file of a backup that names all others: a head, a line for each file, an end; framed like the journal. */
export const MANIFEST = "BACKUP";

/** A file of a backup, named from its directory. */
export interface BackedUp {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes the manifest of a backup that is otherwise complete, durably. */
export async function writeManifest(
  directory: string,
  made: { readonly at: Instant; readonly by: string },
  files: readonly BackedUp[],
): Promise<void> {
  const lines = [
    { h: "backup", v: 1, madeAt: toIso(made.at), by: made.by },
    ...files,
    { end: 1, files: files.length },
  ];
  const manifest = await AppendFile.create(join(directory, MANIFEST));
  await manifest.append(lines.map((line) => encodeFrame(JSON.stringify(line))).join(""));
  await manifest.sync();
  await manifest.close();
}

/** What of a backup is not as its manifest says. A directory without a manifest is no backup, and says nothing. */
export async function checkAgainstManifest(directory: string): Promise<readonly Fault[]> {
  const path = join(directory, MANIFEST);
  const files: BackedUp[] = [];
  let isWhole = false;
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const value = decodeFrame(line);
        if (isBackedUp(value)) files.push(value);
        isWhole = isObject(value) && value["end"] === 1 && value["files"] === files.length;
      }
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
  const faults: Fault[] = isWhole
    ? []
    : [{ kind: "damaged", file: path, what: "the list of the backup's files cannot be read to its end" }];
  for (const file of files) faults.push(...(await checkFile(directory, file)));
  return faults;
}

async function checkFile(directory: string, { name, bytes, sha256 }: BackedUp): Promise<readonly Fault[]> {
  const path = join(directory, name);
  try {
    const { size } = await stat(path);
    if (size !== bytes) return [differs(path, `has ${size} bytes; when the backup was made it had ${bytes}`)];
    return (await sha256OfFile(path)) === sha256
      ? []
      : [differs(path, "is not as it was when the backup was made (SHA-256)")];
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return [differs(path, "is missing from the backup")];
  }
}

function differs(file: string, what: string): Fault {
  return { kind: "damaged", file, what };
}

function isBackedUp(value: unknown): value is BackedUp {
  return (
    isObject(value) &&
    typeof value["name"] === "string" &&
    typeof value["bytes"] === "number" &&
    typeof value["sha256"] === "string"
  );
}
