import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";

/** A piece of news as a paper's system holds it. */
export interface Piece {
  readonly title: string;
  readonly language: string;
  /** ISO 8601. */
  readonly published: string;
  readonly summary: string;
  readonly text?: string;
  readonly link: string;
}

/** What the demonstration publishes: the articles of the corpus, and dull pieces among which they have to be found. */
export interface News {
  readonly articles: readonly Piece[];
  readonly dull: readonly Piece[];
}

interface Listing {
  readonly articles: readonly {
    readonly file: string;
    readonly title: string;
    readonly language: string;
    readonly published: string;
    readonly lines: readonly [number, number];
  }[];
  readonly dull: readonly Omit<Piece, "link">[];
}

const SUMMARY_CHARACTERS = 400;

/** Reads `articles.yaml` and the articles that it names from the folder of the corpus that ships with vigie. */
export async function readNews(folder: string): Promise<News> {
  const listing: Listing = parse(await readFile(path.join(folder, "articles.yaml"), "utf8"));
  const articles = listing.articles.map(async ({ file, lines: [first, last], ...piece }, i) => {
    const lines = (await readFile(path.join(folder, file), "utf8")).split("\n").slice(first - 1, last);
    const text = lines.filter((line) => line.trim() !== "").join("\n");
    return { ...piece, text, summary: `${text.slice(0, SUMMARY_CHARACTERS)}…`, link: linkOf("article", i) };
  });
  return {
    articles: await Promise.all(articles),
    dull: listing.dull.map(({ title, language, published, summary }, i) => {
      return { title, language, published, summary, link: linkOf("brief", i) };
    }),
  };
}

function linkOf(kind: string, i: number): string {
  return `https://example.org/${kind}/${i + 1}`;
}
