import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { aServer } from "../support/a-fetcher.ts";
import { rawResponse } from "../support/raw-server.ts";

const SCRIPT = fileURLToPath(new URL("./scarce-child.ts", import.meta.url));
const LIMITED = 'ulimit -n 64; exec "$0" --import tsx "$1" "$2"';

describe.skipIf(process.platform === "win32")("a process without a free file descriptor", () => {
  it("asks nobody, knows whose fault that is and that nothing has arrived, and asks again later", async () => {
    const server = await aServer((socket) => socket.write(rawResponse(200, {}, "here")));
    const command = ["-c", LIMITED, process.execPath, SCRIPT, String(server.port)];
    const { stdout } = await promisify(execFile)("sh", command);
    const answers: unknown[] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const detail = expect.stringMatching(/^no file descriptor was free to ask .*ulimit -n/u);
    const failed = { kind: "failed", errorKind: "connect", detail };
    expect(answers).toMatchObject([
      { ...failed, ofMachine: true },
      { ...failed, mayHaveArrived: false },
      { ...failed, ofMachine: true },
      { ...failed, mayHaveArrived: false },
      { kind: "body" },
      { kind: "answered", status: 200 },
    ]);
    expect(server.requests).toHaveLength(2);
  });
});
