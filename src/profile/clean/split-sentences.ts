/** A full stop and what closes with it, before white space and something that can begin a sentence; or one that needs no space. */
const BORDER = /(?<=[.!?…][»”"'’)\]]{0,3}|[.!?…]\s[»”])\s+(?=[«“"‘'([]{0,2}\s?[\p{Lu}\p{N}])|(?<=[。！？])/u;

/** The sentences of a line: cut too often at initials (`M. Durand`) rather than too seldom. Joined they are the line. */
export function sentencesOf(line: string): readonly string[] {
  return line.split(BORDER).filter((sentence) => sentence !== "");
}
