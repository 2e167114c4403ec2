import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { compileChild } from "./support/compile-child.ts";
import type { Cost } from "./support/hostile-child.ts";
import { type RawAnswer, rawResponse, startRawServer } from "./support/raw-server.ts";

const MIB = 1024 * 1024;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const child = compileChild(new URL("support/hostile-child.ts", import.meta.url), "src/reader/read-thread.ts");
const rss = (items: string): string => `<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
const filled = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));
const ofText = (text: string, type = "text/xml"): RawAnswer => {
  const body = Buffer.from(text);
  return (socket) => void socket.write(Buffer.concat([head(body.length, `content-type: ${type}\r\n`), body]));
};
const numbered = (length: number, make: (n: number) => string): readonly string[] =>
  Array.from({ length }, (_, n) => make(n));
const head = (length: number, headers = ""): Buffer =>
  Buffer.from(`HTTP/1.1 200 OK\r\n${headers}content-length: ${length}\r\n\r\n`);
const compressed = (body: Buffer, coding: string): RawAnswer => {
  const whole = Buffer.concat([head(body.length, `content-encoding: ${coding}\r\n`), body]);
  return (socket) => void socket.write(whole);
};
/** Writes the same again and again until the other side has enough. */
const endless =
  (start: string, piece: string): RawAnswer =>
  (socket) => {
    socket.write(start);
    const more = (): void => {
      if (socket.destroyed) return;
      if (socket.write(piece)) setImmediate(more);
      else socket.once("drain", more);
    };
    more();
  };

/** What each hostile feed does, and how its poll ends. */
const HOSTILE: Readonly<Record<string, readonly [outcome: RegExp, answer: () => RawAnswer]>> = {
  "a-body-without-end": [/too-large/, () => endless("HTTP/1.1 200 OK\r\n\r\n", " ".repeat(65_536))],
  "headers-without-end": [/too-large/, () => endless("HTTP/1.1 200 OK\r\n", `x: ${"y".repeat(1000)}\r\n`)],
  "headers-that-drip": [
    /timeout/,
    () => (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x: y\r\n"), 100);
      socket.on("close", () => clearInterval(timer));
    },
  ],
  "chunks-without-end": [
    /too-large/,
    () =>
      endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", `ffff\r\n${"x".repeat(65_535)}\r\n`),
  ],
  "a-body-that-drips": [
    /timeout/,
    () => (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
      const timer = setInterval(() => socket.write("x"), 100);
      socket.on("close", () => clearInterval(timer));
    },
  ],
  silence: [/timeout/, () => () => {}],
  "a-huge-declared-length": [
    /too-large/,
    () => (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nx"),
  ],
  "a-gzip-bomb": [/too-large/, () => compressed(gzipSync(Buffer.alloc(200 * MIB)), "gzip")],
  "a-brotli-bomb": [/too-large/, () => compressed(brotliCompressSync(Buffer.alloc(50 * MIB), QUICK), "br")],
  "a-bomb-in-a-bomb": [
    /too-large/,
    () => compressed(gzipSync(gzipSync(Buffer.alloc(200 * MIB))), "gzip, gzip"),
  ],
  "a-cut-gzip-body": [/encoding/, () => compressed(gzipSync(rss("")).subarray(0, 30), "gzip")],
  "a-redirect-to-itself": [
    /redirect/,
    () => (socket) => void socket.write(rawResponse(302, { location: "/a-redirect-to-itself" }, "")),
  ],
  "no-http-at-all": [/connect/, () => (socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
  "a-connection-that-resets": [/connect/, () => (socket) => void socket.resetAndDestroy()],
  "a-title-of-angles": [/items/, () => ofText(rss(`<item><title>${filled("<", 9 * MIB)}</title></item>`))],
  "a-body-of-angles": [
    /items|partial/,
    () => ofText(rss(`<item><title>x</title><description>${filled("x<p ", 9 * MIB)}</description></item>`)),
  ],
  "a-text-of-references": [
    /items/,
    () =>
      ofText(rss(`<item><title>x</title><description>${filled("&amp;lt;", 9 * MIB)}</description></item>`)),
  ],
  "nested-elements": [/items/, () => ofText(rss(filled("<a>", 9 * MIB)))],
  "nested-html": [
    /items/,
    () =>
      ofText(
        rss(
          `<item><title>x</title><description><![CDATA[${filled("<div>", 9 * MIB)}]]></description></item>`,
        ),
      ),
  ],
  "a-million-items": [/partial/, () => ofText(rss(filled("<item><title>x</title></item>", 9 * MIB)))],
  "an-entity-bomb": [
    /items|partial/,
    () => {
      const entities = Array.from({ length: 60 }, (_, n) => `<!ENTITY e${n} "${`&e${n - 1};`.repeat(20)}">`);
      return ofText(
        `<!DOCTYPE rss [${entities.join("")}]>${rss(`<item><title>${filled("&e59;", MIB)}</title></item>`)}`,
      );
    },
  ],
  attributes: [
    /items|parse/,
    () => ofText(rss(`<item ${filled('a1="x" ', 9 * MIB)}><title>x</title></item>`)),
  ],
  "attributes-of-many-names": [
    /items/,
    () => ofText(rss(`<item><title>x</title><x ${numbered(700_000, (n) => `a${n}=""`).join(" ")}/></item>`)),
  ],
  "empty-elements": [
    /partial/,
    () => ofText(rss(filled(`<item><title>x</title>${filled("<x/>", 16_000)}</item>`, 9 * MIB))),
  ],
  "keys-of-json": [
    /items/,
    () => ofText(`{"items":[{"id":1,${numbered(600_000, (n) => `"k${n}":1`).join(",")}}]}`),
  ],
  "keys-of-json-encoded-twice": [
    /items/,
    () => ofText(`{"items":[{"id":1,"title":"CafÃ©",${numbered(500_000, (n) => `"k${n}":1`).join(",")}}]}`),
  ],
  "objects-of-json": [/parse/, () => ofText(`{"items":[${filled("{},", 9 * MIB)}{}]}`)],
  "deep-json": [/parse/, () => ofText(`{"items":${filled("[", 9 * MIB)}`, "application/json")],
  "nested-json": [
    /parse/,
    () =>
      ofText(
        `{"version":"1","items":[{"id":"1","title":"x","tags":${filled("[", MIB)}${filled("]", MIB)}}]}`,
      ),
  ],
  "wide-json": [/partial/, () => ofText(`{"items":[${filled('{"id":1,"title":"x"},', 9 * MIB)}{}]}`)],
  "a-page-instead": [
    /html/,
    () => ofText(`<!doctype html><html><body>${filled("<p>x</p>", 9 * MIB)}`, "text/html"),
  ],
  categories: [
    /items/,
    () => ofText(rss(`<item><title>x</title>${filled("<category>x</category>", 9 * MIB)}</item>`)),
  ],
  "a-guid-of-megabytes": [
    /items/,
    () => ofText(rss(`<item><guid>${filled("x", 9 * MIB)}</guid><title>x</title></item>`)),
  ],
  "no-text-at-all": [
    /encoding/,
    () => compressed(gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])), "gzip"),
  ],
};

describe("a hostile feed", () => {
  const costs = new Map<string, Cost>();

  beforeAll(async () => {
    const answers = new Map(Object.entries(HOSTILE).map(([name, [, answer]]) => [`/${name}`, answer]));
    const healthy = ofText(rss("<item><title>All is well</title><guid>1</guid></item>"));
    const server = await startRawServer((socket, request) => {
      (answers.get(request.path)?.() ?? healthy)(socket, request);
    });
    const run = spawn(
      process.execPath,
      ["--expose-gc", child.script(), server.origin, ...Object.keys(HOSTILE)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    for await (const line of createInterface({ input: run.stdout })) {
      const cost: Cost = JSON.parse(line);
      costs.set(cost.name, cost);
    }
    await server.close();
  }, 150_000);

  it.each(Object.entries(HOSTILE))(
    "sending %s costs bounded memory and no standstill, and its neighbour is read",
    (name, [outcome]) => {
      const cost = costs.get(name);
      expect(cost?.outcome).toMatch(outcome);
      expect(cost?.neighbour).toMatch(/items/);
      expect(cost?.grownMib).toBeLessThan(150);
      // Ten times what is aimed at: the machine may be busy, but a parser that freezes takes longer than this.
      expect(cost?.loopMs).toBeLessThan(500);
    },
  );
});
