import type { Line } from "./line.ts";
import { sortLines, type Sorted } from "./sorting.ts";

const SCRIPTS: readonly (readonly [name: string, letter: RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Arabic", /\p{Script=Arabic}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Han, Kana", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Hangul", /\p{Script=Hangul}/u],
  ["Devanagari", /\p{Script=Devanagari}/u],
  ["Thai", /\p{Script=Thai}/u],
];
const LETTERS = /\p{L}/gu;
/** The article's script is that of the first letters of its prose: what is added below must not change it. */
const SAMPLE = 2000;

/** Drops the lines most of whose letters are of another script than the article's. */
export function dropForeignScripts(lines: readonly Line[]): Sorted {
  const own = scriptOf(firstProse(lines));
  if (own === undefined) return { kept: lines, dropped: [] };
  return sortLines(lines, ({ text }) => {
    const script = scriptOf(text);
    return script === undefined || script === own ? undefined : { reason: "foreign-script", detail: script };
  });
}

function firstProse(lines: readonly Line[]): string {
  let text = "";
  for (const line of lines) {
    if (line.isProse) text += ` ${line.text}`;
    if (text.length >= SAMPLE) break;
  }
  return text.slice(0, SAMPLE);
}

/** The script that more than half of the letters are of. */
function scriptOf(text: string): string | undefined {
  const letters = text.match(LETTERS) ?? [];
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const name = SCRIPTS.find(([, isOf]) => isOf.test(letter))?.[0];
    if (name === undefined) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count * 2 > letters.length)?.[0];
}
