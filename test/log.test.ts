import { describe, expect, it } from "vitest";
import { createLog } from "../src/log.ts";
import { Secret } from "../src/model/secret.ts";

function aSink(isTTY: boolean) {
  const lines: string[] = [];
  return { isTTY, lines, write: (line: string) => void lines.push(line) };
}

describe("the log of a machine", () => {
  it("is one JSON object per line, with a time, a level, the event and its fields", () => {
    const sink = aSink(false);
    createLog(sink, []).warn("feed.failed", { feed: "example", errorKind: undefined });
    expect(sink.lines).toHaveLength(1);
    expect(sink.lines[0]?.endsWith("\n")).toBe(true);
    expect(JSON.parse(sink.lines[0] ?? "")).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: "feed.failed",
      feed: "example",
    });
  });
});

describe("the log of a person who watches", () => {
  it("is a short line with the time of day, the event and its fields", () => {
    const sink = aSink(true);
    createLog(sink, []).error("feed.failed", { feed: "example", reason: "not a feed", detail: undefined });
    expect(sink.lines[0]).toMatch(/^\d\d:\d\d:\d\d ✗ feed\.failed feed="example" reason="not a feed"\n$/);
  });

  it("lets no stranger's text begin a line, colour the screen or turn the reading direction", () => {
    const sink = aSink(true);
    const hostile = "one\ntwo \u{1b}[31mred \u{9b}31mred \u{202e}reversed";
    createLog(sink, []).info("message.settled", { reason: hostile });
    expect(sink.lines[0]?.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe.each([
  ["a machine", false],
  ["a person", true],
])("a secret in the log of %s", (_who, isTTY) => {
  const value = 'pass "word" \\ with/é+signs';
  const forms = {
    plain: value,
    "percent-encoded": encodeURIComponent(value),
    base64: Buffer.from(value).toString("base64"),
    "inside an address": `smtp://user:${encodeURIComponent(value)}@mail.example.org`,
  };

  it.each(Object.entries(forms))("is replaced: %s", (_form, text) => {
    const sink = aSink(isTTY);
    createLog(sink, [new Secret(value)]).error("mail.failed", { reason: `said ${text} twice: ${text}` });
    const [line = ""] = sink.lines;
    expect(line).toContain("[secret]");
    for (const form of Object.values(forms)) {
      expect(line).not.toContain(form);
      expect(line).not.toContain(JSON.stringify(form).slice(1, -1));
    }
  });

  it("is replaced whole when it holds another one", () => {
    const sink = aSink(isTTY);
    const url = "https://example.org/hooks/a-long-token";
    createLog(sink, [new Secret("a-long-token"), new Secret(url)]).error("x.failed", { reason: url });
    expect(sink.lines[0]).not.toContain("example.org");
  });

  it("is replaced as well when the log hears of it later, and the earlier ones still are", () => {
    const sink = aSink(isTTY);
    const log = createLog(sink, [new Secret("the-token-before")]);
    log.hide([new Secret(value)]);
    log.error("x.failed", { reason: `the-token-before, then ${value}` });
    expect(sink.lines[0]).toContain("[secret], then [secret]");
  });

  it("prints as [secret] when it is logged itself", () => {
    const sink = aSink(isTTY);
    createLog(sink, []).error("x.failed", { token: new Secret(value) });
    expect(sink.lines[0]).toContain("[secret]");
  });

  it("that is a common short word blanks out nothing", () => {
    const sink = aSink(isTTY);
    createLog(sink, [new Secret("tram")]).info("x.happened", { title: "A tram" });
    expect(sink.lines[0]).toContain("A tram");
  });
});
