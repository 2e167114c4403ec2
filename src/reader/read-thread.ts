import { parentPort } from "node:worker_threads";
import { Desk } from "./desk.ts";
import type { Question } from "./thread-messages.ts";

// What runs in the reading thread. A bug that throws ends it, which whoever asked learns by itself.
const desk = new Desk();
parentPort?.on("message", (question: Question) => void answer(question));

async function answer(question: Question): Promise<void> {
  const message = await desk.answer(question);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message);
}
