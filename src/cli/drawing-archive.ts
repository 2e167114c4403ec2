import { access } from "node:fs/promises";
import type { App } from "../app.ts";
import type { Item } from "../model/item.ts";
import { ArchiveWords } from "../profile/draw/archive-words.ts";
import type { GlobalOptions } from "./command.ts";
import type { Io } from "./io.ts";

/** What a drawing takes from the store: items that the command line names, and how common words are in the news. */
export interface DrawingArchive {
  readonly findItem: (idOrLink: string) => Promise<Item | undefined>;
  readonly words?: ArchiveWords;
}

/** Progress is shown each time so many items were read: some tenths of a second. */
const STEP = 2000;
const NONE: DrawingArchive = { findItem: async () => await Promise.resolve(undefined) };

/** Lets `use` work beside the archive, should there be one that can be read; articles can be drawn from without it. */
export async function withArchive<Result>(
  options: GlobalOptions,
  io: Io,
  use: (archive: DrawingArchive) => Promise<Result>,
): Promise<Result> {
  const app = await openArchive(options, io);
  if (app === undefined) return await use(NONE);
  try {
    const { store } = app;
    return await use({
      findItem: async (idOrLink) => (await store.findItem(idOrLink))?.item,
      words: await readWords(store, io),
    });
  } finally {
    await app.close();
  }
}

async function openArchive(options: GlobalOptions, io: Io): Promise<App | undefined> {
  const { loadConfig } = await import("../config/load.ts");
  const loaded = await loadConfig({ directory: options.config, env: io.env });
  if (loaded.kind === "invalid") {
    io.err(`The archive is not read: ${options.config} is not valid; \`vigie check\` says why.`);
    return undefined;
  }
  const directory = options.data ?? loaded.config.store.directory;
  // Loading what opens a store takes a second, which a place without one is spared.
  if (!(await exists(directory))) return undefined;
  const { openWithStore } = await import("../app.ts");
  const opened = await openWithStore(loaded.config, { mode: "read", dataDirectory: directory }, {});
  if (opened.kind === "ready") return opened.app;
  if (opened.kind !== "invalid") io.err(`The archive is not read: ${opened.detail}`);
  return undefined;
}

async function readWords(store: App["store"], io: Io): Promise<ArchiveWords> {
  const words = new ArchiveWords();
  for await (const { item } of store.archivedItems()) {
    words.add(item);
    if (words.items % STEP === 0) io.progress(`reading the archive: ${words.items} items`);
  }
  io.progress("");
  return words;
}

async function exists(directory: string): Promise<boolean> {
  return await access(directory).then(
    () => true,
    () => false,
  );
}
