import type { Io } from "../../src/cli/io.ts";

/** A command line's surroundings that keep what was printed. */
export interface KeptIo extends Io {
  readonly outLines: readonly string[];
  readonly errLines: readonly string[];
}

export function anIo(given: { readonly input?: string; readonly env?: Io["env"] } = {}): KeptIo {
  const outLines: string[] = [];
  const errLines: string[] = [];
  const input = given.input ?? "";
  return {
    env: given.env ?? {},
    out: (line) => void outLines.push(line),
    err: (line) => void errLines.push(line),
    columns: 100,
    watched: false,
    readBytes: async () => new TextEncoder().encode(input),
    readText: async () => input,
    dialogue: () => {
      const answers = input === "" ? [] : input.replace(/\n$/u, "").split("\n");
      return {
        isTerminal: false,
        async ask(prompt) {
          const answer = answers.shift();
          outLines.push(`${prompt}${answer ?? ""}`);
          return answer;
        },
        close() {},
      };
    },
    progress() {},
    outLines,
    errLines,
  };
}
