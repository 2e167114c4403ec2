import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../src/cli/run.ts";
import { anIo } from "./an-io.ts";

/** What a run of the built program came to. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A running program; `stop` sends a signal and waits for the end. */
export interface Running {
  readonly pid: number;
  /** Resolves when a line of standard output holds the text. */
  said(text: string): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** A folder of its own with a configuration and a place for the store. */
export interface Workplace {
  readonly folder: string;
  write(file: string, text: string): Promise<void>;
  /** Runs the built program to its end. */
  run(args: readonly string[], input?: string | Uint8Array): Promise<Ended>;
  /**
   * Runs a command in this process, for what it says and leaves behind: a start of the built program takes most of a
   * second. The words name no `--config`.
   */
  command(words: readonly string[], input?: string): Promise<Ended>;
  start(args: readonly string[]): Running;
  remove(): Promise<void>;
}

const MAIN = path.resolve("dist/main.js");

export async function aWorkplace(env: Readonly<Record<string, string>> = {}): Promise<Workplace> {
  const folder = await mkdtemp(path.join(tmpdir(), "vigie-test-"));
  const running = new Set<ChildProcess>();
  const start = (args: readonly string[], input?: string | Uint8Array): Running => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
    return watch(child);
  };
  return {
    folder,
    async write(file, text) {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
    },
    run: async (args, input) => await start(args, input).ended,
    async command(words, input = "") {
      const io = anIo({ input, env });
      const data = words.includes("--data") ? [] : ["--data", path.join(folder, "data")];
      const code = await run([...words, "--config", path.join(folder, "config"), ...data], io);
      return { code, out: textOf(io.outLines), err: textOf(io.errLines) };
    },
    start: (args) => start(args),
    async remove() {
      for (const child of running) child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function watch(child: ChildProcess): Running {
  let out = "";
  let err = "";
  const looks = new Set<() => void>();
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    for (const look of looks) look();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => resolve({ code, out, err }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    said: async (text) =>
      await new Promise<string>((resolve, reject) => {
        const look = (): void => {
          const line = out.split("\n").find((candidate) => candidate.includes(text));
          if (line === undefined) return;
          looks.delete(look);
          resolve(line);
        };
        looks.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying «${text}»:\n${out}\n${err}`)));
      }),
    async stop(signal) {
      child.kill(signal);
      return await ended;
    },
  };
}
