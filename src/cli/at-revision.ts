import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** A file as it was at a revision of git. */
export type AtRevision =
  | { readonly kind: "found"; readonly text: string; readonly commit: string }
  /** git knows no such revision, or there is no git here; `detail` is what git says, if it says anything. */
  | { readonly kind: "no-revision"; readonly detail: string }
  /** The revision has no such file. */
  | { readonly kind: "no-file"; readonly commit: string };

const LIMITS = { timeout: 10_000, maxBuffer: 16 << 20 };

/** Asks git, without a shell, for a file at a revision of the repository that the file is in. Nothing is changed. */
export async function atRevision(file: string, revision: string): Promise<AtRevision> {
  // git would take it for an option.
  if (revision.startsWith("-") || revision === "") return { kind: "no-revision", detail: "" };
  const folder = path.dirname(path.resolve(file));
  const parsed = await git(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (!parsed.ok) return { kind: "no-revision", detail: parsed.detail };
  const commit = parsed.out.trim();
  const shown = await git(folder, ["show", `${commit}:./${path.basename(file)}`]);
  return shown.ok ? { kind: "found", text: shown.out, commit } : { kind: "no-file", commit };
}

type GitAnswer =
  | { readonly ok: true; readonly out: string }
  | { readonly ok: false; readonly detail: string };

async function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  try {
    const { stdout } = await promisify(execFile)("git", ["-C", folder, ...args], LIMITS);
    return { ok: true, out: stdout };
  } catch (error) {
    return { ok: false, detail: detailOf(error) };
  }
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && error.code === "ENOENT") return "git is not installed";
  return "stderr" in error && typeof error.stderr === "string" ? (error.stderr.split("\n")[0] ?? "") : "";
}
