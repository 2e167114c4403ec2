import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFetcher, aServer, get, textOf } from "../support/a-fetcher.ts";
import { type RawServer, rawResponse } from "../support/raw-server.ts";

const KIB = 1024;
const MIB = KIB * KIB;
const TEXT = "<rss>Télésurveillance à Nantes</rss>";

function serving(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<RawServer> {
  return aServer((socket) => socket.write(rawResponse(200, headers, body)));
}

describe("a compressed body", () => {
  it.each([
    ["gzip", gzipSync(TEXT)],
    ["x-gzip", gzipSync(TEXT)],
    ["GZIP", gzipSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
    ["identity", Buffer.from(TEXT)],
    ["identity, gzip", gzipSync(TEXT)],
    ["gzip, br", brotliCompressSync(gzipSync(TEXT))],
    ["gzip, deflate, br", brotliCompressSync(deflateSync(gzipSync(TEXT)))],
    ["", Buffer.from(TEXT)],
  ])("under %j is read", async (coding, body) => {
    const server = await serving(body, { "content-encoding": coding });
    expect(textOf(await get(`${server.origin}/`))).toBe(TEXT);
  });

  it("is read when it comes byte by byte", async () => {
    const server = await aServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-encoding: deflate\r\ntransfer-encoding: chunked\r\n\r\n");
      for (const byte of deflateSync(TEXT))
        socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.from([byte]), Buffer.from("\r\n")]));
      socket.write("0\r\n\r\n");
    });
    expect(textOf(await get(`${server.origin}/`))).toBe(TEXT);
  });

  it("is read although no header says that it is gzip, as with a sitemap.xml.gz", async () => {
    const server = await serving(gzipSync(TEXT), { "content-type": "application/octet-stream" });
    expect(textOf(await get(`${server.origin}/sitemap.xml.gz`))).toBe(TEXT);
  });

  it("may consist of several gzip members", async () => {
    const server = await serving(Buffer.concat([gzipSync("<rss>"), gzipSync("</rss>")]), {
      "content-encoding": "gzip",
    });
    expect(textOf(await get(`${server.origin}/`))).toBe("<rss></rss>");
  });

  it.each(["zstd", "compress", "gzip, aes128gcm", "gzip, gzip, gzip, gzip", "constructor", "gzip;q=1"])(
    "under %j is a failure of kind encoding",
    async (coding) => {
      const server = await serving(gzipSync(TEXT), { "content-encoding": coding });
      expect(await get(`${server.origin}/`)).toMatchObject({ kind: "failed", errorKind: "encoding" });
    },
  );

  it.each([
    ["gzip", gzipSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
  ])("under %s is never taken for whole when it was cut", async (coding, body) => {
    for (const length of [0, 1, 2, Math.floor(body.length / 2), body.length - 1]) {
      const server = await serving(body.subarray(0, length), { "content-encoding": coding });
      expect(await get(`${server.origin}/`), `${length} bytes`).toMatchObject({
        kind: "failed",
        errorKind: "encoding",
      });
    }
  });

  it("that is not what its label says is a failure, not silence", async () => {
    for (const coding of ["gzip", "br"]) {
      const server = await serving(Buffer.from(TEXT), { "content-encoding": coding });
      expect(await get(`${server.origin}/`)).toMatchObject({ kind: "failed", errorKind: "encoding" });
    }
  });

  it("of any bytes ends as a document or as a failure of kind encoding, and never otherwise", async () => {
    let body: Uint8Array = new Uint8Array(0);
    let coding = "";
    const server = await aServer((socket) =>
      socket.write(rawResponse(200, { "content-encoding": coding }, body)),
    );
    const fetcher = aFetcher();
    const anyBody = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("gzip", "br", "deflate", "br, gzip"),
        anyBody,
        fc.boolean(),
        async (label, bytes, flips) => {
          coding = label;
          body = flips
            ? flipped(coding.startsWith("br") ? brotliCompressSync(bytes) : gzipSync(bytes), bytes[0] ?? 0)
            : bytes;
          const outcome = await get(`${server.origin}/`, fetcher);
          expect(outcome.kind === "failed" ? outcome.errorKind : "encoding").toBe("encoding");
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** The same bytes with one bit changed. */
function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at % bytes.length ? byte ^ 4 : byte));
}

describe("the size cap", () => {
  it("lets a body of exactly that size through, and not one byte more", async () => {
    const fetcher = aFetcher({ network: { maxBodyBytes: 64 * KIB } });
    for (const coding of ["identity", "gzip"]) {
      for (const [size, kind] of [
        [64 * KIB, "body"],
        [64 * KIB + 1, "failed"],
      ] as const) {
        const plain = Buffer.alloc(size, "a");
        const server = await serving(coding === "gzip" ? gzipSync(plain) : plain, {
          "content-encoding": coding,
        });
        expect((await get(`${server.origin}/`, fetcher)).kind, `${coding} ${size}`).toBe(kind);
      }
    }
  });

  it("refuses a declared length before the body comes", async () => {
    const server = await aServer((socket) =>
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2000000\r\n\r\n"),
    );
    expect(await get(`${server.origin}/`)).toMatchObject({
      errorKind: "too-large",
      detail: `the body from 127.0.0.1:${server.port} is larger than 1 MiB (network.maxBody)`,
    });
    await server.drained();
  });

  it.each([
    ["plain", "", 16 * MIB],
    ["gzip", "content-encoding: gzip\r\n", MIB],
    ["unlabelled gzip", "", MIB],
  ])("ends an endless %s body soon, and closes the connection", async (what, header, mostBytes) => {
    let sent = 0;
    const server = await aServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n`);
      const source = what === "plain" ? socket : createGzip();
      if (source !== socket) source.pipe(socket);
      const zeros = Buffer.alloc(64 * KIB);
      const pour = (): void => {
        while (!socket.destroyed && source.write(zeros));
      };
      source.on("drain", pour);
      socket.on("close", () => {
        source.destroy();
        sent = socket.bytesWritten;
      });
      pour();
    });
    expect(await get(`${server.origin}/`)).toMatchObject({ kind: "failed", errorKind: "too-large" });
    await server.drained();
    // Beyond the cap itself there is only what the buffers of two sockets hold.
    expect(sent).toBeLessThan(mostBytes);
  });

  it("ends a bomb inside a bomb", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(20 * MIB)));
    const server = await serving(bomb, { "content-encoding": "gzip, gzip" });
    expect(await get(`${server.origin}/`)).toMatchObject({ errorKind: "too-large" });
  });

  it("counts inside the codings too: a bomb that ends as nothing is still one", async () => {
    const nothing = gzipSync("");
    const manyNothings = Buffer.concat(Array.from({ length: (2 * MIB) / nothing.length }, () => nothing));
    const server = await serving(gzipSync(manyNothings), { "content-encoding": "gzip, gzip" });
    expect(await get(`${server.origin}/`)).toMatchObject({ errorKind: "too-large" });
  });

  it("holds for headers", async () => {
    const server = await aServer((socket) =>
      socket.write(rawResponse(200, { "x-long": "a".repeat(20 * KIB) })),
    );
    expect(await get(`${server.origin}/`)).toMatchObject({ kind: "failed", errorKind: "too-large" });
    await server.drained();
  });
});
