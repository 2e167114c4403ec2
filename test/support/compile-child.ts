import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { compileInto } from "./compile-into.ts";

/** Scripts for child processes, compiled into a directory of their own, which also has room for their data. */
export interface CompiledChild {
  /** The compiled script, and the directory; both are there when the tests run. */
  script(): string;
  directory(): string;
}

/** Compiles a script before the tests of this file run, as `compileInto` says. All goes when the tests have run. */
export function compileChild(source: URL): CompiledChild {
  let built = "";
  let script = "";
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), "vigie-child-"));
    script = await compileInto(built, source);
  }, 60_000);
  afterAll(() => rm(built, { recursive: true, force: true }));
  return { script: () => script, directory: () => built };
}
