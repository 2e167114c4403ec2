import fc from "fast-check";
import type { Entry, FeedFormat } from "../../src/model/feed.ts";
import { SECOND } from "../../src/model/time.ts";
import { type Charset, inCharset } from "./in-charset.ts";
import {
  type BodyStyle,
  EDITORS,
  enclosureOf,
  guidOf,
  linkOf,
  type Shape,
  type Story,
  WRITERS,
} from "./feed-writers.ts";

/** A valid feed document, and what a reader must find in it. */
export interface GeneratedFeed {
  readonly format: FeedFormat;
  readonly style: BodyStyle;
  readonly charset: Charset;
  /** The document without its byte order mark. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly entries: readonly Entry[];
}

/** All of them stand in windows-1252; none of them has a second meaning in HTML. */
const WORDS = (
  "port digue l’été Nœux déjà où – 5 € « oui » R&D “enfin” CNIL 1 < 2 it's façade naïf … ministère " +
  'the police & Briefcam C.N.I.L. #caméra ÉTAT § 3 "vrai" a=b; 100 % L\'Haÿ'
).split(" ");
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength }).map((list) => list.join(" "));

const instants = fc
  .integer({ min: Date.UTC(1995, 0), max: Date.UTC(2037, 0) })
  .map((ms) => Math.floor(ms / SECOND) * SECOND);

const stories: fc.Arbitrary<readonly Story[]> = fc
  .array(
    fc.record({
      title: words(6),
      guid: fc.boolean(),
      published: fc.option(instants, { nil: undefined }),
      author: fc.option(fc.constantFrom("Ada Exemple", "Bob d’Été", "R&D"), { nil: undefined }),
      summary: fc.option(words(10), { nil: undefined }),
      paragraphs: fc.array(words(12), { maxLength: 3 }),
      categories: fc.uniqueArray(fc.constantFrom("Mer", "Santé", "R&D", "vie privée"), { maxLength: 3 }),
      enclosure: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  // A number in every name tells whose it is.
  .map((list) => list.map((story, number) => ({ ...story, number, title: `Item ${number} ${story.title}` })));

/** Valid feeds of every format that has a writer here, in several encodings, each body in one of the usual styles. */
export const generatedFeeds: fc.Arbitrary<GeneratedFeed> = fc
  .record({
    format: fc.constantFrom<"rss" | "rdf" | "atom" | "json">("rss", "rdf", "atom", "json"),
    style: fc.constantFrom<BodyStyle>("plain", "cdata", "escaped", "xhtml"),
    charset: fc.constantFrom<Charset>("utf-8", "utf-8-mark", "windows-1252", "utf-16le", "utf-16be"),
    gap: fc.constantFrom("", "\n", "\r\n  "),
    stories,
  })
  .map(({ format, stories: list, ...shape }) => aFeedOf(format, list, shape));

function aFeedOf(
  format: "rss" | "rdf" | "atom" | "json",
  list: readonly Story[],
  shape: Shape,
): GeneratedFeed {
  // RFC 8259 §8.1: JSON is UTF-8.
  const charset = format === "json" ? "utf-8" : shape.charset;
  const text = WRITERS[format](list, { ...shape, charset });
  const entries = list.map((story) => entryOf(story, format, shape.style));
  return { format, style: shape.style, charset, text, bytes: inCharset(text, charset), entries };
}

/** What a reader must make of a story, whatever it was written in. */
function entryOf(story: Story, format: FeedFormat, style: BodyStyle): Entry {
  const { title, published, summary, categories } = story;
  const author = format === "atom" ? (story.author ?? EDITORS) : story.author;
  return {
    ...guidIn(story, format),
    title,
    link: linkOf(story),
    ...(published === undefined ? {} : { published }),
    ...(author === undefined ? {} : { author }),
    ...(summary === undefined ? {} : { summary }),
    ...contentIn(story, format, style),
    categories,
    // RSS 1.0 has no enclosures.
    enclosures: story.enclosure && format !== "rdf" ? [{ url: enclosureOf(story) }] : [],
  };
}

/** Only in RSS an item may do without an identifier. */
function guidIn(story: Story, format: FeedFormat): Pick<Entry, "guid"> {
  if (format === "rdf") return { guid: linkOf(story) };
  return story.guid || format !== "rss" ? { guid: guidOf(story) } : {};
}

function contentIn({ paragraphs }: Story, format: FeedFormat, style: BodyStyle): Pick<Entry, "content"> {
  if (paragraphs.length === 0) return {};
  const isHtml = style !== "plain" || format === "rss" || format === "rdf";
  // Only blocks of HTML are lines of their own.
  return { content: paragraphs.join(isHtml ? "\n" : " ") };
}
