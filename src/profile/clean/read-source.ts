import { createHash } from "node:crypto";
import { decode } from "../../parse/bytes/decode.ts";
import type { SourceText } from "./clean.ts";
import { type HtmlText, htmlLines } from "./html-lines.ts";

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
 * and other binary files, feeds, and pages saved as one archive file (MHTML).
 */
export function readSource({ name, bytes, contentType, language }: SourceBytes): SourceReading {
  const text = bytes.length > MAX_BYTES ? undefined : decodedText(bytes, contentType);
  const fault = text === undefined ? faultOfBytes(bytes) : faultOfText(text);
  if (text === undefined || fault !== undefined) return { kind: "unreadable", reason: `${name} ${fault}` };
  const page = isHtml(text, name, contentType) ? htmlLines(text) : { text };
  if (page === undefined) return { kind: "unreadable", reason: `${name} ${TOO_DEEP}` };
  if (!VISIBLE.test(page.text)) return { kind: "unreadable", reason: `${name} ${EMPTY}` };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { kind: "read", source: sourceOf(page, { name, sha256 }, language) };
}

const EMPTY = "is empty: there is no word in it";
const TOO_DEEP = "nests its elements deeper than any page: copy its text into a .txt file";
const NO_TEXT = "is not text: copy the article out of it, or save it as .txt or .html";

function decodedText(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  return bytes.length === 0 ? "" : decode(bytes, contentType);
}

function faultOfBytes({ length }: Uint8Array): string {
  if (length <= MAX_BYTES) return NO_TEXT;
  const size = Math.ceil(length / 1024 / 1024);
  return `has ${size} MiB, more than the 10 MiB of any article: save the article alone`;
}

function faultOfText(text: string): string | undefined {
  if (WORD_OR_PDF.test(text)) return NO_TEXT;
  if (isArchive(text))
    return "is a page saved as one archive (MHTML), which is not read: save it as .html or .txt";
  return OTHER_XML.test(text) && !HTML_START.test(text)
    ? "is XML, such as a feed, and no article: save an article of it as .html or .txt"
    : undefined;
}

function sourceOf(
  { text, title, furniture, language: declared }: Partial<HtmlText> & { readonly text: string },
  id: Pick<SourceText, "name" | "sha256">,
  given: "fr" | "en" | undefined,
): SourceText {
  const language = given ?? languageCode(declared);
  return {
    ...id,
    text,
    ...(furniture === undefined ? {} : { furniture }),
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
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
