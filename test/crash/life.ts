import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const MAIN = path.resolve("dist/main.js");

/** How a life of the program ended. */
export interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Birth {
  /** Where `config` is. */
  readonly folder: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How far the program's time of day is ahead of the machine's. */
  readonly aheadMs?: number;
  /** Modules to load before the program. */
  readonly before?: readonly URL[];
  /** What starts it instead of the shell: `unshare -n`, say. */
  readonly through?: readonly string[];
}

const CLOCK = new URL("other-clock.mjs", import.meta.url);

/** The built program, from its start to its end. */
export class Life {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #looks = new Set<() => void>();
  #err = "";
  readonly ended: Promise<Death>;
  isOver = false;

  constructor({ folder, args = ["start"], env = {}, aheadMs = 0, before = [], through = [] }: Birth) {
    const loaded = [CLOCK, ...before].flatMap(({ href }) => ["--import", href]);
    const [command = "", ...rest] = [...through, process.execPath, ...loaded, MAIN, ...args];
    this.#child = spawn(command, rest, {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, CLOCK_AHEAD_MS: String(aheadMs), ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error("a child without output");
    createInterface({ input: stdout }).on("line", (line) => {
      this.#lines.push(line);
      for (const look of this.#looks) look();
    });
    stderr.on("data", (chunk: Buffer) => void (this.#err += chunk.toString()));
    this.ended = once(this.#child, "close").then(([code, signal]) => {
      this.isOver = true;
      for (const look of this.#looks) look();
      return { code, signal, out: this.#lines.join("\n"), err: this.#err };
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves to whether a line of its log held the text before it died or `withinMs` were over. */
  async said(text: string, withinMs = 30_000): Promise<boolean> {
    return await new Promise((resolve) => {
      const end = (found: boolean): void => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(found);
      };
      const look = (): void => {
        if (this.#lines.some((line) => line.includes(text))) end(true);
        else if (this.isOver) end(false);
      };
      const timer = setTimeout(() => end(false), withinMs);
      this.#looks.add(look);
      look();
    });
  }

  count(text: string): number {
    return this.#lines.filter((line) => line.includes(text)).length;
  }

  /** As if somebody had set its clock. */
  setClock(aheadMs: number): void {
    if (this.#child.connected) this.#child.send({ aheadMs });
  }

  /** Takes effect at once: nothing that this process does afterwards comes before it. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<Death> {
    this.signal(signal);
    return await this.ended;
  }
}
