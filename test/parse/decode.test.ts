import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../src/parse/bytes/decode.ts";

const CP1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function latin9(text: string): Uint8Array {
  const special = new Map([
    ["€", 0xa4],
    ["Œ", 0xbc],
    ["œ", 0xbd],
    ["Ÿ", 0xbe],
  ]);
  return Uint8Array.from(text, (character) => special.get(character) ?? character.charCodeAt(0));
}

function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const high = CP1252.indexOf(character);
    return high < 0 ? character.charCodeAt(0) : 0x80 + high;
  });
}

function wide(text: string, unit: 2 | 4, littleEndian: boolean): Uint8Array {
  const points =
    unit === 2
      ? Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
      : Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * unit));
  for (const [index, point] of points.entries()) {
    if (unit === 2) view.setUint16(index * 2, point, littleEndian);
    else view.setUint32(index * 4, point, littleEndian);
  }
  return new Uint8Array(view.buffer);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const withMark = (mark: readonly number[], bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...mark, ...bytes]);

/** French with every accented letter it has, in sentences: no letter stands alone. */
const french = fc
  .array(
    fc.constantFrom(
      "l’été",
      "à Nœux",
      "Noël",
      "5 €",
      "« dîner »",
      "Œuvre",
      "façade",
      "où",
      "aiguë",
      "L’HAŸ",
      "naïf",
      "…",
      "– oui",
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((words) => words.join(" "));
const LABELS = [
  "",
  "utf-8",
  "UTF-8",
  "iso-8859-1",
  "ISO-8859-15",
  "latin1",
  "us-ascii",
  "windows-1252",
  "utf-16",
  "no-such-charset",
];
const document = (label: string, text: string): string =>
  label === "" ? `<rss>${text}</rss>` : `<?xml version="1.0" encoding="${label}"?><rss>${text}</rss>`;

const anyDeclaration = { text: french, prolog: fc.constantFrom(...LABELS), http: fc.constantFrom(...LABELS) };
const contentType = (label: string): string | undefined =>
  label === "" ? undefined : `text/xml; charset=${label}`;

describe("French comes out as it went in, whatever is declared, when the bytes are", () => {
  it("UTF-8", () => {
    fc.assert(
      fc.property(fc.record(anyDeclaration), ({ text, prolog, http }) => {
        expect(decode(utf8(document(prolog, text)), contentType(http))).toBe(document(prolog, text));
      }),
    );
  });

  it("UTF-8 with a mark", () => {
    fc.assert(
      fc.property(fc.record(anyDeclaration), ({ text, prolog, http }) => {
        const bytes = withMark([0xef, 0xbb, 0xbf], utf8(document(prolog, text)));
        expect(decode(bytes, contentType(http))).toBe(document(prolog, text));
      }),
    );
  });

  it("UTF-16 or UTF-32, of either order, with a mark or without", () => {
    const shapes = fc.record({
      unit: fc.constantFrom<2 | 4>(2, 4),
      littleEndian: fc.boolean(),
      mark: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.record(anyDeclaration),
        shapes,
        ({ text, prolog, http }, { unit, littleEndian, mark }) => {
          const written = document(prolog, text);
          const bytes = wide(mark ? `\ufeff${written}` : written, unit, littleEndian);
          expect(decode(bytes, contentType(http))).toBe(written);
        },
      ),
    );
  });

  it("windows-1252, unless ISO 8859-15 is declared", () => {
    const notLatin9 = fc.record({
      ...anyDeclaration,
      prolog: fc.constantFrom(...LABELS.filter((label) => label !== "ISO-8859-15")),
      http: fc.constantFrom(...LABELS.filter((label) => label !== "ISO-8859-15")),
    });
    fc.assert(
      fc.property(notLatin9, ({ text, prolog, http }) => {
        expect(decode(windows1252(document(prolog, text)), contentType(http))).toBe(document(prolog, text));
      }),
    );
  });

  it("ISO 8859-15 and declared so", () => {
    const words = fc.array(fc.constantFrom("5 €", "Nœux", "l'été", "L'HAŸ", "Œuvre"), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.boolean(), (list, byHttp) => {
        const written = document(byHttp ? "" : "ISO-8859-15", list.join(" "));
        expect(decode(latin9(written), byHttp ? "text/xml; charset=iso-8859-15" : undefined)).toBe(written);
      }),
    );
  });
});

describe("other encodings are believed when they are declared and the bytes agree", () => {
  it.each([
    ["shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"],
    ["euc-jp", [0xc6, 0xfc, 0xcb, 0xdc], "日本"],
    ["x-sjis", [0x87, 0x40, 0xb1], "①ｱ"],
    ["euc-kr", [0xc7, 0xd1, 0xb1, 0xdb], "한글"],
    ["ks_c_5601-1987", [0xc7, 0xd1, 0xb1, 0xdb], "한글"],
    ["gb18030", [0xc8, 0xd5, 0xb1, 0xbe], "日本"],
    ["gb2312", [0xc8, 0xd5, 0xb1, 0xbe], "日本"],
    ["gbk", [0xc8, 0xd5, 0x81, 0x40], "日丂"],
    ["big5", [0xa4, 0xe9, 0xa5, 0xbb], "日本"],
    ["iso-2022-jp", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], "日本"],
    ["windows-1251", [0xcc, 0xe8, 0xf0], "Мир"],
    ["koi8-r", [0xed, 0xc9, 0xd2], "Мир"],
    ["koi8-u", [0xed, 0xa6, 0xd2, 0xa4], "Мірє"],
    ["macintosh", [0x8e, 0x74, 0x8e, 0xd5], "été’"],
    ["iso-8859-2", [0xb1, 0xea], "ąę"],
    ["cp932", [0x93, 0xfa, 0x96, 0x7b], "日本"],
    ["latin-9", [0xa4, 0xbd], "€œ"],
  ])("%s", (label, letters, text) => {
    const [start = "", end = ""] = document(label, "|").split("|");
    const bytes = Uint8Array.from([...utf8(start), ...letters, ...utf8(end)]);
    expect(decode(bytes)).toBe(document(label, text));
    expect(
      decode(Uint8Array.from([...utf8("<rss>"), ...letters, ...utf8("</rss>")]), contentType(label)),
    ).toBe(`<rss>${text}</rss>`);
  });

  it("though their bytes happen to be valid UTF-8", () => {
    const korean = Uint8Array.from([...utf8("<rss>"), 0xc4, 0xa1, 0xc7, 0xb1, ...utf8("</rss>")]);
    expect(decode(korean, contentType("euc-kr"))).toBe("<rss>치풉</rss>");
    expect(decode(korean)).toBe("<rss>ġǱ</rss>");
    expect(decode(utf8("<rss>日本 · é</rss>"), contentType("gb2312"))).toBe("<rss>日本 · é</rss>");
  });

  it("though a byte of many is broken", () => {
    const japanese = [0x93, 0xfa, 0x96, 0x7b, 0x93, 0xfa, 0x96, 0x7b, 0x93, 0xfa];
    const bytes = Uint8Array.from([...utf8("<rss>"), ...japanese, 0xff, ...japanese, ...utf8("</rss>")]);
    expect(decode(bytes, contentType("shift_jis"))).toBe("<rss>日本日本日\ufffd日本日本日</rss>");
  });

  it("by HTTP before the document itself", () => {
    const bytes = Uint8Array.from([...utf8(document("koi8-r", "")), 0xcc, 0xe8, 0xf0]);
    expect(decode(bytes, contentType("windows-1251"))).toBe(`${document("koi8-r", "")}Мир`);
  });

  it("by the document before HTTP when it says two bytes per character, and HTTP what servers say unasked", () => {
    const [start = "", end = ""] = document("Shift_JIS", "|").split("|");
    const bytes = Uint8Array.from([...utf8(start), 0x93, 0xfa, 0x96, 0x7b, ...utf8(end)]);
    expect(decode(bytes, contentType("ISO-8859-1"))).toBe(document("Shift_JIS", "日本"));
    const windows = windows1252(document("Shift_JIS", "L’été où"));
    expect(decode(windows, contentType("ISO-8859-1"))).toBe(document("Shift_JIS", "L’été où"));
  });

  it("ISO-2022-JP also undeclared, by its escapes", () => {
    const japanese = [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42];
    const bytes = Uint8Array.from([...utf8("<rss>"), ...japanese, ...utf8("</rss>")]);
    expect(decode(bytes)).toBe("<rss>日本</rss>");
    expect(decode(utf8("<rss>é \u001b$B pas du japonais</rss>"))).toBe("<rss>é $B pas du japonais</rss>");
  });

  it("also by the meta element of a page", () => {
    const start = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">';
    expect(decode(Uint8Array.from([...utf8(start), 0xcc, 0xe8, 0xf0]))).toBe(`${start}Мир`);
  });
});

