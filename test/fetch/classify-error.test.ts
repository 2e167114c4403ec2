import { errors } from "undici";
import { describe, expect, it } from "vitest";
import { classifyError } from "../../src/fetch/classify-error.ts";
import { failure, FetchFault } from "../../src/fetch/failure.ts";

function coded(code: string, message = ""): Error {
  return Object.assign(new Error(message), { code });
}

describe("an error of the network", () => {
  it.each([
    [coded("ECONNREFUSED"), "connect"],
    [coded("EHOSTUNREACH"), "connect"],
    [coded("ETIMEDOUT"), "connect"],
    [coded("EPIPE"), "connect"],
    [coded("ERR_STREAM_PREMATURE_CLOSE"), "connect"],
    [new errors.SocketError("other side closed"), "connect"],
    [new errors.ConnectTimeoutError(), "connect"],
    [coded("HPE_INVALID_CONSTANT"), "connect"],
    [new errors.HTTPParserError("bad"), "connect"],
    [coded("ERR_ASSERTION"), "connect"],
    [new errors.ResponseContentLengthMismatchError(), "connect"],
    [new errors.HeadersOverflowError(), "too-large"],
    [coded("Z_DATA_ERROR"), "encoding"],
    [coded("Z_BUF_ERROR"), "encoding"],
    [coded("ERR__ERROR_FORMAT_PADDING_1"), "encoding"],
    [coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"), "tls"],
    [coded("EPROTO"), "tls"],
    [coded("ERR_BROTLI_DECODER_ERROR_UNREACHABLE"), "encoding"],
    [new FetchFault(failure("dns", "unknown")), "dns"],
  ])("is told apart: %s", (error, kind) => {
    expect(classifyError(error, "example.org")?.errorKind).toBe(kind);
  });

  it("is the machine’s own, and nobody else’s, when no file descriptor is free", () => {
    for (const code of ["EMFILE", "ENFILE"]) {
      const { ofMachine, detail } = classifyError(coded(code), "example.org") ?? {};
      expect([ofMachine, detail]).toEqual([true, expect.stringContaining("ulimit -n")]);
    }
    expect(classifyError(coded("ECONNREFUSED"), "example.org")).not.toHaveProperty("ofMachine");
  });

  it("is told by its code, and never by its message, which may repeat what was asked", () => {
    const detail = classifyError(
      coded("ECONNRESET", "https://user:s3cret@example.org"),
      "example.org",
    )?.detail;
    expect(detail).toContain("example.org");
    expect(detail).toContain("ECONNRESET");
    expect(detail).not.toContain("s3cret");
  });
});

describe("a bug", () => {
  it.each([
    new TypeError("x is not a function"),
    new RangeError("no"),
    coded("ERR_INVALID_ARG_TYPE"),
    "text",
    undefined,
  ])("stays one: %s", (error) => {
    expect(classifyError(error, "example.org")).toBeUndefined();
  });
});
