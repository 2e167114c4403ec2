import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame, encodeFrame, readLines } from "../../src/store/disk/frames.ts";
import { aDirectory } from "../support/a-store-directory.ts";

async function valuesIn(path: string): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const lines of readLines(path)) values.push(...lines.map((line) => decodeFrame(line)));
  return values;
}

describe("a framed line", () => {
  it("gives back any value that JSON can hold, on one line", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = encodeFrame(JSON.stringify(value));
        const bytes = Buffer.from(text).subarray(0, -1);
        expect(bytes.includes(0x0a)).toBe(false);
        const read = decodeFrame({ start: 0, end: bytes.length + 1, bytes, whole: true });
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("is refused when any of its bytes is another", () => {
    const frame = Buffer.from(encodeFrame('{"alert":"Straßenbahn"}')).subarray(0, -1);
    for (let at = 0; at < frame.length; at += 1) {
      const bytes = Buffer.from(frame);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      expect(decodeFrame({ start: 0, end: bytes.length + 1, bytes, whole: true })).toBeUndefined();
    }
  });

  it("is refused as long as its line feed is missing", async () => {
    const path = join(await aDirectory(), "file");
    await writeFile(path, encodeFrame("1") + encodeFrame("2").trimEnd());
    expect(await valuesIn(path)).toEqual([1, undefined]);
  });

  it("may be longer than what is read at once", async () => {
    const path = join(await aDirectory(), "file");
    const long = "x".repeat(3_000_000);
    await writeFile(path, [long, "short", long].map((text) => encodeFrame(JSON.stringify(text))).join(""));
    expect(await valuesIn(path)).toEqual([long, "short", long]);
  });
});
