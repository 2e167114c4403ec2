// What finding phrases costs, beside its peers and beside reading the words alone, on the same texts, in one process,
// in turns. Read the ratios: the machine is not alone.
import { fork } from "node:child_process";
import { once } from "node:events";
import { compile } from "../dist/match/compile.js";
import { scan } from "../dist/match/scan.js";
import { matchItem } from "../dist/match/score.js";
import { fingerprint } from "../dist/story/fingerprint.js";
import { storyOf } from "../dist/story/story-of.js";
import { foldText } from "../dist/text/fold.js";
import { news, vocabulary } from "./made-news.mjs";
import { profilesOf, terms } from "./made-profiles.mjs";
import { automaton, expressions, scanner } from "./phrase-finders.mjs";
import { inTurns, median, timesAsLong } from "./turns.mjs";

const SIZES = [100, 1000, 10_000, 100_000];
/** More expressions take tenths of a second for one text. */
const MOST_EXPRESSIONS = 1000;
const TEXTS = [
  { characters: 300, count: 8000 },
  { characters: 3000, count: 800 },
];
const SAMPLE = 100;
const PHRASES_END_TO_END = 5000;
const TRACKING_PARAMS = ["utm_*", "at_*", "xtor", "fbclid", "gclid"];

/** Prints texts per second of CPU by number of phrases, then memory, then items per second of the whole way. */
export async function matching({ rounds = 15 }) {
  const known = vocabulary();
  const list = terms(known, SIZES.at(-1));
  const finders = SIZES.map((size) => findersOf(list.slice(0, size)));
  console.log(
    `matching: made-up news in French and English, phrases in 250 profiles, median of ${rounds} rounds in turns`,
  );
  for (const { characters, count } of TEXTS) {
    const texts = news(known, { count, characters, seed: characters }).map(prepared);
    agree(finders, texts.slice(0, SAMPLE));
    compare(finders, { texts, characters, rounds });
  }
  await memory();
  endToEnd(known, list.slice(0, PHRASES_END_TO_END), rounds);
}

function findersOf(list) {
  return {
    size: list.length,
    scanner: scanner(list),
    automaton: automaton(list),
    ...(list.length > MOST_EXPRESSIONS ? {} : { expressions: expressions(list) }),
  };
}

function prepared(text, n) {
  return { text, folded: foldText(text), item: itemOf(text, n) };
}

function itemOf(text, n) {
  const titleEnd = text.indexOf(" ", 70);
  return {
    id: String(n),
    feedId: `feed-${n % 100}`,
    source: `Paper ${n % 100}`,
    title: text.slice(0, titleEnd),
    summary: text.slice(titleEnd + 1, 300),
    ...(text.length > 300 ? { body: text.slice(300) } : {}),
    link: `https://www.paper-${n % 100}.example.org/2026/03/02/a-headline-as-an-address-${n}/?utm_source=rss&id=${n}`,
    published: Date.UTC(2026, 2, 2, 10),
    firstSeenAt: Date.UTC(2026, 2, 2, 11),
    categories: [],
  };
}

/** Nobody wins by not finding: peers find what the scanner finds with the very letters of the term. */
function agree(finders, texts) {
  for (const { size, scanner: own, automaton: peer, expressions: loop } of finders) {
    const same = (name, asSeen, find) => {
      const [wanted, found] = [sum(texts, (each) => own.findLetters(each, asSeen)), sum(texts, find)];
      if (wanted !== found)
        throw new Error(`${name} found ${found} hits of ${size} phrases, the scanner ${wanted}`);
    };
    same("modern-ahocorasick", foldText, peer.find);
    if (loop !== undefined) same("a RegExp per term", (text) => text.toLowerCase(), loop.find);
  }
}

