import { describe, expect, it } from "vitest";
import { type Session, withApp } from "../../src/cli/command.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { StoreFullError } from "../../src/store/disk/store-errors.ts";
import { aConfigFolder } from "../support/a-config-folder.ts";
import { anIo } from "../support/an-io.ts";

async function ending(use: () => Promise<ExitCode>) {
  const io = anIo();
  const codes: ExitCode[] = [];
  const session: Session = {
    io,
    version: "1.2.3",
    signal: new AbortController().signal,
    end: (code) => void codes.push(code),
  };
  await withApp(session, { config: await aConfigFolder() }, "no-store", use);
  return { codes, said: io.errLines.join("\n") };
}

describe("a command", () => {
  it("that meets a full disk says so in a sentence, and ends with 74", async () => {
    const full = async (): Promise<ExitCode> => {
      throw new StoreFullError("data", undefined);
    };
    const { codes, said } = await ending(full);
    expect(codes).toEqual([EXIT.diskError]);
    expect(said).toContain("the disk that holds data is full: free some space");
  });

  it("that meets a bug hides nothing of it", async () => {
    const bug = async (): Promise<ExitCode> => {
      throw new TypeError("x is not a function");
    };
    await expect(ending(bug)).rejects.toThrow("x is not a function");
  });
});
