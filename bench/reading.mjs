// What reading a feed costs beside its peers, on the same bytes, in the same process, one after the other in turns.
// Read the ratios: the machine is not alone.
import { parseFeed } from "feedsmith";
import { Parser as Tokeniser } from "htmlparser2";
import RssParser from "rss-parser";
import { readDocument } from "../dist/parse/read-document.js";
import { visibleText } from "../dist/parse/prose/visible-text.js";
import { corpus } from "./corpus.mjs";

const FEEDS = 300;
const WARM_UPS = 2;
const ROUNDS = 9;

const rssParser = new RssParser();
const utf8 = new TextDecoder();
const naming = { feedId: "bench", trackingParams: ["utm_*"], halfCounts: false, now: Date.UTC(2026, 2, 3) };

/** Each reads one document and gives the number of its entries. */
const CONTESTANTS = {
  "vigie, every entry new": async (document) => {
    const { feed } = readDocument(document, naming);
    const whole = await feed.read(feed.entries.map(({ entry }) => entry));
    return whole.size;
  },
  "vigie, every entry known": (document) => readDocument(document, naming).feed.entries.length,
  feedsmith: ({ bytes }) => {
    const { feed } = parseFeed(utf8.decode(bytes));
    return (feed.items ?? feed.entries).length;
  },
  // What vigie does besides: the words of summaries and bodies, without their tags.
  "feedsmith, and the words": ({ bytes }) => {
    const { feed } = parseFeed(utf8.decode(bytes));
    const entries = feed.items ?? feed.entries;
    for (const entry of entries) for (const html of textsOf(entry)) visibleText(html);
    return entries.length;
  },
  "rss-parser": async ({ bytes }) => (await rssParser.parseString(utf8.decode(bytes))).items.length,
  "htmlparser2, tags only": ({ bytes }) => {
    let entries = 0;
    const onopentagname = (name) => {
      if (name === "item" || name === "entry") entries += 1;
    };
    new Tokeniser({ onopentagname }, { xmlMode: true, decodeEntities: false }).end(utf8.decode(bytes));
    return entries;
  },
};
const OF_JSON = [
  "vigie, every entry new",
  "vigie, every entry known",
  "feedsmith",
  "feedsmith, and the words",
];

function textsOf({ description, summary, content, content_html: html }) {
  return [description, summary, content?.encoded ?? content, html]
    .map((text) => text?.value ?? text)
    .filter((text) => typeof text === "string");
}

/** Prints megabytes per second of CPU for every contestant: the median of all rounds, the slowest and the fastest. */
export async function reading() {
  const documents = corpus(FEEDS);
  const json = documents.filter(({ format }) => format === "json");
  const xml = documents.filter(({ format }) => format !== "json");
  await compare("RSS, Atom and RDF", xml, Object.keys(CONTESTANTS));
  await compare("JSON Feed", json, OF_JSON);
}

async function compare(title, documents, names) {
  const megabytes = documents.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  console.log(
    `reading ${title}: ${documents.length} feeds, ${megabytes.toFixed(1)} MB, ${ROUNDS} rounds in turns`,
  );
  const rates = Object.fromEntries(names.map((name) => [name, []]));
  let entries;
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    for (const name of names) {
      const { cpuSeconds, count } = await measured(CONTESTANTS[name], documents);
      entries ??= count;
      if (count !== entries) throw new Error(`${name} found ${count} entries of ${entries}`);
      if (round >= 0) rates[name].push(megabytes / cpuSeconds);
    }
  }
  const peer = median(rates.feedsmith);
  for (const name of names) {
    const sorted = rates[name].toSorted((a, b) => a - b);
    const cells = [
      name.padEnd(25),
      `${median(sorted).toFixed(1).padStart(6)} MB per CPU-second`,
      `(${sorted[0].toFixed(1)} to ${sorted.at(-1).toFixed(1)})`.padEnd(18),
      `×${(median(sorted) / peer).toFixed(2)} of feedsmith`,
    ];
    console.log(`  ${cells.join("  ")}`);
  }
  console.log();
}

async function measured(read, documents) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  let count = 0;
  for (const document of documents) count += await read(document);
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, count };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
