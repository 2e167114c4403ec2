import { Parser } from "htmlparser2";
import { foldSpaces } from "../../parse/prose/plain-text.ts";
import { type Furniture, furnitureOf, realFurniture } from "./furniture.ts";

/** What a page says, line by line, and what of that is not the article by its markup. */
export interface HtmlText {
  readonly text: string;
  readonly title?: string;
  /** As the page declares it, such as `fr-CA`. */
  readonly language?: string;
  /** By the number of the line, counted from 1. */
  readonly furniture: ReadonlyMap<number, string>;
}

/** The parser takes quadratic time in the number of open elements. */
const MAX_DEPTH = 512;
/** An article, or the main part, is believed to be the text when it has so much of the page's words. */
const MOST_WORDS = 0.5;

const UNSEEN: ReadonlySet<string> = new Set(
  "script style template iframe noembed noframes object audio video canvas svg math".split(" "),
);
const INLINE: ReadonlySet<string> = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output picture progress q " +
    "ruby rt rp s samp small source span strike strong sub sup time track tt u var wbr"
  ).split(" "),
);
const CELLS: ReadonlySet<string> = new Set(["td", "th"]);
/** What is longer is no title; to look for the site's name in it takes quadratic time. */
const LONGEST_TITLE = 1000;
/** What sites put behind the headline in the title of the page. */
const SITE_NAME = /(?<=\S) [|–—-] [^|–—]*$/u;

/**
 * The lines of a web page: blocks on lines of their own, in reading order. Scripts and what else readers do not see are
 * left out; menus, forms, boxes and comments are there, marked with the element that they are in, as is all that stands
 * outside of the `article` or `main` that holds most of the words. Undefined when elements nest deeper than any page's.
 */
export function htmlLines(html: string): HtmlText | undefined {
  const page = new Page();
  const parser = new Parser({
    onopentag(name, attributes) {
      page.open(name, attributes);
      if (page.isTooDeep) parser.pause();
    },
    ontext: (text) => page.add(text),
    onclosetag: (name) => page.close(name),
  });
  parser.write(html);
  if (page.isTooDeep) return undefined;
  parser.end();
  return page.read();
}

type Attributes = Readonly<Partial<Record<string, string>>>;

interface PageLine {
  readonly text: string;
  readonly words: number;
  readonly within: Furniture | undefined;
  /** Which of the page's outermost articles; undefined outside of them. */
  readonly article: number | undefined;
  readonly inMain: boolean;
  readonly isHeadline: boolean;
}

interface Open {
  readonly name: string;
  readonly within: Furniture | undefined;
  readonly article: number | undefined;
  readonly inMain: boolean;
  readonly isUnseen: boolean;
  readonly isHeadline: boolean;
}

const OUTSIDE: Open = {
  name: "",
  within: undefined,
  article: undefined,
  inMain: false,
  isUnseen: false,
  isHeadline: false,
};

class Page {
  readonly #lines: PageLine[] = [];
  readonly #open: Open[] = [];
  #articles = 0;
  #text = "";
  #title = "";
  #socialTitle: string | undefined;
  #language: string | undefined;

  get isTooDeep(): boolean {
    return this.#open.length > MAX_DEPTH;
  }

