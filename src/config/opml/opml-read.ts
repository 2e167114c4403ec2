import { Parser } from "htmlparser2";

/** A feed as an OPML file names it. */
export interface OpmlFeed {
  readonly line: number;
  readonly url: string;
  readonly name?: string;
  readonly language?: string;
  /** The folders that it lies in, outermost first, then its categories; each once. */
  readonly tags: readonly string[];
}

export interface OpmlProblem {
  readonly line: number;
  readonly message: string;
}

export type OpmlRead =
  | { readonly kind: "read"; readonly feeds: readonly OpmlFeed[]; readonly problems: readonly OpmlProblem[] }
  /** Not OPML, or no longer a list of feeds; a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

const MAX_DEPTH = 32;
const MOST_OUTLINES = 200_000;
const LONGEST_URL = 4096;
const LONGEST_NAME = 200;
const LONGEST_TAG = 60;
const INCLUDED = "a list in another file (type include): that one is imported by itself";

/**
 * Reads the outlines of an OPML 1.0 or 2.0 document (opml.org/spec2.opml), well-formed or not. An outline with an
 * address is a feed, one without is a folder. Entities of a DTD are not expanded and nothing is fetched; time is linear
 * in the length. A feed without a sound address, and a list to be included, are reported with their line and left out.
 */
export function readOpml(text: string): OpmlRead {
  const reading = new Reading(text);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (!reading.open(name, attributes, parser.startIndex)) parser.pause();
      },
      onclosetag: (name) => reading.close(name),
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(text);
  return reading.ending();
}

type Attributes = Readonly<Record<string, string>>;

class Reading {
  readonly #lines: LineCount;
  readonly #feeds: OpmlFeed[] = [];
  readonly #problems: OpmlProblem[] = [];
  /** The folder of each open outline; undefined for a feed and for a folder without name. */
  readonly #folders: (string | undefined)[] = [];
  #isOpml = false;
  #depth = 0;
  #outlines = 0;
  #reason: string | undefined;

  constructor(text: string) {
    this.#lines = new LineCount(text);
  }

  /** False when reading has to end here. */
  open(name: string, attributes: Attributes, offset: number): boolean {
    this.#depth += 1;
    if (name === "opml") this.#isOpml = true;
    if (this.#depth > MAX_DEPTH) this.#reason = `it is nested deeper than ${MAX_DEPTH} levels`;
    if (name === "outline" && this.#isOpml) this.#outline(attributes, offset);
    return this.#reason === undefined;
  }

  close(name: string): void {
    this.#depth -= 1;
    if (name === "outline") this.#folders.pop();
  }

  ending(): OpmlRead {
    if (this.#reason !== undefined) return { kind: "refused", reason: this.#reason };
    if (!this.#isOpml) return { kind: "refused", reason: "it is no OPML document" };
    return { kind: "read", feeds: this.#feeds, problems: this.#problems };
  }

  #outline(attributes: Attributes, offset: number): void {
    this.#outlines += 1;
    if (this.#outlines > MOST_OUTLINES) this.#reason = `it has more than ${MOST_OUTLINES} outlines`;
    const name = nameOf(attributes);
    const isEntry = typeOf(attributes) !== "folder";
    this.#folders.push(isEntry || name === "" ? undefined : line(name, LONGEST_TAG));
    if (isEntry) this.#feed(attributes, this.#lines.lineOf(offset));
  }

  #feed(attributes: Attributes, at: number): void {
    const name = nameOf(attributes);
    const url = addressIn(attributes);
    const fault = typeOf(attributes) === "include" ? INCLUDED : faultOf(url);
    if (fault !== undefined) {
      this.#problems.push({ line: at, message: name === "" ? fault : `“${name}”: ${fault}` });
      return;
    }
    const language = languageOf(attributes);
    const folders = this.#folders.flatMap((folder) => folder ?? []);
    this.#feeds.push({
      line: at,
      url,
      ...(name === "" ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      tags: [...new Set([...folders, ...categories(attributes)])],
    });
  }
}

function typeOf(attributes: Attributes): "feed" | "include" | "folder" {
  const type = attributes["type"]?.toLowerCase();
  if (type === "include") return "include";
  return type === "rss" || addressIn(attributes) !== "" ? "feed" : "folder";
}

/** Some write `feed:` before the whole address, or `feed://` in the place of `http://`. */
function addressIn(attributes: Attributes): string {
  const url = attributes["xmlurl"]?.trim() ?? "";
  return url.replace(/^feed:(?:\/\/)?(?=https?:)/iu, "").replace(/^feed:\/\//iu, "http://");
}

function nameOf(attributes: Attributes): string {
  return line(attributes["text"] || (attributes["title"] ?? ""), LONGEST_NAME);
}

/** `en-us` → `en` */
function languageOf(attributes: Attributes): string | undefined {
  return /^[a-z]{2,3}(?=$|[-_])/u.exec(attributes["language"]?.toLowerCase() ?? "")?.[0];
}

/** What keeps an address from being a feed's. */
function faultOf(url: string): string | undefined {
  if (url === "") return "no address (xmlUrl)";
  if (url.length > LONGEST_URL) return `an address of more than ${LONGEST_URL} characters`;
  if (!/^https?:\/\/[^\s\\]+$/iu.test(url) || !URL.canParse(url))
    return "an address that is not http:// or https://";
  // Written into feeds.yaml it would be filled in with a secret of this machine, and sent to whoever wrote the file.
  return url.includes("${") ? "an address with a variable (${…})" : undefined;
}

/** OPML 2.0: `category` is a list with commas, whose entries may begin with a slash. */
function categories(attributes: Attributes): readonly string[] {
  const words = (attributes["category"] ?? "").slice(0, LONGEST_URL).split(",");
  return words.flatMap((word) => line(word.trim().replace(/^\/+/u, ""), LONGEST_TAG) || []);
}

/** One line without control characters or references to variables. */
function line(text: string, longest: number): string {
  const plain = text
    .slice(0, longest * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, " ")
    .replaceAll("${", "$ {")
    .trim();
  return Array.from(plain).slice(0, longest).join("").trim();
}

/** Counts lines as far as offsets go; they come in order. */
class LineCount {
  readonly #text: string;
  #line = 1;
  /** Where the line that was reached ends. */
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = this.#endFrom(0);
  }

  lineOf(offset: number): number {
    while (this.#end < offset) {
      this.#line += 1;
      this.#end = this.#endFrom(this.#end + 1);
    }
    return this.#line;
  }

  #endFrom(start: number): number {
    const at = this.#text.indexOf("\n", start);
    return at === -1 ? this.#text.length : at;
  }
}
