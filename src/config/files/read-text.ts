import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { ConfigProblem } from "../problems.ts";

export type TextRead =
  | { readonly kind: "text"; readonly text: string; readonly mode: number }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: ConfigProblem };

export type BytesRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly mode: number }
  | { readonly kind: "absent" }
  /** Why, in words that stand after the name of the file. */
  | { readonly kind: "unreadable"; readonly message: string };

/** The most that a file may hold, in MiB: a list of feeds grows long, whatever else does is something else than it seems. */
export function largestMiB(file: string): number {
  return basename(file) === "feeds.yaml" ? 32 : 1;
}

/** Reads one file in UTF-8, of a size that a file of its name may have. */
export async function readText(file: string): Promise<TextRead> {
  const read = await readBytes(file);
  switch (read.kind) {
    case "bytes":
      return decode(file, read.bytes, read.mode);
    case "absent":
      return read;
    case "unreadable":
      return unreadable(file, read.message);
  }
}

/** Reads one file as it is, of a size that a file of its name may have. */
export async function readBytes(file: string): Promise<BytesRead> {
  try {
    const { size, mode } = await stat(file);
    const most = largestMiB(file);
    if (size > most * 1024 ** 2)
      return { kind: "unreadable", message: `larger than ${most} MiB: split it, or look what it really is` };
    return { kind: "bytes", bytes: await readFile(file), mode };
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    return { kind: "unreadable", message: `cannot be read (${code})` };
  }
}

/** The short code of a file-system error, e.g. `EACCES`. */
export function errorCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unknown";
}

function decode(file: string, bytes: Uint8Array, mode: number): TextRead {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const bad = Buffer.from(text).equals(bytes) ? -1 : text.indexOf("\uFFFD");
  if (bad === -1) return { kind: "text", text, mode };
  const before = text.slice(0, bad).split("\n");
  const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return unreadable(file, "not UTF-8 from here on: save the file as UTF-8", at);
}

function unreadable(file: string, message: string, at = { line: 1, column: 1 }): TextRead {
  return { kind: "unreadable", problem: { file, ...at, path: "", message, severity: "error" } };
}
