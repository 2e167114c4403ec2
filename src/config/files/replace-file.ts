import { open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode } from "./read-text.ts";

export type Replaced =
  | { readonly kind: "replaced" }
  /** Nothing was changed; a sentence says why. */
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Puts another text into a file that holds `was`. A reader finds the old text or the new one, never half of it, and
 * once this has resolved the new one outlives a power cut. Mode and, where this is allowed, owner stay; of a symbolic
 * link the file behind it is replaced. Refuses when somebody else has changed the file in the meantime.
 */
export async function replaceFile(file: string, was: string, becomes: string): Promise<Replaced> {
  try {
    const target = await realpath(file);
    const draft = join(dirname(target), `.${basename(target)}.${process.pid}.new`);
    try {
      await writeDraft(draft, becomes, target);
      if ((await readFile(target, "utf8")) !== was)
        return refused("it was changed by somebody else at the same moment: try again");
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolder(dirname(target));
    return { kind: "replaced" };
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "unknown") throw cause;
    return refused(`it cannot be written (${code})`);
  }
}

async function writeDraft(draft: string, text: string, like: string): Promise<void> {
  const { mode, uid, gid } = await stat(like);
  // What a crash left behind, or a link that somebody else laid, is not written through.
  await rm(draft, { force: true });
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(text);
    // Only root may give a file away; for everybody else the owner is the same or cannot be kept.
    await handle.chown(uid, gid).catch(() => {});
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name is on disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refused(reason: string): Replaced {
  return { kind: "refused", reason };
}