describe("damaged text", () => {
  it("is still UTF-8 when one byte of many is broken, even if Latin-1 is declared", () => {
    const text = "L’été à Nœux, déjà, où l’œuvre était ; ";
    const bytes = Uint8Array.from([...utf8(`<rss>${text}`), 0xe2, 0x80, ...utf8("</rss>")]);
    for (const http of ["utf-8", "iso-8859-1", ""]) {
      expect(decode(bytes, contentType(http))).toBe(`<rss>${text}\ufffd</rss>`);
    }
  });

  it("in UTF-8 with a letter or a quote in windows-1252 keeps both", () => {
    const text = "Été à Nîmes, où l’œuvre naît déjà ; ";
    const bytes = (...odd: readonly number[]): Uint8Array =>
      Uint8Array.from([...utf8(`<rss>${text}caf`), ...odd, ...utf8(` ${text}</rss>`)]);
    const read = (...odd: readonly number[]): string | undefined =>
      decode(bytes(...odd))?.slice(`<rss>${text}caf`.length, -` ${text}</rss>`.length);
    expect(read(0xe9)).toBe("é");
    expect(read(0x92)).toBe("’");
    expect(read(0xe9, 0x73, 0x20, 0x93, 0x61, 0x94, 0x20, 0x9c)).toBe("és “a” œ");
    expect(read(0xe9, ...utf8("é"))).toBe("éé");
    // Halves of longer characters, and signs that nobody writes.
    expect(read(0xe2, 0x80)).toBe("\ufffd");
    expect(read(0xa9)).toBe("\ufffd");
    expect(read(0xff, 0xfe)).toBe("\ufffd\ufffd");
  });

  it("that was cut inside a character keeps those before it", () => {
    const text = "<rss>L’été à Nîmes";
    const bytes = utf8(text);
    const firstEnd = utf8("<rss>L’").length;
    for (let end = firstEnd; end <= bytes.length; end += 1) {
      expect(text.startsWith(decode(bytes.subarray(0, end)) ?? "nothing"), `cut at ${end}`).toBe(true);
    }
  });

  it("loses its control characters, and keeps its lines", () => {
    const text = "Le port rouvre après trois ans de travaux";
    expect(decode(utf8(`<a>\u0000\u0007b\tc\r\nd\u000b\ufffe${text}</a>`))).toBe(`<a>b\tc\r\nd${text}</a>`);
  });

  it("that is no text at all is nothing", () => {
    expect(decode(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]))).toBeUndefined();
    expect(decode(Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256))).toBeUndefined();
  });

  it("never makes it throw, and never leaves half a character pair", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...LABELS), (bytes, label) => {
        expect(decode(bytes, contentType(label)) ?? "").not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
