// The ways of finding many phrases in a text, each made of the same terms and giving the number of hits.
import AhoCorasick from "modern-ahocorasick";
import { compile } from "../dist/match/compile.js";
import { scan } from "../dist/match/scan.js";
import { matchItem } from "../dist/match/score.js";
import { foldText } from "../dist/text/fold.js";
import { profilesOf } from "./made-profiles.mjs";

/** vigie's scanner: every term at every place, before case is judged. */
export function scanner(list) {
  const matcher = compile(profilesOf(list));
  return {
    matcher,
    find: ({ text }) => scan(matcher, text).length,
    match: ({ item }) => matchItem(matcher, item).length,
    /** Terms where the text has their very letters, `asSeen` both of them: what others can find too. */
    findLetters({ text }, asSeen) {
      const { terms, phrases } = matcher;
      const found = new Set();
      for (const { phrase, start, end } of scan(matcher, text)) {
        const seen = asSeen(text.slice(start, end));
        for (let at = phrases.termBegins[phrase]; at < phrases.termBegins[phrase + 1]; at += 1) {
          const written = terms.written[phrases.terms[at]];
          const isOpen = written.endsWith("*");
          const wanted = asSeen(isOpen ? written.slice(0, -1) : written);
          if (isOpen ? seen.startsWith(wanted) : seen === wanted) found.add(`${written}@${start}`);
        }
      }
      return found.size;
    },
  };
}

/** What most filters do: an expression for each term, each tried on the text. No accents folded, no plurals. */
export function expressions(list) {
  const all = list.map(({ text }) => {
    const isOpen = text.endsWith("*");
    const letters = isOpen ? text.slice(0, -1) : text;
    return new RegExp(`(?<![\\p{L}\\p{N}])${letters}${isOpen ? "" : "(?![\\p{L}\\p{N}])"}`, "giu");
  });
  return {
    find({ text }) {
      let hits = 0;
      for (const expression of all) {
        expression.lastIndex = 0;
        while (expression.test(text)) hits += 1;
      }
      return hits;
    },
  };
}

/** An Aho-Corasick automaton, on text that was folded for it. No plurals. */
export function automaton(list) {
  const open = list.map(({ text }) => text.endsWith("*"));
  const known = new AhoCorasick(list.map(({ text }) => foldText(text)));
  const hitsIn = (folded) => {
    let hits = 0;
    for (const { patternIndex, start, end } of known.search(folded)) {
      if (isLetter(folded, start - 1)) continue;
      if (open[patternIndex] || !isLetter(folded, end)) hits += 1;
    }
    return hits;
  };
  return {
    find: ({ folded }) => hitsIn(folded),
    /** A cheap folding: it leaves ligatures, and must not leave ’, with which the package is ten times slower. */
    foldAndFind: ({ text }) =>
      hitsIn(
        text
          .normalize("NFD")
          .toLowerCase()
          .replaceAll(/\p{M}+/gu, "")
          .replaceAll(/[^a-z0-9]+/g, " "),
      ),
  };
}

function isLetter(folded, index) {
  const unit = folded.charCodeAt(index);
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}
