// News that nobody wrote, the same at every run: French and English words by Zipf's law, some of them in lasting
// company (collocations), and a long tail of names, which is what makes real news ever new.
import { randomFrom } from "./random.mjs";

const WORDS_PER_LANGUAGE = 15_000;
const NAMES = 70_000;
const ACRONYMS = 3000;
const COLLOCATIONS = 20_000;
/** From this rank on a word is a rare one. */
export const RARE = 2000;

const COMMON = {
  fr: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux cette ont ses mais comme ou si leur y dont tout nous sa fait été aussi leurs bien peut ces deux même entre après sans autres elle on lui avant contre ville année pays police état œuvre cœur".split(
    " ",
  ),
  en: "the of to and a in for is on that by this with i you it not or be are from at as your all have new more an was we will home can us about if page my has search free but our one other do no information time they site he up may what which their news out use any there see only so his when contact here".split(
    " ",
  ),
};
const SYLLABLES = {
  fr: {
    onset: "b c d f g l m n p r s t v ch br cr dr fr gr pl pr tr qu j".split(" "),
    vowel: "a e i o u é è ou oi an on in eu ai au".split(" "),
    coda: ["", "", "", "", "r", "l", "s", "t", "x"],
  },
  en: {
    onset: "b c d f g h l m n p r s t w sh ch br cl dr fl gr pl st tr th sp".split(" "),
    vowel: "a e i o u ee ea ou ai oo".split(" "),
    coda: ["", "", "n", "r", "t", "l", "ck", "nd", "st", "ng"],
  },
};

/** A language's words by rank, and the pairs and triples of them that news repeats. */
export function vocabulary(seed = 20_260_302) {
  const random = randomFrom(seed);
  const languages = ["fr", "en"].map((language) => {
    const words = [...COMMON[language], ...inventWords(language, random)].slice(0, WORDS_PER_LANGUAGE);
    const zipf = zipfOver(words.length);
    const rare = () => words[RARE + Math.floor(random() * (words.length - RARE))];
    const collocations = Array.from({ length: COLLOCATIONS }, () => {
      const company = [rare(), words[zipf(random())]];
      if (random() < 0.4) company.push(rare());
      return (random() < 0.5 ? company : company.toReversed()).join(" ");
    });
    return { language, words, zipf, collocations };
  });
  const names = Array.from({ length: NAMES }, () =>
    capitalised(invent(random() < 0.5 ? "fr" : "en", 2 + random() * 2, random)),
  );
  const acronyms = Array.from({ length: ACRONYMS }, () =>
    Array.from({ length: 3 + random() * 2 }, () => String.fromCharCode(65 + Math.floor(random() * 26))).join(
      "",
    ),
  );
  return { languages, names, acronyms };
}

/** Texts of about so many characters. */
export function news(known, { count, characters, seed = 1 }) {
  const random = randomFrom(seed);
  const speakers = known.languages.map((language) => speakerOf(language, known, random));
  return Array.from({ length: count }, () => {
    const speak = pick(random, speakers)();
    let text = speak();
    while (text.length < characters) text += ` ${speak()}`;
    return text.slice(0, characters);
  });
}

/** Begins a text, and says one sentence of it after the other. */
function speakerOf({ language, words, zipf, collocations }, { names, acronyms }, random) {
  const company = zipfOver(collocations.length);
  const fame = zipfOver(names.length);
  const unit = (subject) => {
    const kind = random();
    if (kind < 0.05) return pick(random, subject);
    if (kind < 0.07) return collocations[company(random())];
    if (kind < 0.09) return names[fame(random())];
    if (kind < 0.095) return pick(random, acronyms);
    const word = words[zipf(random())];
    if (kind < 0.18 && word.length > 4) return `${word}s`;
    if (language === "fr" && kind < 0.23 && word.length > 4)
      return `${pick(random, ["l’", "d’", "qu’"])}${word}`;
    return word;
  };
  const ends = language === "fr" ? [".", ".", ".", "\u00a0!", "\u00a0?"] : [".", ".", ".", "!", "?"];
  return () => {
    // A text is about something: rare words that stand in it once stand in it again.
    const subject = Array.from({ length: 8 }, (_, n) =>
      n % 2 === 0 ? collocations[company(random())] : names[fame(random())],
    );
    return () => {
      const units = Array.from({ length: 8 + random() * 18 }, () => unit(subject));
      const commas = units.map((each) => (random() < 0.07 ? `${each},` : each));
      return `${capitalised(commas.join(" "))}${pick(random, ends)}`;
    };
  };
}

/** Different words, the frequent ones shorter. */
function inventWords(language, random) {
  const words = new Set();
  while (words.size < WORDS_PER_LANGUAGE) {
    const syllables = words.size < RARE ? 1 + random() * 1.6 : 2 + random() * 1.8;
    words.add(invent(language, syllables, random));
  }
  return words;
}

function invent(language, syllables, random) {
  const { onset, vowel, coda } = SYLLABLES[language];
  const parts = Array.from({ length: syllables }, () => pick(random, onset) + pick(random, vowel));
  return parts.join("") + pick(random, coda);
}

/** Gives a rank for a number from 0 to 1, by Zipf's law as Mandelbrot corrected it. */
export function zipfOver(count) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) {
    sum += 1 / (rank + 2.7);
    sums[rank] = sum;
  }
  return (share) => {
    const wanted = share * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

export function capitalised(word) {
  return word[0].toUpperCase() + word.slice(1);
}

export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}
