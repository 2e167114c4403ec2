import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * In MiB. The worst document of 10 MiB that we know of takes a quarter of it; one that takes more ends the thread. The
 * more is allowed, the longer what is thrown away is left to lie.
 */
const MOST_MEMORY = 384;
/** In MiB. By itself the thread would take up to 48 for what it throws away soon. */
const MOST_YOUNG_MEMORY = 4;

/** Starts the thread that documents are read in. It knows no environment, and so no secret. */
export function startThread(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const url = new URL(isSource ? "./read-thread.ts" : "./read-thread.js", import.meta.url);
  const options: WorkerOptions = {
    name: "reader",
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: MOST_YOUNG_MEMORY },
  };
  if (!isSource) return new Worker(url, options);
  // Node 20 reads no TypeScript, and a thread does not inherit what the process reads it with.
  const start = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(url)}); });`;
  return new Worker(start, { ...options, eval: true });
}
