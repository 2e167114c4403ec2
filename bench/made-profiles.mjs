// Profiles as operators might write them, any number of phrases in all: pairs that news repeats, names, words of which
// one at least is rare, a few common ones, prefixes, acronyms and exact terms.
import { capitalised, pick, RARE } from "./made-news.mjs";
import { randomFrom } from "./random.mjs";

const PROFILES = 250;
const TERMS_PER_CONCEPT = 50;
const ROLES = ["core", "context", "weak"];

/** Different terms; the first of a longer list are those of a shorter one. */
export function terms(known, count, seed = 2) {
  const random = randomFrom(seed);
  const made = new Map();
  while (made.size < count) {
    const term = termOf(known, random);
    made.set(term.text, term);
  }
  return [...made.values()];
}

function termOf({ languages, names, acronyms }, random) {
  const { words, zipf, collocations } = pick(random, languages);
  const rare = (from = RARE) => words[from + Math.floor(random() * (words.length - from))];
  const kind = random();
  if (kind < 0.3) return folded(pick(random, collocations));
  if (kind < 0.4) return folded(pick(random, names));
  if (kind < 0.5) return folded(`${pick(random, names)} ${pick(random, names)}`);
  if (kind < 0.87) {
    const phrase = Array.from({ length: 1 + random() * 3 }, () => words[zipf(random())]);
    phrase.splice(Math.floor(random() * (phrase.length + 1)), 0, rare());
    return folded(phrase.join(" "));
  }
  if (kind < 0.89) return folded(rare(2 * RARE));
  if (kind < 0.95) return folded(`${words[100 + Math.floor(random() * 1000)]} ${words[zipf(random())]}`);
  if (kind < 0.97) return prefixOf(rare(), pick(random, names));
  if (kind < 0.985) return folded(pick(random, acronyms));
  return { text: random() < 0.5 ? capitalised(rare()) : pick(random, names), exact: true };
}

function folded(text) {
  return { text, exact: false };
}

function prefixOf(word, name) {
  return folded(`${word.length < 8 ? name : word.slice(0, -2)}*`);
}

/** Deals the terms out to 250 profiles, each with concepts of up to 50 terms and one exclusion. */
export function profilesOf(list) {
  return Array.from({ length: PROFILES }, (_, n) => {
    const mine = list.filter((_term, index) => index % PROFILES === n);
    const count = Math.max(2, Math.ceil(mine.length / TERMS_PER_CONCEPT));
    const parts = Array.from({ length: count }, (_part, part) => {
      const its = mine.filter((_term, index) => index % count === part);
      return {
        any: its.filter(({ exact }) => !exact).map(({ text }) => text),
        exact: its.filter(({ exact }) => exact).map(({ text }) => text),
      };
    });
    const [excluded, ...concepts] = parts.toReversed();
    return profile(n, concepts, excluded);
  });
}

function profile(n, concepts, excluded) {
  return {
    id: `profile-${n}`,
    name: { fr: `Profil ${n}`, en: `Profile ${n}` },
    threshold: 50,
    destinations: ["researchers"],
    concepts: concepts.map((lists, index) => ({
      id: `concept-${index}`,
      role: ROLES[index % ROLES.length],
      weight: [60, 25, 20][index % ROLES.length],
      ...lists,
      near: [],
      regex: [],
    })),
    exclude: [{ weight: 60, ...excluded }],
    require: [],
    boost: [],
    mute: [],
    tests: [],
  };
}
