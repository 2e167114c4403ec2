import { describe, expect, it } from "vitest";
import { conditionalHeaders, validatorsOf } from "../../src/fetch/validators.ts";

const NOW = Date.UTC(2026, 2, 2, 9);
const YESTERDAY = "Sun, 01 Mar 2026 09:00:00 GMT";

describe("the validators of an answer", () => {
  it("are kept as they were written", () => {
    expect(validatorsOf({ etag: 'W/"a b"', "last-modified": YESTERDAY }, NOW)).toEqual({
      etag: 'W/"a b"',
      lastModified: YESTERDAY,
    });
  });

  it.each([
    ["empty", ""],
    ["with a control character", '"a\u0007"'],
    ["with a letter beyond ASCII", '"é"'],
    ["longer than 1,024 characters", `"${"a".repeat(1023)}"`],
  ])("are dropped when %s, and the other one is kept", (_, etag) => {
    expect(validatorsOf({ etag, "last-modified": YESTERDAY }, NOW)).toEqual({ lastModified: YESTERDAY });
    expect(validatorsOf({ etag: '"a"', "last-modified": etag }, NOW)).toEqual({ etag: '"a"' });
  });

  it("may be 1,024 characters long", () => {
    const etag = `"${"a".repeat(1022)}"`;
    expect(validatorsOf({ etag }, NOW)).toEqual({ etag });
  });

  it("do not hold a date in the future, which would freeze the feed until then", () => {
    const future = "Sat, 02 Mar 2041 09:00:00 GMT";
    expect(validatorsOf({ etag: '"a"', "last-modified": future }, NOW)).toEqual({ etag: '"a"' });
  });

  it("are dropped from an answer that calls itself stale", () => {
    expect(validatorsOf({ etag: '"a"', "last-modified": YESTERDAY, expires: "0" }, NOW)).toEqual({});
  });
});

describe("a conditional request", () => {
  it("sends both validators", () => {
    expect(conditionalHeaders({ etag: '"a"', lastModified: YESTERDAY })).toEqual({
      "if-none-match": '"a"',
      "if-modified-since": YESTERDAY,
    });
  });

  it("does not send what would make the request fail", () => {
    expect(conditionalHeaders({ etag: '"a"\r\nx: y', lastModified: "" })).toEqual({});
  });
});
