import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { startThread } from "../../src/reader/start-thread.ts";

const BUILT: { readonly startThread: typeof startThread } = await import(
  pathToFileURL(resolve("dist/reader/start-thread.js")).href
);

/** The reading thread of the built program: one that has to translate its source takes three times as long to start. */
export const startBuiltThread: typeof startThread = BUILT.startThread;

/** Starts threads as asked and remembers them. */
export interface Threads {
  readonly start: () => Worker;
  readonly started: number;
  /** Resolves when every thread started so far has ended. */
  ended(): Promise<void>;
}

/** Threads that run these scripts, one after the other, and then those of the built program. */
export function threads(...scripts: readonly string[]): Threads {
  const workers: Worker[] = [];
  const endings: Promise<unknown>[] = [];
  return {
    start: () => {
      const script = scripts[workers.length];
      const worker = script === undefined ? startBuiltThread() : new Worker(script, { eval: true, ...SMALL });
      workers.push(worker);
      endings.push(once(worker, "exit").catch(() => undefined));
      return worker;
    },
    get started() {
      return workers.length;
    },
    async ended() {
      await Promise.all(endings);
    },
  };
}

/** So that one that wants too much memory wants it soon. */
const SMALL = { resourceLimits: { maxOldGenerationSizeMb: 32 } };
const ASKED = `require("node:worker_threads").parentPort.on("message", () => {`;

/** A thread that never comes to an end with what it was given, and takes next to no time of a processor for that. */
export const ENDLESS: string = `const nothing = new Int32Array(new SharedArrayBuffer(4));
  ${ASKED} for (;;) Atomics.wait(nothing, 0, 0, 10); });`;
/** A thread that takes more and more memory. */
export const HUNGRY: string = `const all = []; ${ASKED} for (;;) all.push(new Array(1000).fill(all.length)); });`;
/** A thread with a bug. */
export const BROKEN: string = `${ASKED} throw new TypeError("not a function"); });`;
/** A thread that leaves without a word. */
export const LEAVING: string = `${ASKED} process.exit(); });`;
/** A thread that outlines one entry and never comes to an end with reading it whole, busy all the time. */
export const OUTLINING: string = `const { parentPort } = require("node:worker_threads");
  const entry = { guid: "a", title: "A tram" };
  const answers = {
    outline: { kind: "feed", head: { format: "rss", rule: "guid" } },
    outlined: { kind: "portion", entries: [{ entry, id: "a", keys: ["a"], pageKeys: [], words: "a tram" }], isLast: true },
  };
  parentPort.on("message", ({ kind }) => {
    if (kind in answers) parentPort.postMessage(answers[kind]);
    else for (;;);
  });`;
