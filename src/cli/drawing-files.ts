import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "../config/files/read-text.ts";
import type { Drawing } from "../profile/draw/draw.ts";
import { writeDraft } from "../profile/draw/write-draft.ts";
import { writeReview } from "../profile/draw/write-review.ts";

/** A file that a drawing becomes. */
export interface DrawingFile {
  readonly name: string;
  readonly text: string;
}

/** What stands beside the drafts for their review. */
export const REVIEW_FILE = "drawing.md";

/** The drafts, each as the profile that it is called by, and the record of the drawing. */
export function filesOf(drawing: Drawing): readonly DrawingFile[] {
  return [
    ...drawing.drafts.map((draft) => ({ name: `${draft.id}.yaml`, text: writeDraft(draft) })),
    { name: REVIEW_FILE, text: writeReview(drawing) },
  ];
}

export type FilesWritten =
  | { readonly kind: "written" }
  /** Nothing was written, since these are there already. */
  | { readonly kind: "taken"; readonly files: readonly string[] }
  /** The disk said no; its code, such as `EACCES`. */
  | { readonly kind: "unwritable"; readonly code: string };

/** Writes all of them, or none where one is there already; with `force`, over those. */
export async function writeFiles(
  folder: string,
  files: readonly DrawingFile[],
  force: boolean,
): Promise<FilesWritten> {
  try {
    return await write(folder, files, force);
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "unknown") throw cause;
    return { kind: "unwritable", code };
  }
}

async function write(folder: string, files: readonly DrawingFile[], force: boolean): Promise<FilesWritten> {
  await mkdir(folder, { recursive: true });
  const places = files.map(({ name }) => path.join(folder, name));
  const found = await Promise.all(
    places.map(
      async (place) =>
        await stat(place).then(
          () => [place],
          () => [],
        ),
    ),
  );
  const taken = found.flat();
  if (taken.length > 0 && !force) return { kind: "taken", files: taken };
  for (const [index, { text }] of files.entries()) await writeFile(places[index] ?? "", text);
  return { kind: "written" };
}
