import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { menderOf } from "../../src/parse/bytes/twice-encoded.ts";
import { feedFixture, feedIn, readText, rssOf } from "../support/a-document.ts";
import { anyText } from "../support/any-text.ts";

/** What bytes 80 to 9F of windows-1252 stand for; the unassigned ones stay themselves. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Text as it looks when its UTF-8 is taken for windows-1252. */
function misread(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return Array.from(bytes, (byte) =>
    byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : HIGH[byte - 0x80],
  ).join("");
}

const words = async (fixture: string): Promise<readonly (readonly (string | undefined)[])[]> =>
  (await feedFixture(fixture)).entries.map(({ title, summary }) => [title, summary]);

describe("text that was encoded in UTF-8 twice", () => {
  it("is mended when all of its document is like that", async () => {
    expect(await feedFixture("rss2-encoded-twice.xml")).toMatchObject({ title: "Actualités" });
    expect(await words("rss2-encoded-twice.xml")).toEqual([
      ["L’été à Nîmes", "“Déjà” – dit-il, 5 € d’œufs…"],
      ["Цены на жильё", "Город растёт"],
      ["Plain", "text"],
    ]);
  });

  it("is mended when its second reading left control characters", async () => {
    expect(await words("rss2-encoded-twice-by-latin1.xml")).toEqual([
      ["L’été à Nîmes", "“Déjà” – dit-il, 5 € d’œufs…"],
      ["Цены на жильё", "Город растёт"],
    ]);
  });

  it("is mended beside sound texts, which stay", async () => {
    expect(await feedFixture("rss2-encoded-twice-in-part.xml")).toMatchObject({ title: "Actualités" });
    expect(await words("rss2-encoded-twice-in-part.xml")).toEqual([
      ["Déjà l’été", "Un été où l’œuvre naît à Nîmes"],
      ["Café", "Sain et sauf : « l’été » où ça ?"],
    ]);
  });

  it("is mended in JSON, behind its escapes", async () => {
    expect(await feedFixture("jsonfeed11-encoded-twice.json")).toMatchObject({
      title: "Actualités",
      entries: [{ title: "L’été" }],
    });
  });

  it("is mended though the no-break spaces of its à became plain ones", () => {
    const folded = (text: string): string =>
      misread(text).replaceAll("\u00a0", " ").replaceAll("  ", " ").trim();
    for (const text of [
      "Élections à Orléans déjà prêtes",
      "L’été commence déjà",
      "Où va-t-il ? À Nîmes, voilà",
    ]) {
      expect(menderOf(folded(text))?.(folded(text))).toBe(text);
    }
    const document = `<title>${folded("Élections à Orléans déjà")}</title><title>Un tram Ã Brest</title>`;
    expect(menderOf(document)?.("Un tram Ã Brest")).toBe("Un tram à Brest");
    for (const sound of ["IRMÃ E MANHÃ", "MANHÃ", "Ã, Ã and Ã are letters"]) {
      expect(menderOf(sound)?.(sound) ?? sound).toBe(sound);
    }
  });

  it("is left to who writes about it", async () => {
    expect(await words("rss2-about-encoding.xml")).toEqual([
      ["Why “Ã©” appears instead of é", "It was read in the wrong encoding: cafÃ© for café, and â€™ for ’."],
      ["What is Ã© and where does it come from?", "Every cafÃ© has it, and a lone â€™ too."],
    ]);
    expect(
      feedIn(await readText(rssOf("<item><title>What is Ã© doing here, and Ã¨?</title></item>"))).entries,
    ).toMatchObject([{ title: "What is Ã© doing here, and Ã¨?" }]);
  });
});

describe("sound text is never mended", () => {
  const typography = fc
    .array(
      fc.constantFrom(
        "« santé\u00a0»",
        "LIBERTÉ\u00a0!",
        "À\u00a0«\u00a0PARIS\u00a0»",
        "château",
        "Noël…",
        "5\u00a0€",
        "l’été",
        "IRMÃ",
        "São",
        "–",
        "ÎLE",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) => list.join(" "));

  it("in French and Portuguese, with their spaces and quotes", () => {
    fc.assert(
      fc.property(typography, (text) => {
        expect(menderOf(text)?.(text) ?? text).toBe(text);
      }),
    );
  });

  it("in any text that holds a character which was encoded once", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const sound = `${misread("l’été à Nîmes, déjà")} é ${text}`;
        expect(menderOf(sound)?.(sound) ?? sound).toBe(sound);
      }),
    );
  });
});

describe("what is mended", () => {
  it("is what was written, in any language", () => {
    const sentences = fc.constantFrom(
      "L’élève a déjà mangé",
      "Žluťoučký kůň příšerně úpěl",
      "Я живу в городе у моря и вижу маяк",
      "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
      "いろはにほへと、ちりぬるを。",
      "“Smart” quotes don’t hurt 🎉🎉",
    );
    fc.assert(
      fc.property(sentences, (text) => {
        const written = misread(text);
        expect(menderOf(written)?.(written)).toBe(text);
      }),
    );
  });

  it("costs time linear in the size of the document", () => {
    const started = process.cpuUsage();
    for (const piece of ["Ã", "â€", "Ã©", "é", "â€™", "ã€", "Ð"]) {
      const text = `Ã©${piece.repeat(150_000)}`;
      expect((menderOf(text)?.(text) ?? text).length).toBeGreaterThan(0);
    }
    const { user } = process.cpuUsage(started);
    expect(user / 1e6, "CPU seconds").toBeLessThan(3);
  });
});
