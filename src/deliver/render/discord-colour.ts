import { hash } from "../../text/hash.ts";

/**
 * Hues around the wheel, each with a contrast of at least 3:1 (WCAG 2.2, 1.4.11) both to Discord's white and to its
 * dark background.
 */
export const COLOURS: readonly number[] = [
  0xe35555, 0xd16822, 0x9d831a, 0x778f17, 0x4b9618, 0x199a19, 0x19994c, 0x18967d, 0x1c91ae, 0x4785e1,
  0x7979e9, 0x9d6be7, 0xc652e3, 0xe041c0, 0xe24e89,
];

/** The colour of a profile's posts, always the same for the same id: 0xRRGGBB. */
export function profileColour(profileId: string): number {
  const index = Number.parseInt(hash(["colour", profileId], 8), 16) % COLOURS.length;
  return COLOURS[index] ?? 0;
}
