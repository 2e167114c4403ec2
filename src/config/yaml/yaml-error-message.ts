import type { ErrorCode } from "yaml";

/**
 * What to do about a fault of syntax. The library's own sentences are written for programmers and some of them quote
 * the file, which may hold a secret.
 */
export function yamlErrorMessage(code: ErrorCode): string {
  return (
    MESSAGES[code] ?? "not valid YAML here: look for a missing quote, bracket, comma or colon just before"
  );
}

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: "a tab cannot indent: use spaces",
  BAD_INDENT: "the indentation does not fit the lines before, or a bracket above is not closed",
  BAD_SCALAR_START: "this character cannot begin a plain text: put the text in quotes",
  BAD_DQ_ESCAPE:
    'a backslash in "double quotes" begins an escape that does not exist: write \\\\ or use single quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " on this line: put text that contains it in quotes',
  MULTILINE_IMPLICIT_KEY: 'a key must be followed by ": " on the same line',
  MISSING_CHAR: "a closing quote, bracket or comma is missing before this place",
  MULTIPLE_DOCS: "a second document begins here (---): a file holds one",
  UNEXPECTED_TOKEN:
    'not expected here: a bracket or comma too many, or a text with { } [ ] , or ": " that needs quotes',
};