  open(name: string, attributes: Attributes): void {
    const outer = this.#innermost();
    this.#separate(name);
    this.#declare(name, attributes);
    const within =
      furnitureOf(name, attributes, { within: outer.within, inArticle: isInside(outer) }) ?? outer.within;
    if (name === "h1" || isMain(name, attributes)) holdArticle(outer.within);
    const beginsArticle = name === "article" && outer.article === undefined && within === undefined;
    this.#open.push({
      name,
      within,
      article: beginsArticle ? this.#articles++ : outer.article,
      inMain: outer.inMain || isMain(name, attributes),
      isUnseen: outer.isUnseen || UNSEEN.has(name),
      isHeadline: outer.isHeadline || name === "h1",
    });
  }

  add(text: string): void {
    const { name, isUnseen } = this.#innermost();
    if (name === "title" && this.#open.at(-2)?.name !== "svg") this.#title += text;
    else if (!isUnseen) this.#text += text;
  }

  close(name: string): void {
    this.#separate(name);
    this.#open.pop();
  }

  read(): HtmlText {
    this.#endLine();
    const pageWords = this.#lines.reduce((sum, { words }) => sum + words, 0);
    const elements = this.#lines.map(({ within }) => realFurniture(within, pageWords)?.detail);
    const own = this.#lines.filter((_, index) => elements[index] === undefined);
    const root = rootOf(own);
    const furniture = new Map<number, string>();
    for (const [index, line] of this.#lines.entries()) {
      const detail = elements[index] ?? (root.holds(line) ? undefined : `outside of <${root.name}>`);
      if (detail !== undefined) furniture.set(index + 1, detail);
    }
    const title = this.#headline(own.filter(root.holds), root.name);
    return {
      text: this.#lines.map(({ text }) => text).join("\n"),
      furniture,
      ...(title === undefined ? {} : { title }),
      ...(this.#language === undefined ? {} : { language: this.#language }),
    };
  }

  /** In an article its first heading; on a page without one what it calls itself to others comes before that. */
  #headline(lines: readonly PageLine[], root: Root["name"]): string | undefined {
    const heading = lines.find(({ isHeadline }) => isHeadline)?.text;
    const social = clean(this.#socialTitle ?? "");
    const named = root === "body" ? (social ?? heading) : (heading ?? social);
    return named ?? withoutSite(clean(this.#title));
  }

  #declare(name: string, { lang, property, content, "xml:lang": xmlLang }: Attributes): void {
    if (name === "html") this.#language ??= lang ?? xmlLang;
    if (name === "meta" && property === "og:title") this.#socialTitle ??= content;
  }

  #innermost(): Open {
    return this.#open.at(-1) ?? OUTSIDE;
  }

  #separate(name: string): void {
    if (CELLS.has(name)) this.#text += " ";
    else if (!INLINE.has(name) && !UNSEEN.has(name)) this.#endLine();
  }

  #endLine(): void {
    const text = clean(this.#text);
    this.#text = "";
    if (text === undefined) return;
    const { within, article, inMain, isHeadline } = this.#innermost();
    const words = text.split(" ").length;
    for (let at = within; at !== undefined; at = at.within) at.words += words;
    this.#lines.push({ text, words, within, article, inMain, isHeadline });
  }
}

function withoutSite(title: string | undefined): string | undefined {
  return title !== undefined && title.length <= LONGEST_TITLE ? title.replace(SITE_NAME, "") : title;
}

function isMain(name: string, { role }: Attributes): boolean {
  return name === "main" || role === "main";
}

function isInside({ article, inMain }: Open): boolean {
  return article !== undefined || inMain;
}

function holdArticle(innermost: Furniture | undefined): void {
  for (let at = innermost; at !== undefined; at = at.within) at.holdsArticle = true;
}

interface Root {
  readonly name: "article" | "main" | "body";
  readonly holds: (line: PageLine) => boolean;
}

function isInMain({ inMain }: PageLine): boolean {
  return inMain;
}

/** The part of the page that the text is in, by the lines that are no furniture. */
function rootOf(lines: readonly PageLine[]): Root {
  const words = (holds: Root["holds"]): number =>
    lines.reduce((sum, line) => sum + (holds(line) ? line.words : 0), 0);
  const all = words(() => true);
  const main = words(isInMain);
  const hasMain = main >= all * MOST_WORDS;
  const perArticle = new Map<number, number>();
  for (const line of lines) {
    if (line.article !== undefined)
      perArticle.set(line.article, (perArticle.get(line.article) ?? 0) + line.words);
  }
  const [largest] = [...perArticle].toSorted(([, a], [, b]) => b - a);
  if (largest !== undefined && largest[1] > 0 && largest[1] >= (hasMain ? main : all) * MOST_WORDS) {
    return { name: "article", holds: ({ article }) => article === largest[0] };
  }
  return hasMain && main > 0 ? { name: "main", holds: isInMain } : { name: "body", holds: () => true };
}

function clean(text: string): string | undefined {
  const line = foldSpaces(text.replace(/[\n\r\t\f]+/g, " ")).trim();
  return line === "" ? undefined : line;
}
