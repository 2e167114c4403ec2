import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("./scarce-child.ts", import.meta.url));
const LIMITED = 'ulimit -n 128; exec "$0" --import tsx "$1"';

describe.skipIf(process.platform === "win32")("a worker that has run out of file descriptors", () => {
  it("tells its first story all the same: it needs no file that it has not read yet", async () => {
    const { stdout } = await promisify(execFile)("sh", ["-c", LIMITED, process.execPath, SCRIPT]);
    const [want, post] = stdout.split("\n");
    expect(want).toContain("EMFILE");
    expect(post).toContain("A new tram line");
  });
});
