/**
 * One colour of text on one ground, in light and in dark mode. `paints` says whether an element of this tone fills its
 * own ground or stands on that of another. Every pair has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
 */
export interface Tone {
  readonly name: string;
  readonly light: { readonly ink: string; readonly ground: string };
  readonly dark: { readonly ink: string; readonly ground: string };
  readonly paints: boolean;
}

const PAGE = { light: "#f0f2f4", dark: "#121518" } as const;
const CARD = { light: "#ffffff", dark: "#1c2024" } as const;

/** The tones by where they stand: on the page around the cards, on a card, or on a ground of their own. */
export const TONES: Readonly<Record<ToneName, Tone>> = {
  page: tone("page", ["#1b1f24", PAGE.light], ["#e8eaed", PAGE.dark], true),
  pageDim: tone("pdim", ["#555d66", PAGE.light], ["#a4adb6", PAGE.dark], false),
  pageLink: tone("plink", ["#0a4f9c", PAGE.light], ["#8fbcff", PAGE.dark], false),
  card: tone("card", ["#1b1f24", CARD.light], ["#e8eaed", CARD.dark], true),
  text: tone("text", ["#363d45", CARD.light], ["#c9d0d7", CARD.dark], false),
  dim: tone("dim", ["#5c646d", CARD.light], ["#a4adb6", CARD.dark], false),
  link: tone("link", ["#0a4f9c", CARD.light], ["#8fbcff", CARD.dark], false),
  hit: tone("hit", ["#1b1f24", "#fff0b3"], ["#fff3c4", "#5b4a0a"], true),
  chip: tone("chip", ["#434b54", "#eceff2"], ["#c9d0d7", "#2d333a"], true),
  score: tone("score", ["#0b5544", "#dff3ec"], ["#a5ecd5", "#143c31"], true),
};
type ToneName = "page" | "pageDim" | "pageLink" | "card" | "text" | "dim" | "link" | "hit" | "chip" | "score";

const LINE = { light: "#dfe3e7", dark: "#333a41" } as const;

/** The colours of a tone in light mode and more declarations, as the value of a `style` attribute. */
export function look({ light, paints }: Tone, declarations = ""): string {
  const ground = paints ? `background-color:${light.ground};` : "";
  return `color:${light.ink};${ground}${declarations}`;
}

/** A hairline of the card, as a declaration; the element takes the class `line`. */
export function hairline(side: "border" | "border-top"): string {
  return `${side}:1px solid ${LINE.light};`;
}

/**
 * The style sheet of a mail: dark colours by class over the inline light ones, once by the reader's preference and
 * once for Outlook's own dark mode, which marks the body; and less padding on a narrow screen.
 */
export function styleSheet(): string {
  const dark = darkRules("");
  const outlook = darkRules("[data-ogsc] ");
  return [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    `@media (prefers-color-scheme:dark){${dark}}`,
    outlook,
    "@media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}}",
    "a:hover{text-decoration:underline!important}",
  ].join("\n");
}

function darkRules(prefix: string): string {
  const rules = Object.values(TONES).map(({ name, dark, paints }) => {
    const ground = paints ? `background-color:${dark.ground}!important;` : "";
    return `${prefix}.${name}{color:${dark.ink}!important;${ground}}`;
  });
  return [...rules, `${prefix}.line{border-color:${LINE.dark}!important}`].join("");
}

function tone(
  name: string,
  [ink, ground]: readonly [ink: string, ground: string],
  [darkInk, darkGround]: readonly [ink: string, ground: string],
  paints: boolean,
): Tone {
  return { name, light: { ink, ground }, dark: { ink: darkInk, ground: darkGround }, paints };
}
