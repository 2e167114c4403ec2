import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SUPPORT = "test/support";
const TARGET =
  "--jsx react-jsx --jsxImportSource hono/jsx --module nodenext --target es2023 --lib es2023 --types node".split(
    " ",
  );
/** One file after the other, without a look at what it imports: whether the types are right is asked elsewhere. */
const AS_THEY_ARE = [
  "--noCheck",
  "--noResolve",
  "--verbatimModuleSyntax",
  "--rewriteRelativeImportExtensions",
];

/**
 * Compiles a script for a child process into a directory, with all that stands in `test/support`; what both import of
 * `src` is that of the built program. A child that translates its own source would take longer to start than it lives.
 * Resolves to the compiled script.
 */
export async function compileInto(directory: string, source: URL): Promise<string> {
  const path = relative(resolve("."), fileURLToPath(source));
  await symlink(resolve("node_modules"), join(directory, "node_modules"));
  await symlink(resolve("dist"), join(directory, "src"));
  await writeFile(join(directory, "package.json"), '{"type":"module"}');
  const support = readdirSync(SUPPORT).map((name) => join(SUPPORT, name));
  const output = ["--ignoreConfig", "--rootDir", ".", "--outDir", directory];
  const compiler = resolve("node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, path, ...support, ...AS_THEY_ARE, ...TARGET, ...output]);
  return join(directory, path.replace(/\.ts$/, ".js"));
}
