import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate } from "../../src/parse/dates/dates.ts";

const read = (text: string): string | undefined => {
  const instant = parseDate(text);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};
const NOON = "2026-03-29T12:30:05.000Z";
const NOON_WITHOUT_SECONDS = "2026-03-29T12:30:00.000Z";
const MIDNIGHT = "2026-03-29T00:00:00.000Z";

describe("a date is read whichever way it is written", () => {
  it.each([
    ["2026-03-29T12:30:05Z", NOON],
    ["2026-03-29T14:30:05+02:00", NOON],
    ["2026-03-29T14:30:05+0200", NOON],
    ["2026-03-29T14:30:05+02", NOON],
    ["2026-03-29 14:30:05 +0200", NOON],
    ["2026-03-29T07:30:05-05:00", NOON],
    ["2026-03-29T14:30:05 CEST", NOON],
    ["2026-03-29T12:30:05.678Z", "2026-03-29T12:30:05.678Z"],
    ["2026-03-29T12:30:05,6789123Z", "2026-03-29T12:30:05.678Z"],
    ["2026/03/29 12:30:05", NOON],
    ["2026-3-29T12:30:05", NOON],
    ["2026.03.29 12:30:05", NOON],
    ["2026-03-29T14:30:05+02:00[Europe/Paris]", NOON],
    ["20260329T123005Z", NOON],
    ["20260329123005", NOON],
    ["20260329", MIDNIGHT],
    ["2026-03-29", MIDNIGHT],
    ["2026-03", "2026-03-01T00:00:00.000Z"],
    ["2026", "2026-01-01T00:00:00.000Z"],
    ["2026-03-28T24:00:00Z", MIDNIGHT],
    ["Sun, 29 Mar 2026 12:30:05 GMT", NOON],
    ["Sun, 29 Mar 2026 14:30:05 +0200", NOON],
    ["Sun, 29 Mar 2026 14:30:05 GMT+2", NOON],
    ["Sun, 29 Mar 2026 14:30:05 +0200 (CEST)", NOON],
    ["Sun, 29 Mar 26 12:30:05 UT", NOON],
    ["29 Mar 2026 12:30:05", NOON],
    ["Sunday, 29-Mar-26 12:30:05 UTC", NOON],
    ["Wed, 29 Mar 2026 12:30:05 GMT", NOON],
    ["Sun, 29 Mar 2026 12:30 Z", NOON_WITHOUT_SECONDS],
    ["Sun, 29 Mar 2026 08:30:05 EDT", NOON],
    ["Sun, 29 March 2026 14:30:05 MEST", NOON],
    ["Sun, 29 Mar 2026 13:30:05 BST", NOON],
    ["Sun Mar 29 12:30:05 2026", NOON],
    ["Sun Mar 29 14:30:05 CEST 2026", NOON],
    ["March 29, 2026 12:30 PM", NOON_WITHOUT_SECONDS],
    ["Mar 29th, 2026, 12:30 p.m.", NOON_WITHOUT_SECONDS],
    ["March 29, 2026 12:30:00 AM", "2026-03-29T00:30:00.000Z"],
    ["29/03/2026 12:30", NOON_WITHOUT_SECONDS],
    ["29.03.26", MIDNIGHT],
    ["03/29/2026", MIDNIGHT],
    ["01/02/2026", "2026-02-01T00:00:00.000Z"],
    ["Sun, 29 Mar 2026 21:30:05 JST", NOON],
    ["Sun, 29 Mar 2026 23:30:05 AEDT", NOON],
    ["2026 Mar 29 12:30:05", NOON],
    ["dim. 29 mars 2026 à 12h30", NOON_WITHOUT_SECONDS],
    ["mar. 6 janv. 2026 - 9 h 05", "2026-01-06T09:05:00.000Z"],
    ["mar 31 mars 2026", "2026-03-31T00:00:00.000Z"],
    ["dimanche 29 mars 2026 14:30:05 (heure d’été d’Europe centrale, GMT+2)", NOON],
    ["dimanche 29 mars 2026 14:30:05 +0200", NOON],
    ["Le 29 mars 2026 à 12:30", NOON_WITHOUT_SECONDS],
    ["1er février 2026", "2026-02-01T00:00:00.000Z"],
    ["1er fevr. 2026 à 9h", "2026-02-01T09:00:00.000Z"],
    ["15 AOÛT 2026", "2026-08-15T00:00:00.000Z"],
    ["15 juil. 2026", "2026-07-15T00:00:00.000Z"],
    ["31 Dec 69 00:00 GMT", "2069-12-31T00:00:00.000Z"],
    ["1 Jan 70 00:00 GMT", "1970-01-01T00:00:00.000Z"],
    ["Fri, 31 Dec 1999 23:59:60 GMT", "1999-12-31T23:59:59.000Z"],
    ["  2026-03-29T12:30:05Z\n", NOON],
    ["Sun, 29 Mar 2026 12.30.05 GMT", NOON],
    ["Sunday 29 March 2026 13.30 BST", NOON_WITHOUT_SECONDS],
    ["29 March 2026, 12.30 pm", NOON_WITHOUT_SECONDS],
    ["29/03/2026 12.30", NOON_WITHOUT_SECONDS],
    ["29.03.2026 12.30.05", NOON],
    ["2026-03-29 12.30", NOON_WITHOUT_SECONDS],
    ["2026-03-29T12Z", "2026-03-29T12:00:00.000Z"],
    ["2026-03-29T14+02:00", "2026-03-29T12:00:00.000Z"],
    ["2026-03-29T12", "2026-03-29T12:00:00.000Z"],
    ["20260329T12Z", "2026-03-29T12:00:00.000Z"],
    ["2026-03-29Z", MIDNIGHT],
    ["2026-03-29+02:00", "2026-03-28T22:00:00.000Z"],
    ["2026-Mar-29", MIDNIGHT],
    ["29-Mar-10", "2010-03-29T00:00:00.000Z"],
    ["Mar. 29, 2026, 10 a.m.", "2026-03-29T10:00:00.000Z"],
    ["12/31/69 5pm", "2069-12-31T17:00:00.000Z"],
    ["2026-03-29 8 PM", "2026-03-29T20:00:00.000Z"],
    ["March 29, 2026 12 AM", MIDNIGHT],
    ["29 mars 2026 à midi", "2026-03-29T12:00:00.000Z"],
    ["March 29, 2026, 12 noon", "2026-03-29T12:00:00.000Z"],
    ["2026-03-29 noon", "2026-03-29T12:00:00.000Z"],
    ["March 29, 2026, 12:00 midnight", MIDNIGHT],
    ["29 mars 2026 minuit", MIDNIGHT],
    ["29 Mar 2026 14:30:05 MESZ", NOON],
    ["dimanche 29 mars 2026 08:30:05 HAE", NOON],
    ["mar. 29.03.26", MIDNIGHT],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("a zone may be named as the IANA database names it", () => {
  it.each([
    ["Sun, 29 Mar 2026 14:30:05 Europe/Paris", NOON],
    ["2026-03-29T14:30:05[Europe/Paris]", NOON],
    ["2026-03-29T12:30:05Z[Europe/Paris]", NOON],
    ["2026-03-29T14:30:05+02:00[America/New_York]", NOON],
    ["29 Mar 2026 09:30:05 America/Argentina/Buenos_Aires", NOON],
    ["29 Mar 2026 18:00:05 Asia/Kolkata", NOON],
    ["dimanche 29 mars 2026 14:30:05 (heure de Paris)", NOON],
    ["29 Mar 2026 12:30:05 and/or", NOON],
    ["2026-03-29 01:59:59 Europe/Paris", "2026-03-29T00:59:59.000Z"],
    ["2026-03-29 03:00:00 Europe/Paris", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25 01:59:59 Europe/Paris", "2026-10-24T23:59:59.000Z"],
    ["2026-10-25 03:00:00 Europe/Paris", "2026-10-25T02:00:00.000Z"],
    ["2026-03-08 01:59:59 America/Los_Angeles", "2026-03-08T09:59:59.000Z"],
    ["2026-03-08 03:00:00 America/Los_Angeles", "2026-03-08T10:00:00.000Z"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("what is no date is absent, never guessed", () => {
  it.each([
    "",
    "hier",
    "hier à 10h30",
    "il y a 3 heures",
    "aujourd’hui",
    "yesterday",
    "3 hours ago",
    "today 10:30",
    "10:30",
    "2026-W13-7",
    "2026-088",
    "2026 12:30",
    "1 2",
    "03335",
    "03-12-31",
    "1774787405",
    "mars 2026",
    "2 3 Mar 2026",
    "mar. 31/03",
    "29 Mar 2026 10.30.00 or so, 5",
    "hier à midi",
    "5 pm",
    "31 Feb 2026",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "0000-00-00",
    "0001-01-01T00:00:00Z",
    "2026-03-29T25:00:00Z",
    "2026-03-29T12:61:00Z",
    "Sun, 29 Mar 2026 99:99:99 GMT",
    `2026-03-29${" ".repeat(200)}`,
  ])("%j", (text) => {
    expect(read(text)).toBeUndefined();
  });
});

const instants = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2069-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => Math.floor(date.getTime() / 1000) * 1000);
const MONTHS_FR =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

/** The date in a zone of so many minutes east, with the zone as RFC 822 writes it. */
function inZone(instant: number, minutes: number): { readonly date: Date; readonly zone: string } {
  const sign = minutes < 0 ? "-" : "+";
  const size = Math.abs(minutes);
  return {
    date: new Date(instant + minutes * 60_000),
    zone: `${sign}${two(Math.floor(size / 60))}${two(size % 60)}`,
  };
}

describe("any instant survives being written and read", () => {
  it("as ISO 8601", () => {
    fc.assert(fc.property(instants, (instant) => parseDate(new Date(instant).toISOString()) === instant));
  });

  it("as RFC 822, in any zone", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -720, max: 840 }), (instant, minutes) => {
        const { date, zone } = inZone(instant, minutes);
        return parseDate(date.toUTCString().replace("GMT", zone)) === instant;
      }),
    );
  });

  it("as ISO 8601 in any zone", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -720, max: 840 }), (instant, minutes) => {
        const { date, zone } = inZone(instant, minutes);
        const local = date.toISOString().slice(0, 19);
        return parseDate(`${local}${zone.slice(0, 3)}:${zone.slice(3)}`) === instant;
      }),
    );
  });

  it("in French", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = new Date(instant);
        const day = date.getUTCDate() === 1 ? "1er" : String(date.getUTCDate());
        const text = `${day} ${MONTHS_FR[date.getUTCMonth()]} ${date.getUTCFullYear()} à ${date.getUTCHours()}h${two(date.getUTCMinutes())}`;
        return parseDate(text) === Math.floor(instant / 60_000) * 60_000;
      }),
    );
  });

  it("and no text at all makes it throw or leave the years it knows", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:+\-/ TZa-z.,]{0,30}$/)), (text) => {
        const instant = parseDate(text);
        return (
          instant === undefined ||
          (instant > Date.UTC(1899, 11, 30) && instant < Date.UTC(9999, 11, 31) + 3 * 86_400_000)
        );
      }),
    );
  });
});
