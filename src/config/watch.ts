import type { LoadOutcome } from "./load.ts";

/** The files of a configuration, as far as watching them goes. */
export interface ConfigFiles {
  /** Changes whenever what the files say does. */
  fingerprint(): Promise<string>;
  load(): Promise<LoadOutcome>;
}

/**
 * Notices that the files of a configuration were changed, and loads them once they are at rest: two looks in a row must
 * see the same, so that a file which is saved in two halves is not read after the first.
 *
 * It looks every few seconds instead of being told by the system. Reading a handful of files costs a few milliseconds,
 * and `fs.watch` misses what editors do by renaming, what a bind mount shows to a container, and what others write on
 * a network disk.
 */
export class ConfigWatch {
  readonly #files: ConfigFiles;
  #loaded: string;
  #seen: string;

  /** `loaded` is the fingerprint from before the files were loaded that are in force. */
  constructor(files: ConfigFiles, loaded: string) {
    this.#files = files;
    this.#loaded = loaded;
    this.#seen = loaded;
  }

  /** What the files hold if they changed since they were last loaded; `atOnce` does not wait, and asks for no change. */
  async look({ atOnce }: { readonly atOnce: boolean }): Promise<LoadOutcome | undefined> {
    const now = await this.#files.fingerprint();
    const isAtRest = now === this.#seen;
    this.#seen = now;
    if (!atOnce && (!isAtRest || now === this.#loaded)) return undefined;
    const outcome = await this.#files.load();
    this.#seen = await this.#files.fingerprint();
    // Saved again while it was being read: what came out may be half of each.
    if (this.#seen !== now) return undefined;
    this.#loaded = now;
    return outcome;
  }
}
