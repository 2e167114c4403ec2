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
    progress() {},
    outLines,
    errLines,
  };
}
