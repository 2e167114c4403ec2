import { access, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../model/config.ts";
import type { Store } from "../ports/store.ts";
import { ArchiveCount } from "../profile/lint/archive-facts.ts";
import type { Knowledge } from "../profile/lint/knowledge.ts";
import { WordCount } from "../profile/lint/vocabulary.ts";
import type { GlobalOptions } from "./command.ts";
import type { Io } from "./io.ts";

/** Progress is shown each time so many items were read: some tenths of a second. */
const STEP = 2000;

/** What the linter may know here: the words of `seeds/` beside the configuration, and what the store has archived. */
export async function gatherKnowledge(config: Config, options: GlobalOptions, io: Io): Promise<Knowledge> {
  const vocabulary = new WordCount();
  for await (const text of seedTexts(path.join(options.config, "..", "seeds"))) vocabulary.add(text);
  const directory = options.data ?? config.store.directory;
  // Loading what opens a store takes a second, which a place without one is spared.
  if (!(await exists(directory))) return { vocabulary };
  const { openWithStore } = await import("../app.ts");
  const opened = await openWithStore(config, { mode: "read", dataDirectory: directory }, {});
  switch (opened.kind) {
    case "ready": {
      const archive = await readArchive(opened.app.store, { config, vocabulary, io });
      await opened.app.close();
      return { vocabulary, archive };
    }
    case "invalid":
      return { vocabulary };
    case "locked":
    case "damaged":
    case "unusable":
      io.err(`The profiles are not compared with the archive: ${opened.detail}`);
      return { vocabulary };
  }
}

async function* seedTexts(folder: string): AsyncGenerator<string> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".txt")).toSorted()) {
    // A folder of this name, or a file that may not be read, teaches no words.
    yield await readFile(path.join(folder, name), "utf8").catch(() => "");
  }
}

async function exists(directory: string): Promise<boolean> {
  return await access(directory).then(
    () => true,
    () => false,
  );
}

async function readArchive(
  store: Store,
  { config, vocabulary, io }: { readonly config: Config; readonly vocabulary: WordCount; readonly io: Io },
): Promise<ArchiveCount> {
  const archive = new ArchiveCount(config.profiles);
  for await (const { item } of store.archivedItems()) {
    vocabulary.add(`${item.title}\n${item.summary ?? ""}`);
    archive.add(item);
    if (archive.items % STEP === 0) io.progress(`reading the archive: ${archive.items} items`);
  }
  io.progress("");
  return archive;
}
