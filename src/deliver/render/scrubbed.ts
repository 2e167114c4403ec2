/**
 * A publisher's text without what cannot be seen: controls, bidirectional overrides, zero-width and filler characters,
 * tags. Joiners stay inside an emoji, line ends become spaces, half a surrogate pair becomes U+FFFD.
 */
export function scrubbed(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD")
    .replaceAll(/[\t-\r\u0085\u2028\u2029\u2800]/g, " ")
    .replaceAll(STRAY_JOINER, "")
    .replaceAll(/(?!\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
}

const STRAY_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
