import { createInterface } from "node:readline";

/** Questions and answers, one line each: of a person at a terminal, or of a script on standard input. */
export interface Dialogue {
  /** Whether a person can answer. */
  readonly isTerminal: boolean;
  /** The line that answers a prompt; nothing once no more will come. */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** Lines that came before they were asked for wait their turn. What is answered out of sight is shown behind the prompt. */
export function processDialogue(): Dialogue {
  const isTerminal = process.stdin.isTTY;
  // With output into a file or a pipe nobody would see the line that is being edited.
  const isSeen = isTerminal && process.stdout.isTTY;
  const reader = createInterface({
    input: process.stdin,
    terminal: isSeen,
    ...(isSeen ? { output: process.stdout } : {}),
  });
  const lines = reader[Symbol.asyncIterator]();
  return {
    isTerminal,
    async ask(prompt) {
      reader.setPrompt(prompt);
      if (isSeen) reader.prompt();
      else process.stdout.write(prompt);
      const next = await lines.next();
      const answer = next.done === true ? undefined : next.value;
      if (!isSeen || answer === undefined) process.stdout.write(`${answer ?? ""}\n`);
      return answer;
    },
    close: () => reader.close(),
  };
}
