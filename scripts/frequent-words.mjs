// Derives the lists of frequent words that `vigie profile draw` compares articles with, from commonWords.json of the
// npm packages @zxcvbn-ts/language-fr 4.1.2 and @zxcvbn-ts/language-en 4.1.1 (src/profile/draw/NOTICE.md):
//
//   node --import tsx scripts/frequent-words.mjs fr commonWords.json > src/profile/draw/frequent-fr.ts
import { readFileSync } from "node:fs";
import { foldText } from "../src/text/fold.ts";
import { stem } from "../src/text/stem.ts";

const MOST = 12_000;
const COLUMNS = 480;
const LANGUAGES = { fr: "French", en: "English" };

const [, , language, file] = process.argv;
const words = JSON.parse(readFileSync(file, "utf8"));
process.stdout.write(moduleOf(firstOfEachStem(words).slice(0, MOST)));

/** Folded words in the order of their rank; of words that the matcher takes for one, the most frequent. */
function firstOfEachStem(listed) {
  const byStem = new Map();
  for (const folded of listed.flatMap((word) => foldText(word).split(" "))) {
    const isWord = folded.length > 1 && !/\p{N}/u.test(folded);
    if (isWord && !byStem.has(stem(folded))) byStem.set(stem(folded), folded);
  }
  return [...byStem.values()];
}

function moduleOf(listed) {
  const name = LANGUAGES[language];
  const lines = [""];
  for (const word of listed) {
    if (lines.at(-1).length + 1 + word.length > COLUMNS) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return `// Made by scripts/frequent-words.mjs. Derived from OpenSubtitles 2024 via OPUS (https://opus.nlpl.eu), licence ODC-BY,
// as published in @zxcvbn-ts/language-${language} (MIT); NOTICE.md holds both notices.

/** Words of ${name}, folded, the most frequent first, one for each stem. */
export const FREQUENT_${name.toUpperCase()} = \`
${lines.map((line) => `  ${line}`).join("\n")}
\`;
`;
}
