import { dirname, join, resolve } from "node:path";
import { parseEnvFile } from "./env-file.ts";
import type { ConfigProblem } from "../problems.ts";
import { readText } from "./read-text.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to look up a variable: in the environment, then in the `.env` file beside the configuration's directory. Problems
 * of that file are warnings, since other programs may read it too; they never show what it holds.
 */
export async function readVariables(
  directory: string,
  env: Environment,
  add: (problem: ConfigProblem) => void,
): Promise<(name: string) => string | undefined> {
  const file = join(dirname(resolve(directory)), ".env");
  const warn = (line: number, message: string): void =>
    add({ file: ".env", line, column: 1, path: "", message, severity: "warning" });
  const read = await readText(file);
  if (read.kind === "unreadable") add({ ...read.problem, file: ".env" });
  if (read.kind !== "text") return (name) => env[name];
  const { values, unreadableLines } = parseEnvFile(read.text);
  for (const line of unreadableLines) warn(line, "not NAME=value, so not read");
  if ((read.mode & 0o044) !== 0) warn(1, "other users of this machine can read this file: chmod 600 .env");
  return (name) => env[name] ?? values.get(name);
}
