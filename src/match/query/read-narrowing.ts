import { isAddress, type PrefixToken, type QuotedPhrase, type Word } from "./lex-query.ts";
import { narrowingPart, type Part } from "./parts.ts";
import { shown } from "./query-problem.ts";
import { fail, peek, type Reading } from "./reading.ts";

/** `source:x` and `lang:xx`: one name, or one code, right behind the colon. */
export function readNarrowing(reading: Reading, prefix: PrefixToken): Part | undefined {
  const isSource = prefix.name === "source";
  reading.next += 1;
  const token = peek(reading);
  if (token?.kind !== "word" && token?.kind !== "phrase") {
    return fail(reading, prefix.start + 1, isSource ? ONE_SOURCE : ONE_LANGUAGE);
  }
  reading.next += 1;
  const value = valueOf(token);
  const problem = isSource ? sourceProblem(token, value) : languageProblem(value);
  if (problem !== undefined) reading.problems.push({ column: token.start + 1, message: problem });
  const column = prefix.start + 1;
  return isSource
    ? narrowingPart({ kind: "source", name: value }, { name: "source:", column })
    : narrowingPart({ kind: "language", code: value.toLowerCase() }, { name: "lang:", column });
}

const ONE_SOURCE = `"source:" takes one name: source:example.org, source:"Le Monde", (source:example.org OR source:example.com)`;
const ONE_LANGUAGE = `"lang:" takes one code: lang:fr, (lang:fr OR lang:en)`;

function valueOf(token: Word | QuotedPhrase): string {
  return token.kind === "word" ? token.text : token.inner.trim().replaceAll(/\s+/gu, " ");
}

function sourceProblem(token: Word | QuotedPhrase, value: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(value)) return ONE_SOURCE;
  if (isAddress(value)) return `${shown(value)} is an address: name its domain alone, source:example.org`;
  const isMarked = token.kind === "phrase" ? token.exact : /^=|\*/u.test(value);
  return isMarked
    ? `${shown(token.text)} is not a name: "=" and "*" are for phrases; a domain stands for all below it: source:example.org`
    : undefined;
}

function languageProblem(value: string): string | undefined {
  if (/^[a-z]{2,3}$/i.test(value)) return undefined;
  return `${shown(value)} is not the code of a language: two or three letters, such as fr or en`;
}
