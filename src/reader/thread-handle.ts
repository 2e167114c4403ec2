import type { Worker } from "node:worker_threads";
import { DocumentGivenUpError } from "../model/fault.ts";
import type { Answer, Question } from "./thread-messages.ts";

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** A running thread that answers questions, one at a time. It keeps the process alive only while it is asked. */
export class ThreadHandle {
  readonly #worker: Worker;
  readonly #deadlineMs: number;
  #waiting: Waiting | undefined;
  #ending: Error | undefined;

  constructor(worker: Worker, deadlineMs: number) {
    this.#worker = worker;
    this.#deadlineMs = deadlineMs;
    worker.unref();
    worker.on("message", (answer: Answer) => this.#waiting?.resolve(answer));
    worker.on("messageerror", (error) => void this.end(error));
    worker.on("error", (error) => void this.end(lacksMemory(error) ? TOO_LARGE : error));
    worker.on("exit", () => void this.end(new Error("the reading thread ended by itself")));
  }

  /** Whether it will never answer again. */
  get hasEnded(): boolean {
    return this.#ending !== undefined;
  }

  /**
   * Rejects with a DocumentGivenUpError when the answer takes too long or too much memory, and with the error itself when the
   * thread meets a bug. After any of these the thread has ended.
   */
  async ask(question: Question): Promise<Answer> {
    if (this.#ending !== undefined) throw this.#ending;
    this.#worker.ref();
    const late = setTimeout(() => void this.end(tooLong(this.#deadlineMs)), this.#deadlineMs);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        this.#worker.postMessage(question, buffersOf(question));
      });
    } finally {
      this.#waiting = undefined;
      clearTimeout(late);
      this.#worker.unref();
    }
  }

  /** Stops the thread wherever it is. Whoever waits for an answer gets this error. */
  async end(reason: Error): Promise<void> {
    this.#ending ??= reason;
    this.#waiting?.reject(this.#ending);
    await this.#worker.terminate();
  }
}

const TOO_LARGE = new DocumentGivenUpError("reading it took more memory than a document may have");

function tooLong(deadlineMs: number): DocumentGivenUpError {
  return new DocumentGivenUpError(`reading it took longer than ${deadlineMs / 1000} s`);
}

function lacksMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function buffersOf(question: Question): ArrayBuffer[] {
  const buffer = question.kind === "outline" ? question.document.bytes.buffer : undefined;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
