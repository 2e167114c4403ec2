import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { compileChild } from "../support/compile-child.ts";

const child = compileChild(new URL("./scarce-child.ts", import.meta.url));
const LIMITED = 'ulimit -n 1024; exec "$0" "$1"';

describe.skipIf(process.platform === "win32")("a worker that has run out of file descriptors", () => {
  it("tells its first story all the same: it needs no file that it has not read yet", async () => {
    const { stdout } = await promisify(execFile)("sh", ["-c", LIMITED, process.execPath, child.script()]);
    const [want, post] = stdout.split("\n");
    expect(want).toContain("EMFILE");
    expect(post).toContain("A new tram line");
  });
});
