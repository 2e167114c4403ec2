import { visibleText } from "./visible-text.ts";

/** No title is longer, tags included. */
const MAX_HTML = 1 << 16;

/**
 * The tags that publishers put into titles, with attributes that have values; any other `<` is part of the words: `5 < 6`,
 * `<Vivre> de Kurosawa`, `if a<b then c>d`.
 */
const OTHER_ANGLE =
  /<(?!\/?(?:(?:script|style)[\s/>]|(?:a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)(?:\s*\/?>|\/|\s[^<>]*=)))/gi;

/** The words of a title that is HTML, or may be: RSS does not say, and publishers do both. */
export function titleText(html: string): string {
  const source = html.slice(0, MAX_HTML);
  return visibleText(source.includes("<") ? source.replace(OTHER_ANGLE, "&lt;") : source);
}
