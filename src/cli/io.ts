import { buffer, text } from "node:stream/consumers";
import { type Dialogue, processDialogue } from "./dialogue.ts";

/** What a command touches of the process. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One line of result. */
  out(line: string): void;
  /** One line for people: problems, progress. */
  err(line: string): void;
  readonly columns: number;
  /** Whether a person watches stderr, so that progress is worth showing. */
  readonly watched: boolean;
  readBytes(): Promise<Uint8Array>;
  readText(): Promise<string>;
  /** Standard input as answers to questions; close it, or the process does not end. */
  dialogue(): Dialogue;
  /** Shows a line that the next one replaces; nothing when nobody watches. */
  progress(line: string): void;
}

/** The real process. */
export function processIo(): Io {
  const watched = process.stderr.isTTY && process.env["TERM"] !== "dumb";
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) process.stderr.write(`\r${" ".repeat(shown)}\r`);
    shown = 0;
  };
  return {
    env: process.env,
    out: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    err: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    columns: process.stdout.columns ?? 100,
    watched,
    readBytes: async () => await buffer(process.stdin),
    readText: async () => await text(process.stdin),
    dialogue: processDialogue,
    progress: (line) => {
      if (!watched) return;
      clear();
      const cut = line.slice(0, (process.stderr.columns ?? 80) - 1);
      process.stderr.write(cut);
      shown = cut.length;
    },
  };
}