function compare(finders, { texts, characters, rounds }) {
  const at = (n) => texts[n % texts.length];
  const empty = compile([]);
  const works = [
    { name: "the words alone", size: 0, work: (n) => scan(empty, at(n).text) },
    ...finders.flatMap(({ size, scanner: own, automaton: peer, expressions: loop }) => [
      { name: "vigie, scan", size, work: (n) => own.find(at(n)) },
      { name: "vigie, matchItem", size, work: (n) => own.match(at(n)) },
      { name: "modern-ahocorasick", size, work: (n) => peer.find(at(n)) },
      { name: "and what it needs folded", size, work: (n) => peer.foldAndFind(at(n)) },
      ...(loop === undefined ? [] : [{ name: "a RegExp per term", size, work: (n) => loop.find(at(n)) }]),
    ]),
  ];
  // As in a bot that has run for a while: most words were met before.
  for (const { text } of texts) {
    scan(empty, text);
    for (const { scanner: own } of finders) own.find({ text });
  }
  const rates = inTurns(
    works.map(({ work }) => work),
    rounds,
  );
  const ratesOf = (name, size) => rates[works.findIndex((each) => each.name === name && each.size === size)];
  const floor = ratesOf("the words alone", 0);
  console.log(
    `\ntexts of ${characters} characters per second of CPU (× of reading the words alone: ${shown(median(floor))})`,
  );
  line("phrases", [...SIZES.map(shown), "100,000 : 100"]);
  for (const name of new Set(works.slice(1).map((each) => each.name))) {
    const cells = SIZES.map((size) => {
      const mine = ratesOf(name, size);
      return mine === undefined
        ? "—"
        : `${shown(median(mine))} ×${(1 / timesAsLong(mine, floor)).toFixed(2)}`;
    });
    const most = ratesOf(name, SIZES.at(-1));
    line(name, [...cells, most === undefined ? "—" : `×${timesAsLong(most, ratesOf(name, 100)).toFixed(2)}`]);
  }
  const sample = texts.slice(0, 10 * SAMPLE);
  const perText = (count) => finders.map((each) => (sum(sample, count(each)) / sample.length).toFixed(2));
  line(
    "hits in a text",
    perText((each) => each.scanner.find),
  );
  line(
    "profiles that match",
    perText((each) => each.scanner.match),
  );
}

async function memory() {
  console.log("\nmemory of 100,000 phrases, beside the profiles' own");
  for (const [finder, name] of [
    ["scanner", "vigie"],
    ["automaton", "modern-ahocorasick"],
  ]) {
    const child = fork("bench/matcher-memory.mjs", [finder, "100000"], { execArgv: ["--expose-gc"] });
    const [{ compiled, used, buildMs }] = await once(child, "message");
    const read = finder === "scanner" ? `, ${megabytes(used)} once 20,000 texts are read` : "";
    line(name, [`${megabytes(compiled)}${read}, built in ${(buildMs / 1000).toFixed(1)} s of CPU`]);
  }
}

function endToEnd(known, list, rounds) {
  const texts = news(known, { count: 8000, characters: 300, seed: 5 });
  const items = texts.map(itemOf);
  const matcher = compile(profilesOf(list));
  const at = (n) => items[n % items.length];
  const steps = {
    "page key and story": (item) => storyOf(item, TRACKING_PARAMS),
    "matchItem, 5,000 phrases": (item) => matchItem(matcher, item),
    fingerprint,
    "end to end": (item) => [storyOf(item, TRACKING_PARAMS), matchItem(matcher, item), fingerprint(item)],
  };
  const rates = inTurns(
    Object.values(steps).map((step) => (n) => step(at(n))),
    rounds,
  );
  console.log("\nitems of 300 characters per second of CPU (wanted: 10,000 end to end)");
  for (const [index, name] of Object.keys(steps).entries()) {
    line(name, [
      `${shown(median(rates[index]))} ×${(1 / timesAsLong(rates[index], rates.at(-1))).toFixed(2)}`,
    ]);
  }
  console.log();
}

function line(name, cells) {
  console.log(`  ${name.padEnd(25)}${cells.map((cell) => cell.padStart(16)).join("")}`);
}

function sum(list, count) {
  let total = 0;
  for (const each of list) total += count(each);
  return total;
}

function shown(count) {
  return Math.round(count).toLocaleString("en");
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
