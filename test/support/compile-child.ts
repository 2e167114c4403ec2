import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";

/** Scripts for child processes, compiled into a directory of their own, which also has room for their data. */
export interface CompiledChild {
  /** The compiled script, and the directory; both are there when the tests run. */
  script(): string;
  directory(): string;
}

/**
 * Compiles a script and all it imports before the tests of this file run: starting a child that translates its own
 * source would take longer than its whole life. `started` are files that it does not import but starts as threads. All goes when the tests have run.
 */
export function compileChild(source: URL, ...started: readonly string[]): CompiledChild {
  const path = relative(resolve("."), fileURLToPath(source));
  let built = "";
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), "vigie-child-"));
    await symlink(resolve("node_modules"), join(built, "node_modules"));
    await writeFile(join(built, "package.json"), '{"type":"module"}');
    const jsx = ["--jsx", "react-jsx", "--jsxImportSource", "hono/jsx"];
    const target = [
      ...jsx,
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--lib",
      "es2023",
      "--types",
      "node",
    ];
    const output = [
      "--ignoreConfig",
      "--rewriteRelativeImportExtensions",
      "--rootDir",
      ".",
      "--outDir",
      built,
    ];
    const compiler = resolve("node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, path, ...started, "--skipLibCheck", ...target, ...output]);
  }, 60_000);
  afterAll(() => rm(built, { recursive: true, force: true }));
  return { script: () => join(built, path.replace(/\.ts$/, ".js")), directory: () => built };
}
