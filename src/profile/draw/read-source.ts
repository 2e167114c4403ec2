import { createHash } from "node:crypto";
import { decode } from "../../parse/decode.ts";
import type { SourceText } from "./clean.ts";
import { htmlLines } from "./html-lines.ts";

/** A document as it was given. */
export interface SourceBytes {
  /** Name of its file, or id of an item. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As the server that it came from declared. */
  readonly contentType?: string;
  /** As whoever gives it says; it counts before what the document declares. */
  readonly language?: "fr" | "en";
}

export type SourceReading =
  | { readonly kind: "read"; readonly source: SourceText }
  /** A sentence for people, with the name and the way out. */
  | { readonly kind: "unreadable"; readonly reason: string };

const MAX_BYTES = 10 * 1024 * 1024;
const HTML_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)/i;
/** How web pages and parts of them begin, behind declarations and comments. */
const HTML_START =
  /^\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|meta|title)\b/i;
const HTML_NAME = /\.x?html?$/i;
const TAG = /<[a-z]/i;
const OTHER_XML = /^\s*<(?:\?xml|rss|feed|rdf:RDF)\b/i;
const ARCHIVE = /^(?:[\w-]+:[^\n]{0,500}\r?\n(?:[ \t][^\n]{0,500}\r?\n)*){1,30}/;
const ARCHIVE_TYPE = /^content-type:\s*multipart\/related/im;
const WORD_OR_PDF = /^(?:%PDF-|\{\\rtf)/;
const VISIBLE = /[\p{L}\p{N}]/u;

/**
 * Reads a document as text: its charset is found out as feeds' are, and a web page becomes lines. Not read are PDF, Word
 * and other binary files, and pages saved as one archive file (MHTML).
 */
export function readSource({ name, bytes, contentType, language }: SourceBytes): SourceReading {
  const unreadable = (reason: string): SourceReading => ({ kind: "unreadable", reason: `${name} ${reason}` });
  if (bytes.length > MAX_BYTES) {
    return unreadable(
      `has ${Math.ceil(bytes.length / 1024 / 1024)} MiB, more than the 10 MiB of any article: save the article alone`,
    );
  }
  const text = bytes.length === 0 ? "" : decode(bytes, contentType);
  if (text === undefined || WORD_OR_PDF.test(text)) {
    return unreadable("is not text: copy the article out of it, or save it as .txt or .html");
  }
  if (isArchive(text)) {
    return unreadable("is a page saved as one archive (MHTML), which is not read: save it as .html or .txt");
  }
  const isPage = isHtml(text, name, contentType);
  if (OTHER_XML.test(text) && !HTML_START.test(text)) {
    return unreadable("is XML, such as a feed, and no article: save an article of it as .html or .txt");
  }
  const page = isPage ? htmlLines(text) : { text, furniture: new Map<number, string>() };
  if (page === undefined)
    return unreadable("nests its elements deeper than any page: copy its text into a .txt file");
  if (!VISIBLE.test(page.text)) return unreadable("is empty: there is no word in it");
  const { title } = page;
  const known = language ?? languageCode(page.language);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    kind: "read",
    source: {
      name,
      sha256,
      text: page.text,
      furniture: page.furniture,
      ...(title === undefined ? {} : { title }),
      ...(known === undefined ? {} : { language: known }),
    },
  };
}

function isHtml(text: string, name: string, contentType: string | undefined): boolean {
  return (
    HTML_START.test(text) || (TAG.test(text) && (HTML_TYPE.test(contentType ?? "") || HTML_NAME.test(name)))
  );
}

/** Mail headers at the top, among them that of a page with its parts. */
function isArchive(text: string): boolean {
  return ARCHIVE_TYPE.test(ARCHIVE.exec(text.slice(0, 8192))?.[0] ?? "");
}

function languageCode(declared: string | undefined): "fr" | "en" | undefined {
  const code = declared?.trim().slice(0, 2).toLowerCase();
  return code === "fr" || code === "en" ? code : undefined;
}
