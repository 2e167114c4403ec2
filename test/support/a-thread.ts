import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { startThread } from "../../src/reader/start-thread.ts";

/** Starts threads as asked and remembers them. */
export interface Threads {
  readonly start: () => Worker;
  readonly started: number;
  /** Resolves when every thread started so far has ended. */
  ended(): Promise<void>;
}

/** Threads that run these scripts, one after the other, and then real ones. */
export function threads(...scripts: readonly string[]): Threads {
  const workers: Worker[] = [];
  const endings: Promise<unknown>[] = [];
  return {
    start: () => {
      const script = scripts[workers.length];
      const worker = script === undefined ? startThread() : new Worker(script, { eval: true, ...SMALL });
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

/** A thread that never comes to an end with what it was given. */
export const ENDLESS: string = `${ASKED} for (;;); });`;
/** A thread that takes more and more memory. */
export const HUNGRY: string = `const all = []; ${ASKED} for (;;) all.push(new Array(1000).fill(all.length)); });`;
/** A thread with a bug. */
export const BROKEN: string = `${ASKED} throw new TypeError("not a function"); });`;
/** A thread that leaves without a word. */
export const LEAVING: string = `${ASKED} process.exit(); });`;
/** A thread that outlines one entry and never comes to an end with reading it whole. */
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
