import { execFileSync } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET =
  "--jsx react-jsx --jsxImportSource hono/jsx --module nodenext --target es2023 --lib es2023 --types node".split(
    " ",
  );

/**
 * Compiles a script and all it imports into a directory, and `started`, which it starts as threads: starting a child that
 * translates its own source would take longer than its whole life. Resolves to the compiled script.
 */
export async function compileInto(
  directory: string,
  source: URL,
  ...started: readonly string[]
): Promise<string> {
  const path = relative(resolve("."), fileURLToPath(source));
  await symlink(resolve("node_modules"), join(directory, "node_modules"));
  await writeFile(join(directory, "package.json"), '{"type":"module"}');
  const output = [
    "--ignoreConfig",
    "--rewriteRelativeImportExtensions",
    "--rootDir",
    ".",
    "--outDir",
    directory,
  ];
  const compiler = resolve("node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, path, ...started, "--skipLibCheck", ...TARGET, ...output]);
  return join(directory, path.replace(/\.ts$/, ".js"));
}
