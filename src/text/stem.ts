/**
 * Takes plural and feminine endings off a folded word, in French and English alike, so that one term finds `caméra`
 * and `caméras`, `faciale` and `faciaux`, `technology`, `technologies` and `technologie`. Light on purpose: verb and
 * noun families stay apart, since a full stemmer merges « commune » with « communisme ». Words of up to three letters
 * and words with digits stay as they are; those of four give up only a final y.
 */
export function stem(word: string): string {
  if (word.length <= 3 || /\p{N}/u.test(word) || word === "news") return word;
  if (word.length === 4) return word.replace(/y$/u, "i");
  return withoutDouble(withoutFeminine(withoutPlural(word)));
}

function withoutPlural(word: string): string {
  if (word.endsWith("eaux")) return word.slice(0, -1);
  if (word.endsWith("aux") && word.length > 5) return `${word.slice(0, -2)}l`;
  if (word.endsWith("x") || (word.endsWith("s") && !word.endsWith("ss"))) return word.slice(0, -1);
  return word;
}

/** `technologie` and `technology` end alike: the e goes, the y becomes i. */
function withoutFeminine(word: string): string {
  if (word.endsWith("y")) return `${word.slice(0, -1)}i`;
  return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
}

function withoutDouble(word: string): string {
  return word.length > 4 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word;
}
