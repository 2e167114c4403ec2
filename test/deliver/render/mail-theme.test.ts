import { describe, expect, test } from "vitest";
import { styleSheet, TONES } from "../../../src/deliver/render/mail-theme.ts";

describe("the colours of a mail", () => {
  const tones = Object.entries(TONES).flatMap(([name, tone]) => [
    [name, "light", tone.light] as const,
    [name, "dark", tone.dark] as const,
  ]);

  test.each(tones)(
    "%s can be read in %s mode: contrast of at least 4.5 to 1",
    (_name, _mode, { ink, ground }) => {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("all have their dark form in the style sheet, for mail programs of both kinds", () => {
    for (const { name, dark } of Object.values(TONES)) {
      expect(styleSheet()).toContain(`}.${name}{color:${dark.ink}!important`.slice(1));
      expect(styleSheet()).toContain(`[data-ogsc] .${name}{color:${dark.ink}!important`);
    }
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
