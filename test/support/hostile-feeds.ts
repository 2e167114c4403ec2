import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { type RawAnswer, rawResponse } from "./raw-server.ts";

const MIB = 1024 * 1024;
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
export const rss = (items: string): string =>
  `<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
const filled = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));
export const ofText = (text: string, type = "text/xml"): RawAnswer => {
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
const bomb = (): Buffer => gzipSync(Buffer.alloc(200 * MIB), { level: 1 });
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

/** How its poll ends, and what it does. */
type HostileFeed = readonly [outcome: RegExp, answer: () => RawAnswer];

/** Feeds that keep whoever reads them waiting until the deadline. */
export const SLOW: Readonly<Record<string, HostileFeed>> = {
  "headers-that-drip": [
    /timeout/,
    () => (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x: y\r\n"), 100);
      socket.on("close", () => clearInterval(timer));
    },
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
};

/** Feeds that send as much as they can. */
export const GREEDY: Readonly<Record<string, HostileFeed>> = {
  "a-body-without-end": [/too-large/, () => endless("HTTP/1.1 200 OK\r\n\r\n", " ".repeat(65_536))],
  "headers-without-end": [/too-large/, () => endless("HTTP/1.1 200 OK\r\n", `x: ${"y".repeat(1000)}\r\n`)],
  "chunks-without-end": [
    /too-large/,
    () =>
      endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", `ffff\r\n${"x".repeat(65_535)}\r\n`),
  ],
  "a-huge-declared-length": [
    /too-large/,
    () => (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nx"),
  ],
  "a-gzip-bomb": [/too-large/, () => compressed(bomb(), "gzip")],
  "a-brotli-bomb": [/too-large/, () => compressed(brotliCompressSync(Buffer.alloc(50 * MIB), QUICK), "br")],
  "a-bomb-in-a-bomb": [/too-large/, () => compressed(gzipSync(bomb()), "gzip, gzip")],
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
  "fields-of-a-letter": [
    /partial/,
    () => ofText(rss(filled(`<item><title>x</title>${filled("<x>y</x>", 16_000)}</item>`, 9 * MIB))),
  ],
  "attributes-of-many-elements": [
    /partial/,
    () => {
      const element = `<x ${numbered(100, (n) => `a${n}=""`).join(" ")}/>`;
      return ofText(rss(filled(`<item><title>x</title>${filled(element, 160_000)}</item>`, 9 * MIB)));
    },
  ],
  "keys-of-json": [
    /items/,
    () => ofText(`{"items":[{"id":1,${numbered(600_000, (n) => `"k${n}":1`).join(",")}}]}`),
  ],
  "keys-of-objects-of-json": [
    /items/,
    () => {
      const objects = numbered(48_000, (n) => `{${numbered(5, (key) => `"k${n}-${key}":1`).join(",")}}`);
      const lists = numbered(8, (n) => `[${objects.slice(n * 6000, (n + 1) * 6000).join(",")}]`);
      return ofText(`{"items":[{"id":1}],"more":[${lists.join(",")}]}`);
    },
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
